import fc from 'fast-check';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { elapsedLearnerDays, forgettingCurveDefaults, retention } from '../../../src/algorithms/index.js';
import type { ContentMastery } from '../../../src/collections/index.js';
import { PIPELINES } from '../../../src/pipelines/index.js';
import { everyPage } from '../../support/every-page.js';
import { byBytes, oddName } from '../../support/odd-names.js';
import { rowsOn, store } from '../../support/pipeline-rows.js';
import { refusalOf } from '../../support/refusal.js';
import { DAY } from '../../support/stopped-clock.js';
import { MONDAY, storedMastery } from '../../support/stored-documents.js';
import { openTutor, type Tutor } from '../../support/tutor.js';

const pipeline = PIPELINES.class_mastery;
const [ALICE, BERT, CLEO] = ['1', '3', 'a'].map((digit) => '11111111-1111-4111-8111-111111111111'.replaceAll('1', digit)) as [
  string,
  string,
  string,
];
const days = (n: number) => new Date(MONDAY.getTime() + n * DAY);

let tutor: Tutor;
beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());

/** A memory that has lost a tenth after ten days. */
const known = (user_id: string, concept: string, more: object = {}) =>
  storedMastery({
    user_id,
    concept,
    spaced_repetition_data: { forgetting_curve_parameters: { initial_strength: 1, decay_rate: 0.15, stability: 10 } },
    ...more,
  });

describe('by hand', () => {
  const CASES: readonly [string, readonly ContentMastery[], object, readonly (readonly unknown[])[]][] = [
    ['nobody has met anything', [], {}, []],
    [
      'learner by learner, concept by concept; a tenth is lost after ten days',
      [known(BERT, 'Roots'), known(ALICE, 'Roots'), known(ALICE, 'Powers')],
      {},
      [
        [ALICE, 'Powers', 0.5, 0.9],
        [ALICE, 'Roots', 0.5, 0.9],
        [BERT, 'Roots', 0.5, 0.9],
      ],
    ],
    ['before the last practice nothing is lost', [known(ALICE, 'Roots')], { at: days(-1) }, [[ALICE, 'Roots', 0.5, 1]]],
    ['after 100 days, by the power curve', [known(ALICE, 'Roots')], { at: days(100) }, [[ALICE, 'Roots', 0.5, 0.6961]]],
    [
      'after 100 days, by the exponential',
      [known(ALICE, 'Roots')],
      { at: days(100), curve: 'exponential' },
      [[ALICE, 'Roots', 0.5, 0.3487]],
    ],
    [
      'one subject, and nobody else',
      [known(ALICE, 'Roots', { subject: '$where' }), known(ALICE, 'Roots'), known(CLEO, 'Roots', { subject: '$where' })],
      { subject: '$where' },
      [[ALICE, 'Roots', 0.5, 0.9]],
    ],
    [
      'a curve that is none',
      [known(ALICE, 'Roots', { spaced_repetition_data: { forgetting_curve_parameters: { stability: 0 } } })],
      {},
      // Left out: the cursor names it.
      [],
    ],
  ];

  test.each(CASES)('%s', async (_, content_mastery, params, expected) => {
    const rows = await rowsOn(tutor.db, { content_mastery }, pipeline, { user_ids: [BERT, ALICE], at: days(10), ...params });
    expect(rows.map((row) => [row.user_id, row.concept, row.mastery, row.retention && Math.round(row.retention * 1e4) / 1e4])).toEqual(
      expected,
    );
  });
});

test('page by page, as an oracle in memory and the forgetting curve of the algorithms have it, on random data', async () => {
  const decay = fc.oneof(fc.double({ min: 0.05, max: 10, noNaN: true }), fc.constantFrom(1e-5, 1e-4, 1));
  const masteries = fc.uniqueArray(
    fc.record({
      user_id: fc.constantFrom(ALICE, BERT, CLEO),
      subject: oddName,
      concept: oddName,
      initial_strength: fc.double({ min: 0.01, max: 1, noNaN: true }),
      decay_rate: decay,
      stability: fc.double({ min: 0.01, max: 1_000, noNaN: true }),
      ago: fc.integer({ min: -DAY, max: 400 * DAY }),
    }),
    { maxLength: 25, selector: ({ user_id, subject, concept }) => JSON.stringify([user_id, subject, concept]) },
  );
  const shape = fc.constantFrom('power' as const, 'exponential' as const);
  await fc.assert(
    fc.asyncProperty(masteries, shape, fc.integer({ min: 1, max: 9 }), async (all, curve, limit) => {
      const at = days(400);
      const content_mastery = all.map(({ user_id, subject, concept, ago, ...forgetting_curve_parameters }) =>
        known(user_id, concept, {
          subject,
          mastery_tracking: { last_practiced_date: new Date(at.getTime() - ago) },
          spaced_repetition_data: { forgetting_curve_parameters },
        }),
      );
      await store(tutor.db, { content_mastery });
      const rows = await everyPage(limit, (control) =>
        tutor.engine.query('class_mastery', { user_ids: [CLEO, ALICE], at, curve }, control),
      );
      const own = all
        .filter(({ user_id }) => user_id !== BERT)
        .sort((a, b) => byBytes(a.user_id, b.user_id) || byBytes(a.subject, b.subject) || byBytes(a.concept, b.concept));
      expect(rows.map((row) => [row.user_id, row.subject, row.concept])).toEqual(own.map((one) => [one.user_id, one.subject, one.concept]));
      for (const [n, row] of rows.entries()) {
        const one = own[n] as (typeof own)[number];
        expect(row.retention).toBeCloseTo(
          retention(one, elapsedLearnerDays(at.getTime() - one.ago, at.getTime(), 'UTC'), { shape: curve }),
          9,
        );
      }
    }),
    { numRuns: 40 },
  );
});

test("now, and the engine's own curve, are filled in", async () => {
  const exponential = { params: { ...forgettingCurveDefaults, shape: 'exponential' as const } };
  const engine = await tutor.another({ forgetting: exponential });
  await store(tutor.db, { content_mastery: [known(ALICE, 'Roots')] });
  tutor.clock.set(days(100));
  const { rows } = await engine.query('class_mastery', { user_ids: [ALICE] });
  expect(rows[0]?.retention).toBeCloseTo(0.9 ** 10, 12);
});

test('a mastery without a curve is named and not shown', async () => {
  const bent = { ...known(ALICE, 'Roots'), _id: new ObjectId(), spaced_repetition_data: { forgetting_curve_parameters: { stability: 1 } } };
  await store(tutor.db, { content_mastery: [bent, known(ALICE, 'Powers')] });
  const { rows, unreadable } = await tutor.engine.query('class_mastery', { user_ids: [ALICE] });
  expect(rows).toMatchObject([{ concept: 'Powers' }]);
  expect(unreadable).toEqual([{ collection: 'content_mastery', id: String(bent._id) }]);
});

test.each([
  ['nobody', []],
  ['more than a class', Array.from({ length: 201 }, () => ALICE)],
  ['no ids', ['']],
])('%s is refused', async (_, user_ids) => {
  expect(await refusalOf(tutor.engine.query('class_mastery', { user_ids }))).toMatchObject({ code: 'invalid_input' });
});
