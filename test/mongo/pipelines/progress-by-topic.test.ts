import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContentMastery } from '../../../src/collections/index.js';
import { PIPELINES } from '../../../src/pipelines/index.js';
import { openDatabase } from '../../support/database.js';
import { rowsOn } from '../../support/pipeline-rows.js';
import { MONDAY, storedMastery, USER } from '../../support/stored-documents.js';

const pipeline = PIPELINES.progress_by_topic;
const DAY = 86_400_000;
const days = (n: number) => new Date(MONDAY.getTime() + n * DAY);

let database: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const rows = (content_mastery: readonly ContentMastery[], at = days(2)) =>
  rowsOn(database.db, { content_mastery }, pipeline, { user_id: USER, at, mastered_above: 0.8 });

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
});

test('as an oracle in memory counts it, on random data', async () => {
  const documents = fc.array(
    fc
      .record({
        level: fc.double({ min: 0, max: 1, noNaN: true }),
        due: fc.integer({ min: 0, max: 5 }),
        answers: fc.nat(50),
        topic: fc.constantFrom('Equations', 'Numbers', '$where'),
      })
      .map(({ level, due, answers, topic }) => concept(level, days(due), answers, topic)),
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
        expect(row.concepts_seen).toBe(own.length);
        expect(row.concepts_mastered).toBe(levels.filter((level) => level > 0.8).length);
        expect(row.concepts_due).toBe(own.filter((entry) => entry.spaced_repetition_data.next_review_date <= days(2)).length);
        expect(row.mean_mastery).toBeCloseTo(levels.reduce((sum, level) => sum + level, 0) / own.length, 12);
        expect(row.answers).toBe(own.reduce((sum, entry) => sum + entry.evidence.answers, 0));
      }
    }),
    { numRuns: 40 },
  );
});
