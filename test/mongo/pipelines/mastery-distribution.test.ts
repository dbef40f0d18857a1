import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContentMastery } from '../../../src/collections/index.js';
import { PIPELINES } from '../../../src/pipelines/index.js';
import { everyPage } from '../../support/every-page.js';
import { expectNear, meanOf } from '../../support/near.js';
import { byBytes, oddName } from '../../support/odd-names.js';
import { rowsOn, store } from '../../support/pipeline-rows.js';
import { refusalOf } from '../../support/refusal.js';
import { storedMastery } from '../../support/stored-documents.js';
import { openTutor, type Tutor } from '../../support/tutor.js';

const pipeline = PIPELINES.mastery_distribution;

let tutor: Tutor;
beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());

const known = (concept: string, level: number, more: { subject?: string; topic?: string } = {}) =>
  storedMastery({ user_id: randomUUID(), concept, mastery_tracking: { current_mastery_level: level }, ...more });

describe('by hand', () => {
  const CASES: readonly [string, readonly ContentMastery[], object, readonly (readonly unknown[])[]][] = [
    ['nothing is known', [], {}, []],
    [
      'a bound belongs to the part above it, and 1 to the highest',
      [known('Roots', 0), known('Roots', 0.25), known('Roots', 0.5), known('Roots', 1), known('Roots', 1)],
      { bins: 4 },
      [['Algebra', 'Equations', 'Roots', 5, 0.55, [1, 1, 1, 2]]],
    ],
    [
      'namesakes in other topics and subjects are other concepts, in the order of their names',
      [known('Roots', 0.1), known('Roots', 0.9, { topic: 'Botany' }), known('Roots', 0.4, { subject: '$where', topic: 'a.b' })],
      { bins: 2 },
      [
        ['$where', 'a.b', 'Roots', 1, 0.4, [1, 0]],
        ['Algebra', 'Botany', 'Roots', 1, 0.9, [0, 1]],
        ['Algebra', 'Equations', 'Roots', 1, 0.1, [1, 0]],
      ],
    ],
    [
      'one topic of one subject',
      [known('Roots', 0.1), known('Roots', 0.9, { topic: 'Botany' }), known('Roots', 0.4, { subject: 'Biology', topic: 'Botany' })],
      { bins: 2, subject: 'Algebra', topic: 'Botany' },
      [['Algebra', 'Botany', 'Roots', 1, 0.9, [0, 1]]],
    ],
  ];

  test.each(CASES)('%s', async (_, content_mastery, params, expected) => {
    const rows = await rowsOn(tutor.db, { content_mastery }, pipeline, { least_learners: 1, ...params });
    expect(rows.map((row) => [row.subject, row.topic, row.concept, row.learners, row.mean_mastery, row.bins])).toEqual(expected);
  });
});

test('page by page, as an oracle in memory counts it on random data', async () => {
  const masteries = fc.array(
    fc.record({ subject: oddName, topic: oddName, concept: oddName, level: fc.double({ min: 0, max: 1, noNaN: true }) }),
    { maxLength: 25 },
  );
  await fc.assert(
    fc.asyncProperty(masteries, fc.integer({ min: 2, max: 20 }), fc.integer({ min: 1, max: 9 }), async (all, bins, limit) => {
      await store(tutor.db, { content_mastery: all.map(({ concept, level, ...more }) => known(concept, level, more)) });
      const rows = await everyPage(limit, (control) => tutor.engine.query('mastery_distribution', { bins, least_learners: 1 }, control));
      const names = new Map(all.map((one) => [keyOf(one), one]));
      const sorted = [...names.values()].sort(
        (a, b) => byBytes(a.subject, b.subject) || byBytes(a.topic, b.topic) || byBytes(a.concept, b.concept),
      );
      expect(rows.map(keyOf)).toEqual(sorted.map(keyOf));
      for (const row of rows) {
        const levels = all.filter((one) => keyOf(one) === keyOf(row)).map(({ level }) => level);
        expect(row.learners).toBe(levels.length);
        expectNear(row.mean_mastery, meanOf(levels));
        const parts = Array.from({ length: bins }, (_, bin) =>
          levels.filter((level) => Math.min(bins - 1, Math.floor(level * bins)) === bin),
        );
        expect(row.bins).toEqual(parts.map(({ length }) => length));
      }
    }),
    { numRuns: 40 },
  );
});

test('a mastery that is no number is named and not counted', async () => {
  const bent = { ...known('Roots', 0.5), _id: new ObjectId(), mastery_tracking: { current_mastery_level: '0.5' } };
  await store(tutor.db, { content_mastery: [bent, known('Roots', 0.5)] });
  const { rows, unreadable } = await tutor.engine.query('mastery_distribution', { least_learners: 1 });
  expect(rows).toMatchObject([{ concept: 'Roots', learners: 1 }]);
  expect(unreadable).toEqual([{ collection: 'content_mastery', id: String(bent._id) }]);
});

test('a topic without its subject is refused', async () => {
  const refusal = await refusalOf(tutor.engine.query('mastery_distribution', { topic: 'Equations' }));
  expect(refusal).toMatchObject({ code: 'invalid_input', where: 'query.mastery_distribution.subject' });
});

function keyOf({ subject, topic, concept }: { readonly subject: string; readonly topic: string; readonly concept: string }): string {
  return JSON.stringify([subject, topic, concept]);
}
