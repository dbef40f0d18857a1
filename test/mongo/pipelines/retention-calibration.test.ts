import fc from 'fast-check';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventOf } from '../../../src/collections/index.js';
import { PIPELINES } from '../../../src/pipelines/index.js';
import { openDatabase } from '../../support/database.js';
import { rowsOn } from '../../support/pipeline-rows.js';
import { queryOn } from '../../support/query-on.js';
import { refusalOf } from '../../support/refusal.js';
import { MONDAY, type Some, storedAnswer, storedEvent, USER } from '../../support/stored-documents.js';

const pipeline = PIPELINES.retention_calibration;
const DAY = 86_400_000;
const days = (n: number) => new Date(MONDAY.getTime() + n * DAY);
const span = { since: days(0), until: days(30) };

let database: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const rows = (learning_events: readonly object[], more: object = {}) =>
  rowsOn(database.db, { learning_events }, pipeline, { user_id: USER, ...span, bins: 4, ...more });

const forgetting_curve = { initial_strength: 1, decay_rate: 0.1, stability: 3 };

/** An answer before which the models said so; without a retention, the first to its concept. */
const answer = (predicted: number, retention: number | undefined, correct: boolean, more: Some<EventOf<'answer'>> = {}) =>
  storedAnswer({
    answer: { correct },
    provenance: { predicted, before: retention === undefined ? { retention: 1 } : { retention, forgetting_curve } },
    ...more,
  });

describe('by hand', () => {
  const CASES = [
    ['no answer', [], []],
    [
      'of two answers in one bin, one right',
      [answer(0.5, 0.25, true), answer(0.7, 0.35, false)],
      [
        ['retention', 1, 0.25, 0.5, 2, 0.3, 0.5],
        ['success', 2, 0.5, 0.75, 2, 0.6, 0.5],
      ],
    ],
    ['at the first answer nothing could be forgotten', [answer(0.5, undefined, true)], [['success', 2, 0.5, 0.75, 1, 0.5, 1]]],
    [
      'a certainty falls into the last bin, an impossibility into the first',
      [answer(1, 0, false)],
      [
        ['retention', 0, 0, 0.25, 1, 0, 0],
        ['success', 3, 0.75, 1, 1, 1, 0],
      ],
    ],
    [
      'just below a bound',
      [answer(0.75 - 2 ** -50, 0.75, true)],
      [
        ['retention', 3, 0.75, 1, 1, 0.75, 1],
        ['success', 2, 0.5, 0.75, 1, 0.75 - 2 ** -50, 1],
      ],
    ],
    ["somebody else's", [answer(0.5, 0.5, true, { user_id: USER.replaceAll('1', '3') })], []],
    [
      'until is out, before since too',
      [answer(0.5, 0.5, true, { occurred_at: days(30) }), answer(0.5, 0.5, true, { occurred_at: days(-1) })],
      [],
    ],
    ['since is in', [answer(0.5, undefined, true, { occurred_at: days(0) })], [['success', 2, 0.5, 0.75, 1, 0.5, 1]]],
    ['what is no answer', [storedEvent({ type: 'consent_withdrawn' })], []],
  ] as const;

  test.each(CASES)('%s', async (_, stored, expected) => {
    const found = await rows(stored);
    const close = (value: number) => expect.closeTo(value, 12);
    expect(found.map((row) => [row.measure, row.bin, row.from, row.to, row.answers, row.predicted_mean, row.recalled_share])).toEqual(
      expected.map(([measure, bin, from, to, answers, mean, share]) => [measure, bin, from, to, answers, close(mean), close(share)]),
    );
  });
});

test('as an oracle in memory counts it, on random data', async () => {
  const chance = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.1, 0.2, 0.25, 0.3, 0.5, 0.7, 1));
  const made = fc.array(
    fc.record({
      predicted: chance,
      retention: fc.option(chance, { nil: undefined }),
      correct: fc.boolean(),
      day: fc.integer({ min: -1, max: 4 }),
    }),
    { maxLength: 20 },
  );
  await fc.assert(
    fc.asyncProperty(made, fc.integer({ min: 2, max: 20 }), async (answers, bins) => {
      const stored = answers.map(({ predicted, retention, correct, day }) =>
        answer(predicted, retention, correct, { occurred_at: days(day) }),
      );
      const found = await rows(stored, { until: days(4), bins });
      const counted = answers.filter(({ day }) => day >= 0 && day < 4);
      const points = [
        ...counted.flatMap(({ retention, correct }) =>
          retention === undefined ? [] : [{ measure: 'retention', chance: retention, correct }],
        ),
        ...counted.map(({ predicted, correct }) => ({ measure: 'success', chance: predicted, correct })),
      ];
      const expected = ['retention', 'success'].flatMap((measure) =>
        Array.from({ length: bins }, (_, bin) => {
          const own = points.filter((point) => point.measure === measure && Math.min(Math.floor(point.chance * bins), bins - 1) === bin);
          const mean = own.reduce((sum, point) => sum + point.chance, 0) / own.length;
          const share = own.filter((point) => point.correct).length / own.length;
          return { measure, bin, answers: own.length, mean, share };
        }).filter((row) => row.answers > 0),
      );
      expect(found.map(({ measure, bin, answers: n }) => [measure, bin, n])).toEqual(
        expected.map((row) => [row.measure, row.bin, row.answers]),
      );
      for (const [n, row] of found.entries()) {
        expect(row.predicted_mean).toBeCloseTo(expected[n]?.mean as number, 12);
        expect(row.recalled_share).toBeCloseTo(expected[n]?.share as number, 12);
        expect([row.from, row.to]).toEqual([row.bin / bins, (row.bin + 1) / bins]);
      }
    }),
    { numRuns: 40 },
  );
});

describe('a stored document that does not fit is named, and the others are counted', () => {
  const sound = answer(0.5, undefined, true);
  const CASES = {
    'a prediction that is text': { provenance: { ...sound.provenance, predicted: 'sure' } },
    'a curve that is none': { provenance: { ...sound.provenance, before: { ...sound.provenance.before, forgetting_curve: 7 } } },
    'correct that is a number': { answer: { ...sound.answer, correct: 1 } },
    'of a type that nobody knows': { type: 'answr' },
  };

  test.each(Object.entries(CASES))('%s', async (_, bent) => {
    const _id = new ObjectId();
    const stored = { learning_events: [{ ...storedAnswer(), ...bent, _id }, sound, storedEvent({ type: 'consent_withdrawn' })] };
    const { rows: found, unreadable } = await queryOn(database.db, stored, 'retention_calibration', { ...span, bins: 2 });
    expect(found).toMatchObject([{ measure: 'success', answers: 1, predicted_mean: 0.5 }]);
    expect(unreadable).toEqual([{ collection: 'learning_events', id: String(_id) }]);
  });
});

describe('refused', () => {
  const CASES = {
    'one bin': [{ bins: 1 }, 'retention_calibration.bins'],
    'more bins than there are': [{ bins: 21 }, 'retention_calibration.bins'],
    'a span that is reversed': [{ since: days(2), until: days(1) }, 'retention_calibration.until'],
    'a span that is too long': [{ since: days(-400) }, 'retention_calibration.since'],
    'a span without a beginning': [{ since: undefined }, 'retention_calibration.since'],
  } as const;

  test.each(Object.entries(CASES))('%s', async (_, [more, where]) => {
    expect(await refusalOf(rows([], more))).toMatchObject({ code: 'invalid_input', where });
  });
});
