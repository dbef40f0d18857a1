import type { ImportedAnswerInput, LearnerScope } from 'adaptive-learning-engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalOf } from '../support/refusal.js';
import { nextEventId, openSession, openTutor, type Tutor } from '../support/tutor.js';

const DAY = 86_400_000;
const CONCEPTS = 2_000;
const LIMITS = [1, 3, 10, 99];
/** When it is asked, in days after the answers, and of what. */
const ASKED = [
  { days: 0.01, subject: undefined },
  { days: 1.5, subject: 'Algebra' },
  { days: 9, subject: undefined },
] as const;

let tutor: Tutor;

beforeAll(async () => {
  tutor = await openTutor();
  const concepts = Array.from({ length: CONCEPTS }, (_, at) => ({
    subject: at % 2 === 0 ? 'Algebra' : 'Geometry',
    topic: `Topic ${at % 7}`,
    concept: `Concept ${at}`,
    difficulty_level: (at % 10) / 10,
    // Every third needs the one before it, so that new concepts are ready to different degrees.
    prerequisites: at % 3 === 2 ? [{ ...place(at - 2), importance_weight: 0.5, mastery_required: 0.5 }] : [],
  }));
  await tutor.engine.upsertCurriculum(concepts);
}, 60_000);
afterAll(() => tutor[Symbol.asyncDispose]());

function place(at: number) {
  return { subject: at % 2 === 0 ? 'Algebra' : 'Geometry', topic: `Topic ${at % 7}`, concept: `Concept ${at}` };
}

/** Answers on many concepts, in groups answered alike at the same instant: equal levels and equal due dates, again and again. */
async function answersOf(learner: LearnerScope, count: number, isRight: (at: number) => boolean): Promise<ImportedAnswerInput[]> {
  const start = tutor.clock.read().getTime();
  const sessions = new Map<string, string>();
  for (const subject of ['Algebra', 'Geometry']) sessions.set(subject, await openSession(learner, { subject }));
  return Array.from({ length: count }, (_, at) => {
    const concept = place((at * 977) % CONCEPTS);
    return {
      user_id: learner.userId,
      event_id: nextEventId(),
      session_id: sessions.get(concept.subject) ?? expect.unreachable(),
      ...concept,
      correct: isRight(at),
      response_time_seconds: 5,
      occurred_at: new Date(start + Math.floor(at / 50) * 1_000),
    };
  });
}

const learners: [string, number, (at: number) => boolean][] = [
  ['whose answers are all wrong', 600, () => false],
  ['whose answers are all right', 600, () => true],
  ['who is half right', 900, (at) => at % 2 === 0],
  ['who has answered little', 7, (at) => at % 3 === 0],
];

test.each(learners)('of a learner %s, k recommendations are the first k of n', async (_, count, isRight) => {
  const learner: LearnerScope = await tutor.newLearner();
  const { refusals } = await tutor.engine.recordAnswers(await answersOf(learner, count, isRight));
  expect(refusals.map(({ error }) => error.message)).toEqual([]);
  const now = tutor.clock.read().getTime();
  for (const { days, subject } of ASKED) {
    const at = new Date(now + days * DAY);
    const { rows: all } = await learner.recommend({ at, subject, limit: 100 });
    expect(all).toHaveLength(100);
    for (const limit of LIMITS)
      expect((await learner.recommend({ at, subject, limit })).rows, `${days} days, ${limit}`).toEqual(all.slice(0, limit));
  }
});

test('steps for so many minutes are the first of the same list that fit, one at least', async () => {
  const learner: LearnerScope = await tutor.newLearner();
  await tutor.engine.recordAnswers(await answersOf(learner, 60, (at) => at % 3 > 0));
  const at = new Date(tutor.clock.read().getTime() + 2 * DAY);
  const { rows: all } = await learner.recommend({ at, limit: 100 });
  for (const minutes of [0.001, 1, 7, 20]) {
    const { rows } = await learner.recommend({ at, minutes });
    expect(rows).toEqual(all.slice(0, rows.length));
    const spent = (steps: typeof rows) => steps.reduce((sum, { expected_minutes }) => sum + expected_minutes, 0);
    expect(rows.length).toBeGreaterThan(0);
    if (rows.length > 1) expect(spent(rows)).toBeLessThanOrEqual(minutes);
    expect(spent(all.slice(0, rows.length + 1))).toBeGreaterThan(minutes);
  }
  expect((await learner.recommend({ at, minutes: 20, limit: 3 })).rows).toEqual(all.slice(0, 3));
});

test('a horizon is counted in days from the instant that is asked for, and refused where it lies behind, or too far ahead', async () => {
  const learner: LearnerScope = await tutor.newLearner();
  await tutor.engine.recordAnswers(await answersOf(learner, 10, () => true));
  const at = new Date(tutor.clock.read().getTime() + 2 * DAY);
  const ahead = (days: number) => learner.recommend({ at, horizon: new Date(at.getTime() + days * DAY) });
  expect((await ahead(3)).rows.map(({ gain }) => gain.horizon_days)).toEqual([3, 3, 3, 3, 3]);
  expect((await learner.recommend({ at })).rows[0]?.gain.horizon_days).toBe(30);
  for (const days of [0, -1, 3_654]) {
    expect(await refusalOf(ahead(days))).toMatchObject({ code: 'invalid_input', where: 'recommend.horizon' });
  }
  for (const minutes of [0, -5, 1_441]) {
    expect(await refusalOf(learner.recommend({ at, minutes }))).toMatchObject({ code: 'invalid_input', where: 'recommend.minutes' });
  }
});
