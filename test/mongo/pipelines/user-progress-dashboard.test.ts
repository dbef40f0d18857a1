import { forgettingCurveDefaults } from 'adaptive-learning-engine/algorithms';
import fc from 'fast-check';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContentMastery } from '../../../src/collections/index.js';
import { learnerModels } from '../../../src/engine/models/settings.js';
import { learnerNow, masteryAt } from '../../../src/learner/index.js';
import { PIPELINES } from '../../../src/pipelines/index.js';
import { openDatabase } from '../../support/database.js';
import { rowsOn } from '../../support/pipeline-rows.js';
import { queryOn } from '../../support/query-on.js';
import { MONDAY, type Some, storedMastery, USER } from '../../support/stored-documents.js';

const pipeline = PIPELINES.user_progress_dashboard;
const DAY = 86_400_000;
const WEEK = 7;
const days = (n: number) => new Date(MONDAY.getTime() + n * DAY);

let database: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const now = (at: Date) => learnerNow(at, { timezone: 'UTC', day_rollover_hour: 4 });

type Shape = 'power' | 'exponential';

const rows = (
  content_mastery: readonly object[],
  { at = days(2), curve = 'power' as Shape, subject = undefined as string | undefined } = {},
) => rowsOn(database.db, { content_mastery }, pipeline, { user_id: USER, at, mastered_above: 0.8, timezone: 'UTC', curve, subject });

const concept = (level: number, due: Date, answers: number, topic = 'Equations') =>
  storedMastery({
    topic,
    mastery_tracking: { current_mastery_level: level },
    spaced_repetition_data: { next_review_date: due },
    evidence: { answers },
  });

describe('by hand', () => {
  const CASES = [
    ['nothing seen', [], []],
    [
      'two concepts of a topic: one mastered and not due, one due at this very instant',
      [concept(0.9, days(3), 4), concept(0.5, days(2), 6)],
      [['Equations', 2, 1, 1, 0.7, 10]],
    ],
    [
      'the threshold itself is not mastered; topics in the order of their names',
      [concept(0.8, days(1), 1, 'Numbers'), concept(0.25, days(9), 0, 'Equations')],
      [
        ['Equations', 1, 0, 0, 0.25, 0],
        ['Numbers', 1, 0, 1, 0.8, 1],
      ],
    ],
    ["somebody else's", [storedMastery({ user_id: USER.replaceAll('1', '3') })], []],
    [
      'names that mean something elsewhere',
      [concept(0.5, days(9), 1, '$where'), concept(0.5, days(9), 2, 'a.b'), concept(0.5, days(9), 3, 'constructor')],
      [
        ['$where', 1, 0, 0, 0.5, 1],
        ['a.b', 1, 0, 0, 0.5, 2],
        ['constructor', 1, 0, 0, 0.5, 3],
      ],
    ],
  ] as const;

  test.each(CASES)('%s', async (_, stored, expected) => {
    const found = await rows(stored);
    const figures = found.map((row) => [
      row.topic,
      row.concepts_seen,
      row.concepts_mastered,
      row.concepts_due,
      row.mean_mastery,
      row.answers,
    ]);
    expect(figures).toEqual(expected);
  });

  const tracked = (mastery_tracking: Some<ContentMastery['mastery_tracking']>) => storedMastery({ mastery_tracking });
  const PACES = [
    ['mastered never, at the instant itself, and just within four weeks', [undefined, 0, -4 * WEEK + 1e-6], 0.5],
    ['mastered four weeks ago, and later than asked', [-4 * WEEK, 1e-6], 0],
    ['eight in four weeks', [-1, -2, -3, -4, -5, -6, -7, -8], 2],
  ] as const;

  test.each(PACES)('pace: %s', async (_, achieved, expected) => {
    const stored = achieved.map((day) => tracked({ mastery_achieved_date: day === undefined ? undefined : days(day) }));
    expect(await rows(stored, { at: MONDAY })).toMatchObject([{ mastered_per_week: expected }]);
  });

  test('a subject alone, and every subject', async () => {
    const stored = [concept(0.5, days(1), 1), storedMastery({ subject: 'Biology' }), storedMastery({ subject: 'a.b' })];
    expect((await rows(stored, { subject: 'a.b' })).map((row) => row.subject)).toEqual(['a.b']);
    expect((await rows(stored)).map((row) => row.subject)).toEqual(['Algebra', 'Biology', 'a.b']);
  });

  test('remembered to 90 % once the stability has passed, and wholly right after the practice', async () => {
    const stored = [storedMastery({ spaced_repetition_data: { forgetting_curve_parameters: { stability: 2, decay_rate: 0.15 } } })];
    for (const curve of ['power', 'exponential'] as const) {
      const [later] = await rows(stored, { curve });
      expect(later?.mean_retention).toBeCloseTo(0.9, 12);
      expect(await rows(stored, { curve, at: MONDAY })).toMatchObject([{ mean_retention: 1 }]);
      expect(await rows(stored, { curve, at: days(-1) })).toMatchObject([{ mean_retention: 1 }]);
    }
  });
});

/** Retention is judged by the curve alone. */
const judgeBy = (shape: Shape) => ({
  models: learnerModels({ forgetting: { params: { ...forgettingCurveDefaults, shape } } }),
  learner: null,
});

test('what is remembered is what the engine says, to 1e-12, for any curve', async () => {
  // From the easiest curve to the hardest, and far beyond both, where digits are lost if they can be; even over the powers of ten.
  const positive = (least: number, most: number) => fc.integer({ min: least * 1_000, max: most * 1_000 }).map((n) => 10 ** (n / 1_000));
  const stored = fc
    .record({
      initial_strength: fc.double({ min: 0.01, max: 1, noNaN: true }),
      decay_rate: fc.oneof(fc.double({ min: 0.1, max: 0.2, noNaN: true }), positive(-5, 9)),
      stability: fc.oneof(fc.double({ min: 0.1, max: 400, noNaN: true }), positive(-2, 5)),
      last: fc.oneof(fc.integer({ min: -1_000 * DAY, max: DAY }), fc.integer({ min: -1_000, max: 0 }), fc.constant(0)),
    })
    .map(({ last, ...forgetting_curve_parameters }) =>
      storedMastery({
        mastery_tracking: { last_practiced_date: new Date(MONDAY.getTime() + last) },
        spaced_repetition_data: { forgetting_curve_parameters },
      }),
    );
  const asked = fc.tuple(fc.array(stored, { minLength: 1, maxLength: 20 }), fc.constantFrom<Shape>('power', 'exponential'));
  await fc.assert(
    fc.asyncProperty(asked, async ([concepts, curve]) => {
      // Each concept a topic of its own, so that none hides in a mean.
      const found = await rows(
        concepts.map((entry, n) => ({ ...entry, topic: `${String(n).padStart(3, '0')}` })),
        { at: MONDAY, curve },
      );
      const expected = concepts.map((entry) => masteryAt(entry, now(MONDAY), judgeBy(curve)).retention);
      expect(found.length).toBe(expected.length);
      for (const [n, row] of found.entries()) expect(Math.abs(row.mean_retention - (expected[n] as number))).toBeLessThan(1e-12);
    }),
    { numRuns: 60 },
  );
});

test('as an oracle in memory counts it, on random data', async () => {
  const documents = fc.array(
    fc
      .record({
        level: fc.double({ min: 0, max: 1, noNaN: true }),
        due: fc.integer({ min: 0, max: 5 }),
        answers: fc.nat(50),
        topic: fc.constantFrom('Equations', 'Numbers', '$where'),
        achieved: fc.option(fc.integer({ min: -40, max: 5 }), { nil: undefined }),
        last: fc.integer({ min: -30, max: 3 }),
      })
      .map(({ level, due, answers, topic, achieved, last }) =>
        storedMastery({
          topic,
          mastery_tracking: {
            current_mastery_level: level,
            last_practiced_date: days(last),
            mastery_achieved_date: achieved === undefined ? undefined : days(achieved),
          },
          spaced_repetition_data: { next_review_date: days(due) },
          evidence: { answers },
        }),
      ),
    { maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(documents, async (stored) => {
      const found = await rows(stored);
      const topics = [...new Set(stored.map(({ topic }) => topic))].sort();
      expect(found.map(({ topic }) => topic)).toEqual(topics);
      for (const row of found) {
        const own = stored.filter(({ topic }) => topic === row.topic);
        const levels = own.map((entry) => entry.mastery_tracking.current_mastery_level);
        const retained = own.map((entry) => masteryAt(entry, now(days(2)), judgeBy('power')).retention);
        const achieved = own.map((entry) => entry.mastery_tracking.mastery_achieved_date ?? days(99));
        const lasts = own.map((entry) => entry.mastery_tracking.last_practiced_date.getTime());
        expect(row.concepts_seen).toBe(own.length);
        expect(row.concepts_mastered).toBe(levels.filter((level) => level > 0.8).length);
        expect(row.concepts_due).toBe(own.filter((entry) => entry.spaced_repetition_data.next_review_date <= days(2)).length);
        expect(row.mean_mastery).toBeCloseTo(levels.reduce((sum, level) => sum + level, 0) / own.length, 12);
        expect(row.mean_retention).toBeCloseTo(retained.reduce((sum, chance) => sum + chance, 0) / own.length, 12);
        expect(row.answers).toBe(own.reduce((sum, entry) => sum + entry.evidence.answers, 0));
        expect(row.mastered_per_week).toBe(achieved.filter((date) => date > days(2 - 28) && date <= days(2)).length / 4);
        expect(row.last_practiced_date.getTime()).toBe(Math.max(...lasts));
      }
    }),
    { numRuns: 40 },
  );
});

describe('a stored document that does not fit is named, and the others are counted', () => {
  const CASES = {
    'a level that is text': { mastery_tracking: { ...storedMastery().mastery_tracking, current_mastery_level: 'high' } },
    'a curve without stability': {
      spaced_repetition_data: {
        ...storedMastery().spaced_repetition_data,
        forgetting_curve_parameters: { initial_strength: 1, decay_rate: 0.1, stability: 0 },
      },
    },
    'a date of mastery that is a number': { mastery_tracking: { ...storedMastery().mastery_tracking, mastery_achieved_date: 7 } },
    'no evidence': { evidence: null },
  };

  test.each(Object.entries(CASES))('%s', async (_, bent) => {
    const _id = new ObjectId();
    const stored = { content_mastery: [{ ...storedMastery(), ...bent, _id }, concept(0.9, days(1), 3)] };
    const { rows: found, unreadable } = await queryOn(database.db, stored, 'user_progress_dashboard', { at: days(2), timezone: 'UTC' });
    expect(found).toMatchObject([{ concepts_seen: 1, mean_mastery: 0.9, answers: 3 }]);
    expect(unreadable).toEqual([{ collection: 'content_mastery', id: String(_id) }]);
  });
});
