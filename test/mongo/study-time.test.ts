import type { LearnerScope } from 'adaptive-learning-engine';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { refusalOf } from '../support/refusal.js';
import { DAY, HOUR, later, MINUTE, START } from '../support/stopped-clock.js';
import { answerIn, openSession, openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
let learner: LearnerScope;
beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());
beforeEach(async () => {
  for (const collection of await tutor.db.collections()) await collection.deleteMany({});
  tutor.clock.set(START);
  learner = await tutor.newLearner();
});

const unchanged = { changed: { learning_sessions: 0, content_mastery: 0, learning_dna: 0 } };
const span = { since: later(-DAY), until: later(30 * DAY) };
const own = (session_id: string) => tutor.engine.repositories.learning_sessions.own(learner.userId, session_id);

test('one answer in a session that ends a week later is some minutes of study, in every read', async () => {
  const session_id = await openSession(learner);
  tutor.clock.forward(5_000);
  await learner.recordAnswer(answerIn(session_id));
  tutor.clock.forward(7 * DAY);
  const ended = await learner.endSession({ session_id });
  const minutes = 5 + 5 / 60;
  expect(ended.duration_minutes).toBeCloseTo(minutes, 9);
  expect((await learner.query('study_days', span)).rows).toMatchObject([{ day: '2026-03-02', answers: 1, sessions: 1 }]);
  expect((await learner.query('study_days', span)).rows[0]?.minutes).toBeCloseTo(minutes, 9);
  expect((await learner.query('learning_velocity', span)).rows[0]?.minutes).toBeCloseTo(minutes, 9);
  expect((await learner.query('session_history', span)).rows[0]?.minutes).toBeCloseTo(minutes, 9);
  expect((await learner.profile())?.learning_dna?.evidence.minutes).toBeCloseTo(minutes, 9);
  expect(await tutor.engine.replay(learner.userId)).toMatchObject(unchanged);
});

test('a session that is answered on five days is five study days in a row', async () => {
  const session_id = await openSession(learner);
  const times = [0, 1, 2, 3, 4].map((day) => later(day * DAY + HOUR));
  tutor.clock.set(later(5 * DAY));
  // The third comes late.
  for (const n of [0, 1, 3, 4, 2]) await learner.recordAnswer(answerIn(session_id, { occurred_at: times[n] }));
  const { rows } = await learner.query('study_days', span);
  expect(rows.map(({ day, streak, answers, minutes }) => [day, streak, answers, minutes])).toEqual([
    ['2026-03-02', 1, 1, 5],
    ['2026-03-03', 2, 1, 5],
    ['2026-03-04', 3, 1, 5],
    ['2026-03-05', 4, 1, 5],
    ['2026-03-06', 5, 1, 5],
  ]);
  expect(await tutor.engine.replay(learner.userId)).toMatchObject(unchanged);
});

test('the gap is a setting that a session keeps', async () => {
  const patient = (await tutor.another({ studyTime: { gapMinutes: 20 } })).as({ userId: learner.userId, role: 'learner' });
  const session_id = await openSession(patient);
  tutor.clock.forward(15 * MINUTE);
  // Recorded by an engine with another setting.
  await learner.recordAnswer(answerIn(session_id));
  tutor.clock.forward(HOUR);
  expect((await learner.endSession({ session_id })).duration_minutes).toBe(35);
  for (const studyTime of [{ gapMinutes: 0 }, { gapMinutes: 2_000 }, { gap: 5 }, 5] as never[])
    expect(await refusalOf(tutor.another({ studyTime }))).toMatchObject({ code: 'invalid_input' });
});

test('sessions that nobody ends are closed at their last event, once, and not those in which something happens', async () => {
  const left = await openSession(learner);
  tutor.clock.forward(3 * MINUTE);
  await learner.recordAnswer(answerIn(left));
  const empty = await openSession(learner);
  tutor.clock.set(later(30 * HOUR));
  const busy = await openSession(learner, { started_at: later(HOUR) });
  await learner.recordAnswer(answerIn(busy));
  expect(await tutor.engine.closeIdleSessions({ limit: 1 })).toEqual({ closed: 1, remaining: 0 });
  const [one, two] = await Promise.all([tutor.engine.closeIdleSessions(), (await tutor.another()).closeIdleSessions()]);
  // Each may say that it has closed the last one; that it was counted once, the figures below tell.
  expect([1, 2]).toContain(one.closed + two.closed);
  expect(await own(left)).toMatchObject({ ended_at: later(3 * MINUTE), duration_minutes: 3 });
  expect(await own(empty)).toMatchObject({ ended_at: later(3 * MINUTE), duration_minutes: 0 });
  expect(await own(busy)).not.toHaveProperty('ended_at');
  expect((await learner.profile())?.learning_dna?.evidence).toMatchObject({ sessions: 2, minutes: 3, answers: 1 });
  expect(await tutor.engine.closeIdleSessions()).toEqual({ closed: 0, remaining: 0 });
  // Anyone who ends it after all is told of the end that it has.
  expect(await learner.endSession({ session_id: left })).toMatchObject({ ended_at: later(3 * MINUTE) });
  expect(await tutor.engine.replay(learner.userId)).toMatchObject(unchanged);
});

test('an answer that reaches a closed session late, from when it was open, still counts', async () => {
  const session_id = await openSession(learner);
  await learner.recordAnswer(answerIn(session_id));
  tutor.clock.set(later(30 * HOUR));
  await tutor.engine.closeIdleSessions();
  const late = answerIn(session_id, { occurred_at: later(2 * MINUTE) });
  await learner.recordAnswer(late);
  expect(await own(session_id)).toMatchObject({ ended_at: later(2 * MINUTE), duration_minutes: 2 });
  expect(await refusalOf(learner.recordAnswer(answerIn(session_id)))).toMatchObject({ code: 'outside_session' });
  expect(await tutor.engine.replay(learner.userId)).toMatchObject(unchanged);
});

test('the job stops at its signal, and refuses what it does not know', async () => {
  const stopped = AbortSignal.abort();
  expect(await refusalOf(tutor.engine.closeIdleSessions({}, { signal: stopped }))).toMatchObject({ code: 'aborted' });
  for (const input of [{ idle_minutes: 0 }, { limit: 0 }, { idle: 5 }] as never[])
    expect(await refusalOf(tutor.engine.closeIdleSessions(input))).toMatchObject({ code: 'invalid_input' });
});
