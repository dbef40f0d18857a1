import type { LearnerScope } from 'adaptive-learning-engine';
import { BSON } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DAY, later, MINUTE } from '../support/stopped-clock.js';
import { answerIn, nextEventId, openSession, openTutor, type Tutor } from '../support/tutor.js';

const CONCEPT = { subject: 'Algebra', topic: 'Equations', concept: 'Linear equations' };
interface Stored {
  readonly predicted: number;
  readonly before: { readonly mastery_level: number; readonly retention: number };
  readonly after: { readonly mastery_level: number; readonly next_review_date: Date };
  readonly newly_mastered: boolean;
  readonly scheduler: { readonly name: string; readonly version: string };
}

const NONE = { learning_sessions: 0, content_mastery: 0, learning_dna: 0 };

let short: Tutor;
let full: Tutor;
beforeAll(async () => {
  [short, full] = await Promise.all([openTutor(), openTutor({ provenance: 'full' })]);
});
afterAll(() => Promise.all([short, full].map((tutor) => tutor[Symbol.asyncDispose]())));
beforeEach(() => {
  for (const tutor of [short, full]) tutor.clock.set(later(0));
});

/** Some days of answers to two concepts, one of them late; the same for any learner. */
async function study(learner: LearnerScope, tutor: Tutor, from = 0): Promise<void> {
  for (let day = from; day < from + 3; day += 1) {
    const begun = later(day * DAY);
    tutor.clock.set(begun);
    const session_id = await openSession(learner, { started_at: begun });
    for (const minute of [1, 2, 4, 5]) {
      tutor.clock.set(new Date(begun.getTime() + minute * MINUTE));
      const concept = minute === 2 ? 'Roots' : CONCEPT.concept;
      await learner.recordAnswer(answerIn(session_id, { concept, correct: (day + minute) % 3 !== 0, occurred_at: tutor.clock.read() }));
    }
    if (day === from + 1)
      await learner.recordAnswer(answerIn(session_id, { correct: false, occurred_at: new Date(begun.getTime() + 3 * MINUTE) }));
  }
}

const answersOf = (tutor: Tutor, user_id: string) =>
  tutor.db.collection('learning_events').find({ user_id, type: 'answer' }).sort({ occurred_at: 1 }).toArray();

/** What belongs to this learner and not to what they did. */
const unnamed = (value: unknown) =>
  JSON.parse(JSON.stringify(value, (key, part) => (['event_id', 'session_id', '_id', 'user_id'].includes(key) ? undefined : part)));

describe('short provenance', () => {
  test('is what is stored if nobody says otherwise: figures and models, at less than two thirds of the bytes', async () => {
    const [one, other] = [await short.newLearner(), await full.newLearner()];
    await study(one, short);
    await study(other, full);
    const [stored, whole] = [await answersOf(short, one.userId), await answersOf(full, other.userId)];
    expect(stored).toHaveLength(13);
    for (const [n, { provenance }] of stored.entries()) {
      expect(Object.keys(provenance).sort()).toEqual(['after', 'before', 'models', 'newly_mastered', 'predicted']);
      const { predicted, before, after, newly_mastered, scheduler } = (whole[n] as unknown as { readonly provenance: Stored }).provenance;
      expect(provenance).toMatchObject({
        predicted,
        newly_mastered,
        before: { mastery_level: before.mastery_level, retention: before.retention },
      });
      expect(provenance.after).toMatchObject({ mastery_level: after.mastery_level, next_review_date: after.next_review_date });
      expect(provenance.models.startsWith(`${scheduler.name}/${scheduler.version}/default `)).toBe(true);
    }
    const bytes = (documents: readonly object[]) => documents.reduce((sum, document) => sum + BSON.calculateObjectSize(document), 0);
    expect(bytes(stored)).toBeLessThan((2 / 3) * bytes(whole));
    // What follows from the log is the same.
    for (const read of ['mastery', 'progress'] as const)
      expect(unnamed((await one[read]()).rows)).toEqual(unnamed((await other[read]()).rows));
    for (const tutor of [short, full]) tutor.clock.set(later(4 * DAY));
    const asked = (learner: LearnerScope) =>
      Promise.all([
        learner.query('retention_calibration', { bins: 5 }),
        learner.query('learning_effectiveness', { by: 'difficulty' }),
        learner.recommend(),
      ]);
    expect(unnamed((await asked(one)).map(({ rows }) => rows))).toEqual(unnamed((await asked(other)).map(({ rows }) => rows)));
    for (const [tutor, learner] of [
      [short, one],
      [full, other],
    ] as const)
      expect((await tutor.engine.replay(learner.userId)).changed).toEqual(NONE);
  });

  test('tells a retry the first result to the bit', async () => {
    const learner = await short.newLearner();
    const session_id = await openSession(learner);
    const answer = answerIn(session_id, { occurred_at: later(0) });
    const first = await learner.recordAnswer(answer);
    await learner.recordAnswer(answerIn(session_id, { correct: false, occurred_at: later(MINUTE) }));
    expect(await learner.recordAnswer(answer)).toEqual(first);
  });

  test('states that are asked for come from a replay, the same that full provenance stores; not behind a late answer', async () => {
    const [one, other] = [await short.newLearner(), await full.newLearner()];
    await study(one, short);
    await study(other, full);
    const read = async (learner: LearnerScope, states: boolean) => (await learner.conceptAnswers({ ...CONCEPT, states })).rows.toReversed();
    const [plain, made, stored] = [await read(one, false), await read(one, true), await read(other, false)];
    expect(plain.map(({ provenance }) => [provenance.scheduler, provenance.after.scheduler_state])).toEqual(
      stored.map(({ provenance }) => [provenance.scheduler, undefined]),
    );
    // The fifth came after the two behind it, which were judged without it.
    const isBehindLate = (n: number) => n === 5 || n === 6;
    for (const [n, { provenance }] of made.entries()) {
      if (isBehindLate(n)) expect(provenance).toEqual(plain[n]?.provenance);
      else expect(provenance).toEqual(stored[n]?.provenance);
    }
    // Somebody who was judged by other parameters since: the states of then cannot be told.
    const engine = await short.another({ scheduler: 'sm2', masteredAbove: 0.7 });
    const [again] = (await engine.as(one.caller).conceptAnswers({ ...CONCEPT, states: true })).rows.toReversed();
    expect(again?.provenance).toEqual(plain[0]?.provenance);
  });
});

test('a log that holds both kinds folds as one, in whichever order they were chosen', async () => {
  const learner = await short.newLearner();
  const other = (await short.another({ provenance: 'full' })).as(learner.caller);
  await study(learner, short);
  await study(other, short, 3);
  await study(learner, short, 6);
  const kinds = (await answersOf(short, learner.userId)).map(({ provenance }) => ('models' in provenance ? 'short' : 'full'));
  expect(kinds.filter((kind) => kind === 'full')).toHaveLength(13);
  expect(kinds).toHaveLength(39);
  expect((await short.engine.replay(learner.userId)).changed).toEqual(NONE);
  const late = answerIn((await learner.recentSessions()).rows.at(-1)?.session_id as string, {
    event_id: nextEventId(),
    occurred_at: later(6 * MINUTE),
  });
  await learner.recordAnswer(late);
  expect((await short.engine.replay(learner.userId)).changed).toEqual(NONE);
  const { rows } = await learner.conceptAnswers({ ...CONCEPT, states: true });
  expect(rows).toHaveLength(31);
  for (const { provenance } of rows)
    expect(provenance).toMatchObject({ scheduler: { name: expect.any(String) }, predictor: { version: '1' } });
});
