import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { classReport, learnerReport, renderReport } from '../../src/report/index.js';
import { everyPage } from '../support/every-page.js';
import { HOST_IDS } from '../support/host-ids.js';
import { byBytes } from '../support/odd-names.js';
import { refusalOf } from '../support/refusal.js';
import { DAY, later, MINUTE, START } from '../support/stopped-clock.js';
import { answerIn, newAccount, nextEventId, openSession, openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;

beforeAll(async () => {
  tutor = await openTutor({ cache: {} });
  for (const [n, user_id] of HOST_IDS.entries())
    await tutor.engine.createLearner({ ...newAccount(), user_id, email: `learner-${n}@example.org` });
});
afterAll(() => tutor[Symbol.asyncDispose]());

const scopeOf = (userId: string) => tutor.engine.as({ userId, role: 'system' });

test.each(HOST_IDS.map((id, n) => [id, n] as const))('a learner and a session that are called %j live like any other', async (id, n) => {
  tutor.clock.set(START);
  const learner = scopeOf(id);
  const session_id = HOST_IDS[(n + 1) % HOST_IDS.length] as string;
  await openSession(learner, { session_id });
  tutor.clock.set(later(10 * MINUTE));
  const at = (minutes: number) => ({ occurred_at: later(minutes * MINUTE), event_id: nextEventId() });
  const common = (minutes: number) => ({ ...at(minutes), session_id });
  await learner.recordAnswer(answerIn(session_id, at(4)));
  await learner.recordAnswer(answerIn(session_id, { ...at(2), concept: 'Late' }));
  await learner.recordEmotion({ ...common(5), emotion: 'frustration', intensity: 0.7, confidence: 0.9 });
  await learner.recordInteraction({ ...common(6), interaction_type: 'question' });
  const { intervention_id } = await learner.applyIntervention({ ...common(7), intervention_type: 'hint', reason: 'Two wrong' });
  await learner.rateIntervention({ ...common(8), intervention_id, effectiveness_rating: 4 });
  const imported = [3, 9].map((minutes) => ({ ...answerIn(session_id, { ...at(minutes), concept: 'Imported' }), user_id: id }));
  expect(await tutor.engine.recordAnswers(imported)).toMatchObject({ recorded: 2, refused: 0 });
  expect((await learner.progress()).rows).toMatchObject([{ answers: 4 }]);
  await learner.updatePreferences({ privacy_settings: { emotional_data_usage: false } });
  expect((await learner.endSession({ session_id, ended_at: later(10 * MINUTE) })).session_id).toBe(session_id);

  expect((await learner.profile())?.user_id).toBe(id);
  expect((await learner.mastery()).rows).toHaveLength(3);
  // All but the emotion, which the learner has withdrawn since.
  expect((await learner.sessionEvents({ session_id })).rows).toHaveLength(10);
  const { rows } = await learner.query('session_history', { since: later(-DAY), until: later(DAY) });
  expect(rows.map((row) => row.session_id)).toEqual([session_id]);
  const log = await tutor.db.collection('learning_events').distinct('event_id', { user_id: id });
  expect(log).toEqual(expect.arrayContaining([`session_started/${session_id}`, `session_ended/${session_id}`]));
  expect((await learner.replay()).changed).toEqual({ learning_sessions: 0, content_mastery: 0, learning_dna: 0 });
  const { left_out } = await learnerReport(learner, { at: later(DAY) });
  expect((left_out ?? []).filter(({ code }) => code !== 'no_consent')).toEqual([]);
});

test('pages of a class go through all of its learners, in the order of the database', async () => {
  const rows = await everyPage(2, (control) => tutor.engine.query('class_mastery', { user_ids: [...HOST_IDS] }, control));
  const ids = rows.map(({ user_id }) => user_id);
  expect([...new Set(ids)]).toEqual([...HOST_IDS].sort(byBytes));
  expect(ids).toHaveLength(3 * HOST_IDS.length);
});

test('a class of such learners is reported', async () => {
  const learners = HOST_IDS.map((user_id, n) => ({ user_id, name: `Learner ${n}` }));
  const page = await renderReport(await classReport(tutor.engine, { name: 'Class', learners, at: later(DAY) }));
  for (const { name } of learners) expect(page).toContain(name);
});

test('another spelling of an id is another learner', async () => {
  await tutor.engine.createLearner({ ...newAccount(), user_id: 'CAFE' });
  await tutor.engine.createLearner({ ...newAccount(), user_id: 'cafe' });
  for (const id of ['cafe', 'CAFE']) expect((await scopeOf(id).profile())?.user_id).toBe(id);
});

test('an ObjectId is refused with the way to make a text of it', async () => {
  const refusal = await refusalOf(tutor.engine.createLearner({ ...newAccount(), user_id: new ObjectId() as never }));
  expect(refusal).toMatchObject({ code: 'invalid_input', where: 'createLearner.user_id' });
  expect(refusal.message).toContain('toHexString()');
});

test("what everybody's cache keeps is not that of a learner whose id is platform", async () => {
  tutor.clock.set(later(DAY));
  const before = await tutor.engine.query('hardest_concepts', {});
  tutor.clock.set(later(DAY + MINUTE));
  await openSession(scopeOf('platform'), { session_id: 'next day' });
  expect(await tutor.engine.query('hardest_concepts', {})).toEqual(before);
});
