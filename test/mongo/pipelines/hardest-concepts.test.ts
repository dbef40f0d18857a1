import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContentMastery } from '../../../src/collections/index.js';
import { PIPELINES } from '../../../src/pipelines/index.js';
import { everyPage } from '../../support/every-page.js';
import { expectNear, meanOf } from '../../support/near.js';
import { byBytes, ODD_NAMES, oddName } from '../../support/odd-names.js';
import { rowsOn, store } from '../../support/pipeline-rows.js';
import { refusalOf } from '../../support/refusal.js';
import { storedMastery } from '../../support/stored-documents.js';
import { openTutor, type Tutor } from '../../support/tutor.js';

const pipeline = PIPELINES.hardest_concepts;

let tutor: Tutor;
beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());

const known = (concept: string, level: number, answers = 4, correct = 1, topic = 'Equations') =>
  storedMastery({
    user_id: randomUUID(),
    topic,
    concept,
    mastery_tracking: { current_mastery_level: level },
    evidence: { answers, correct },
  });

describe('by hand', () => {
  const CASES: readonly [string, readonly ContentMastery[], object, readonly (readonly unknown[])[]][] = [
    ['nothing is known', [], { least_learners: 1 }, []],
    [
      'hardest first; the threshold itself is not mastered',
      [known('Roots', 0.8), known('Roots', 1), known('Powers', 0.25), known('Powers', 0.5, 12, 7)],
      { least_learners: 1 },
      [
        ['Powers', 2, 0.375, 0, 16, 0.5],
        ['Roots', 2, 0.9, 0.5, 8, 0.25],
      ],
    ],
    ['nobody has answered: no rate', [known('Roots', 0.5, 0, 0)], { least_learners: 1 }, [['Roots', 1, 0.5, 0, 0, null]]],
    [
      'what fewer learners have met than asked for is left out',
      [known('Roots', 0.1), known('$where', 0.5), known('$where', 0.5)],
      { least_learners: 2 },
      [['$where', 2, 0.5, 0, 8, 0.25]],
    ],
    [
      'ten learners by default, and not nine',
      [...Array.from({ length: 9 }, () => known('Roots', 0.1)), ...Array.from({ length: 10 }, () => known('Powers', 0.5))],
      {},
      [['Powers', 10, 0.5, 0, 40, 0.25]],
    ],
  ];

  test.each(CASES)('%s', async (_, content_mastery, params, expected) => {
    const rows = await rowsOn(tutor.db, { content_mastery }, pipeline, { mastered_above: 0.8, ...params });
    const figures = rows.map((row) => [row.concept, row.learners, row.mean_mastery, row.mastered_share, row.answers, row.success_rate]);
    expect(figures).toEqual(expected);
  });
});

const ranked = (limit: number, params: { least_learners: number }) =>
  everyPage(limit, (control) => tutor.engine.query('hardest_concepts', params, control));

test.each([1, 2, 3, 7, 100])(
  'page by page, %i at a time, every concept comes exactly once, though most are equally hard',
  async (limit) => {
    const names = ODD_NAMES.flatMap((concept) => ['Equations', '$$ROOT'].map((topic) => [topic, concept] as const));
    const content_mastery = names.map(([topic, concept], n) => known(concept, n % 5 === 0 ? 0.1 + 0.2 : 0.5, 4, 1, topic));
    await store(tutor.db, { content_mastery });
    const rows = await ranked(limit, { least_learners: 1 });
    const spelled = rows.map(({ topic, concept }) => JSON.stringify([topic, concept]));
    expect(new Set(spelled).size).toBe(spelled.length);
    expect(spelled.sort()).toEqual(names.map((name) => JSON.stringify(name)).sort());
  },
);

test('a cursor of one question is none of another', async () => {
  const { next } = await tutor.engine.query('hardest_concepts', { least_learners: 1 }, { limit: 1 });
  expect(next).not.toBeNull();
  const other = tutor.engine.query('hardest_concepts', { least_learners: 2 }, { limit: 1, cursor: next as string });
  expect(await refusalOf(other)).toMatchObject({ code: 'invalid_input', where: 'query.hardest_concepts.cursor' });
});

test('page by page, as an oracle in memory ranks it, on random data', async () => {
  const masteries = fc.array(
    fc
      .record({ concept: oddName, level: fc.constantFrom(0, 0.1, 0.3, 0.5, 0.8, 0.85, 1), answers: fc.nat(9), right: fc.nat(9) })
      .map(({ concept, level, answers, right }) => known(concept, level, answers, Math.min(answers, right))),
    { maxLength: 25 },
  );
  await fc.assert(
    fc.asyncProperty(masteries, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 9 }), async (all, least_learners, limit) => {
      await store(tutor.db, { content_mastery: all });
      const rows = await ranked(limit, { least_learners });
      const concepts = [...new Set(all.map(({ concept }) => concept))];
      const expected = concepts.filter((concept) => all.filter((one) => one.concept === concept).length >= least_learners);
      expect(rows.map(({ concept }) => concept).sort(byBytes)).toEqual(expected.sort(byBytes));
      for (const [n, row] of rows.entries()) {
        const own = all.filter(({ concept }) => concept === row.concept);
        const levels = own.map(({ mastery_tracking }) => mastery_tracking.current_mastery_level);
        const answers = own.reduce((sum, { evidence }) => sum + evidence.answers, 0);
        const correct = own.reduce((sum, { evidence }) => sum + evidence.correct, 0);
        expect([row.learners, row.answers]).toEqual([own.length, answers]);
        expectNear(row.mean_mastery, meanOf(levels));
        expectNear(row.mastered_share, levels.filter((level) => level > 0.8).length / own.length);
        expectNear(row.success_rate, answers === 0 ? null : correct / answers);
        const before = rows[n - 1];
        if (before === undefined) continue;
        expect(before.mean_mastery).toBeLessThanOrEqual(row.mean_mastery);
        if (before.mean_mastery === row.mean_mastery) expect(byBytes(before.concept, row.concept)).toBeLessThan(0);
      }
    }),
    { numRuns: 40 },
  );
});

test('a mastery that is no number is named and not counted', async () => {
  const bent = { ...known('Roots', 0.5), _id: new ObjectId(), evidence: { answers: 'many' } };
  await store(tutor.db, { content_mastery: [bent, known('Roots', 0.5)] });
  const { rows, unreadable } = await tutor.engine.query('hardest_concepts', { least_learners: 1 });
  expect(rows).toMatchObject([{ concept: 'Roots', learners: 1, answers: 4 }]);
  expect(unreadable).toEqual([{ collection: 'content_mastery', id: String(bent._id) }]);
});

test.each([0, 1_001])('a page of %i is refused', async (limit) => {
  const refusal = await refusalOf(tutor.engine.query('hardest_concepts', {}, { limit }));
  expect(refusal).toMatchObject({ code: 'invalid_input', where: 'query.hardest_concepts.control.limit' });
});
