import type { Engine, LearnerScope } from 'adaptive-learning-engine';
import type { Document, WithId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf } from '../support/refusal.js';
import { DAY, later, MINUTE, START } from '../support/stopped-clock.js';
import { answerIn, newAccount, nextEventId, openSession, openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
let engine: Engine;
beforeAll(async () => {
  tutor = await openTutor();
  engine = await tutor.another({ reach: { mayReach: () => true } });
});
afterAll(() => tutor[Symbol.asyncDispose]());

const KELLER = { actor_id: 'mr-keller', role: 'teacher' };
const teacherOf = (userId: string) => engine.as({ actorId: 'mr-keller', role: 'teacher' }).learner(userId);

async function studying(): Promise<{ learner: LearnerScope; session_id: string }> {
  tutor.clock.set(START);
  const learner = await tutor.newLearner();
  return { learner, session_id: await openSession(learner) };
}

/** Who recorded each event of a learner, by its type; what is not stored at all is missing. */
async function recorders(user_id: string) {
  const events = await tutor.db.collection('learning_events').find({ user_id }).sort({ occurred_at: 1, _id: 1 }).toArray();
  return events.map((event) => [event['type'], 'recorded_by' in event ? (event['recorded_by'] as unknown) : 'nothing']);
}

test('an event stores who recorded it, unless that is the learner, however they call', async () => {
  const { learner, session_id } = await studying();
  await learner.recordAnswer(answerIn(session_id));
  await engine.as({ actorId: learner.userId, role: 'learner' }).learner(learner.userId).recordAnswer(answerIn(session_id));
  await engine.as({ userId: learner.userId, role: 'system' }).recordAnswer(answerIn(session_id));
  await engine.as({ actorId: 'importer', role: 'system' }).learner(learner.userId).recordAnswer(answerIn(session_id));
  await teacherOf(learner.userId).recordAnswer(answerIn(session_id));
  expect(await recorders(learner.userId)).toEqual([
    ['learner_created', { role: 'system' }],
    ['session_started', 'nothing'],
    ['answer', 'nothing'],
    ['answer', 'nothing'],
    ['answer', { role: 'system' }],
    ['answer', { actor_id: 'importer', role: 'system' }],
    ['answer', KELLER],
  ]);
});

test('a session that a teacher’s answer opens, its emotions, interventions and end are the teacher’s', async () => {
  tutor.clock.set(START);
  const learner = await tutor.newLearner();
  const teacher = teacherOf(learner.userId);
  const { session_id: _, ...answer } = answerIn('');
  await teacher.recordAnswer(answer);
  const event = () => ({ event_id: nextEventId() });
  await teacher.recordEmotion({ ...event(), emotion: 'hope', intensity: 1, confidence: 1 });
  await teacher.recordInteraction({ ...event(), interaction_type: 'question' });
  await teacher.applyIntervention({ ...event(), intervention_type: 'hint', reason: 'Stuck' });
  await teacher.endSession();
  const [created, ...rest] = await recorders(learner.userId);
  expect(created).toEqual(['learner_created', { role: 'system' }]);
  expect(rest.map(([type]) => type)).toEqual(['session_started', 'answer', 'emotion', 'interaction', 'intervention', 'session_ended']);
  expect(new Set(rest.map(([, by]) => JSON.stringify(by)))).toEqual(new Set([JSON.stringify(KELLER)]));
});

test('a retry by another caller is the same event: the first recorder stands', async () => {
  const { learner, session_id } = await studying();
  const answer = answerIn(session_id);
  const first = await teacherOf(learner.userId).recordAnswer(answer);
  expect(await learner.recordAnswer(answer)).toEqual(first);
  expect(await engine.recordAnswers([{ ...answer, user_id: learner.userId }])).toMatchObject({ recorded: 0, alreadyRecorded: 1 });
  expect((await recorders(learner.userId)).filter(([type]) => type === 'answer')).toEqual([['answer', KELLER]]);
  expect(await refusalOf(learner.recordAnswer({ ...answer, correct: false }))).toMatchObject({ code: 'event_conflict' });
});

test('an import keeps who imported, an undo who took back, and a late event, a replay and an export keep all of it', async () => {
  const { learner, session_id } = await studying();
  tutor.clock.set(later(5 * MINUTE));
  const answer = answerIn(session_id);
  await teacherOf(learner.userId).recordAnswers([answer, answerIn(session_id)]);
  await learner.recordAnswer(answerIn(session_id, { occurred_at: later(MINUTE) }));
  await engine.as({ userId: learner.userId, role: 'system' }).undoAnswer({ event_id: answer.event_id });
  const before = await recorders(learner.userId);
  expect(before).toEqual([
    ['learner_created', { role: 'system' }],
    ['session_started', 'nothing'],
    ['answer', 'nothing'],
    ['answer', KELLER],
    ['answer', KELLER],
    ['answer_undone', { role: 'system' }],
  ]);
  expect((await engine.replay(learner.userId)).changed).toEqual({ learning_sessions: 0, content_mastery: 0, learning_dna: 0 });
  expect(await recorders(learner.userId)).toEqual(before);
  const { rows } = await learner.sessionEvents({ session_id });
  expect(rows.filter(({ type }) => type === 'answer').map(({ recorded_by }) => recorded_by ?? null)).toContainEqual(KELLER);
});

test('an account that an administrator makes is theirs, and a session that nobody ends is the system’s to end', async () => {
  tutor.clock.set(START);
  const admin = engine.as({ actorId: 'root', role: 'admin' });
  const { user_id } = await admin.createLearner(newAccount());
  const learner = engine.as({ userId: user_id, role: 'learner' });
  const { session_id: _, ...answer } = answerIn('');
  await learner.recordAnswer(answer);
  tutor.clock.set(later(2 * DAY));
  await admin.closeIdleSessions();
  expect(await recorders(user_id)).toEqual([
    ['learner_created', { actor_id: 'root', role: 'admin' }],
    ['session_started', 'nothing'],
    ['answer', 'nothing'],
    ['session_ended', { role: 'system' }],
  ]);
});

describe('an account', () => {
  const changerOf = async (user_id: string) => {
    const { updated_by = 'nothing' } = (await tutor.db.collection('users').findOne({ user_id })) as { updated_by?: unknown };
    return updated_by;
  };

  test('stores who made its last change, unless that was the learner', async () => {
    const { userId } = await tutor.newLearner();
    expect(await changerOf(userId)).toBe('nothing');
    const admin = engine.as({ actorId: 'root', role: 'admin' });
    await admin.learner(userId).updateProfile({ age: 20 });
    expect(await changerOf(userId)).toEqual({ actor_id: 'root', role: 'admin' });
    await engine.as({ userId, role: 'learner' }).updateProfile({ name: null });
    expect(await changerOf(userId)).toBe('nothing');
    await engine
      .as({ actorId: 'mrs-lovelace', role: 'guardian' })
      .learner(userId)
      .updatePreferences({ privacy_settings: { emotional_data_usage: false } });
    expect(await changerOf(userId)).toEqual({ actor_id: 'mrs-lovelace', role: 'guardian' });
    await admin.setAccountStatus({ user_id: userId, account_status: 'suspended' });
    expect(await changerOf(userId)).toEqual({ actor_id: 'root', role: 'admin' });
    await engine.setEmail({ user_id: userId, email: null });
    expect(await changerOf(userId)).toEqual({ role: 'system' });
  });
});

test('the server itself refuses a recorder of no role, and a learner written out', async () => {
  const { learner, session_id } = await studying();
  await learner.recordAnswer(answerIn(session_id));
  const events = tutor.db.collection('learning_events');
  const { _id, ...stored } = (await events.findOne({ user_id: learner.userId, type: 'answer' })) as WithId<Document>;
  for (const recorded_by of [{ role: 'pupil' }, { role: 'learner' }, { actor_id: 'x' }, { role: 'teacher', actor_id: '' }, 'teacher', {}])
    await expect(events.insertOne({ ...stored, event_id: nextEventId(), recorded_by })).rejects.toThrow(/validation/);
});
