import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContentMastery } from '../../../src/collections/index.js';
import { PIPELINES } from '../../../src/pipelines/index.js';
import { openDatabase } from '../../support/database.js';
import { rowsOn } from '../../support/pipeline-rows.js';
import { MONDAY, storedMastery, USER } from '../../support/stored-documents.js';

const DAY_MS = 86_400_000;
const days = (n: number) => new Date(MONDAY.getTime() + n * DAY_MS);

let database: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const rows = (content_mastery: readonly ContentMastery[], params: { readonly concepts?: number; readonly subject?: string } = {}) =>
  rowsOn(database.db, { content_mastery }, PIPELINES.forgetting_curves, { user_id: USER, concepts: 50, ...params });

const concept = (name: string, due: number, subject = 'Algebra') =>
  storedMastery({ subject, concept: name, spaced_repetition_data: { next_review_date: days(due) } });

describe('by hand', () => {
  const CASES = [
    ['nothing seen', [], {}, []],
    ['the longest overdue first', [concept('b', 3), concept('a', 9), concept('c', -4)], {}, ['c', 'b', 'a']],
    ['of the same date by name', [concept('b', 1), concept('a', 1)], {}, ['a', 'b']],
    ['no more than asked for', [concept('b', 3), concept('a', 9), concept('c', -4)], { concepts: 2 }, ['c', 'b']],
    ['of one subject, which may begin with a dollar', [concept('b', 3, '$sum'), concept('a', 1)], { subject: '$sum' }, ['b']],
    ["somebody else's", [storedMastery({ user_id: USER.replaceAll('1', '3') })], {}, []],
  ] as const;

  test.each(CASES)('%s', async (_, stored, params, expected) => {
    expect((await rows(stored, params)).map((row) => row.concept)).toEqual(expected);
  });

  test('a row has the curve and the reviews as they are stored', async () => {
    const review_history = [
      { date: MONDAY, performance_score: 0.5, interval_adjustment: 1 },
      { date: days(2), performance_score: 1, interval_adjustment: 3 },
    ];
    const forgetting_curve_parameters = { initial_strength: 0.99, decay_rate: 0.15, stability: 4.5 };
    const stored = storedMastery({
      concept: 'Brackets',
      mastery_tracking: { current_mastery_level: 0.7, last_practiced_date: days(2), last_practiced_day: 20_152 },
      spaced_repetition_data: { next_review_date: days(7), review_history, forgetting_curve_parameters },
    });
    expect(await rows([stored])).toEqual([
      {
        subject: 'Algebra',
        topic: 'Equations',
        concept: 'Brackets',
        mastery_level: 0.7,
        last_practiced_date: days(2),
        last_practiced_day: 20_152,
        next_review_date: days(7),
        curve: 'power',
        forgetting_curve_parameters,
        review_history,
      },
    ]);
  });
});

test('as an oracle in memory finds them, on random data', async () => {
  const documents = fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('a', 'b', '__proto__x', '$where', 'a.b', 'ä', '😀'),
      due: fc.integer({ min: -3, max: 3 }),
      subject: fc.constantFrom('Algebra', '$x'),
    }),
    { selector: ({ name, subject }) => `${subject} ${name}`, maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(documents, async (seen) => {
      const found = await rows(
        seen.map(({ name, due, subject }) => concept(name, due, subject)),
        { subject: 'Algebra' },
      );
      const expected = seen
        .filter(({ subject }) => subject === 'Algebra')
        .sort((a, b) => a.due - b.due || Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
      expect(found.map((row) => [row.concept, row.next_review_date])).toEqual(expected.map(({ name, due }) => [name, days(due)]));
    }),
    { numRuns: 40 },
  );
});
