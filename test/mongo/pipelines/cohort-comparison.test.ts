import fc from 'fast-check';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContentMastery } from '../../../src/collections/index.js';
import { PIPELINES } from '../../../src/pipelines/index.js';
import { expectNear, meanOf } from '../../support/near.js';
import { oddName } from '../../support/odd-names.js';
import { rowsOn, store } from '../../support/pipeline-rows.js';
import { refusalOf } from '../../support/refusal.js';
import { storedMastery, storedUser } from '../../support/stored-documents.js';
import { openTutor, type Tutor } from '../../support/tutor.js';

const pipeline = PIPELINES.cohort_comparison;
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
/** Learners number `from` to, and without, `to`. */
const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => id(from + n));

let tutor: Tutor;
beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());

const account = (user_id: string, analytics_participation = true) =>
  storedUser({ user_id, preferences: { privacy_settings: { analytics_participation } } });
const known = (user_id: string, level: number, answers = 4, correct = 1, subject = 'Algebra') =>
  storedMastery({ user_id, subject, mastery_tracking: { current_mastery_level: level }, evidence: { answers, correct } });

const HIDDEN = [true, null, null, null, null, null];

describe('by hand', () => {
  const CASES: readonly [string, readonly ContentMastery[], object, readonly (readonly unknown[])[]][] = [
    [
      'nobody has met anything',
      [],
      {},
      [
        ['left', ...HIDDEN],
        ['$where', ...HIDDEN],
      ],
    ],
    [
      'a learner with many concepts weighs as much as one with one; the threshold itself is not mastered',
      [known(id(0), 1), known(id(0), 1), known(id(0), 0.25), known(id(1), 0.25, 8, 4), known(id(2), 0.8), known(id(3), 0.8, 0, 0)],
      {},
      [
        ['left', false, 2, 0.5, 1, 10, 0.35],
        ['$where', false, 2, 0.8, 0, 2, 0.25],
      ],
    ],
    [
      'a cohort of which too few have met anything is not told of, and the other is',
      [known(id(0), 1), known(id(2), 0.5, 0, 0), known(id(3), 0.5, 0, 0)],
      {},
      [
        ['left', ...HIDDEN],
        ['$where', false, 2, 0.5, 0, 0, null],
      ],
    ],
    [
      'anyone who takes no part in analytics does not count, nor one without an account',
      [known(id(0), 1), known(id(4), 1), known(id(9), 1), known(id(2), 0.5), known(id(3), 0.5)],
      {
        cohorts: [
          { name: 'left', user_ids: [id(0), id(4), id(9)] },
          { name: '$where', user_ids: ids(2, 4) },
        ],
      },
      [
        ['left', ...HIDDEN],
        ['$where', false, 2, 0.5, 0, 4, 0.25],
      ],
    ],
    [
      'one subject',
      [known(id(0), 1, 4, 1, '$$ROOT'), known(id(1), 0.5, 4, 1, '$$ROOT'), known(id(1), 0), known(id(2), 1), known(id(3), 1)],
      { subject: '$$ROOT' },
      [
        ['left', false, 2, 0.75, 0.5, 4, 0.25],
        ['$where', ...HIDDEN],
      ],
    ],
    [
      'two that differ by one who counts, padded with strangers, are both not told of; a third is',
      [...ids(0, 4).map((user_id) => known(user_id, 0.5)), known(id(5), 1), known(id(6), 1)],
      {
        cohorts: [
          { name: 'left', user_ids: ids(0, 3) },
          { name: 'left and one', user_ids: [...ids(0, 3), id(3), ...ids(20, 25)] },
          { name: 'others', user_ids: ids(5, 7) },
        ],
      },
      [
        ['left', ...HIDDEN],
        ['left and one', ...HIDDEN],
        ['others', false, 2, 1, 1, 4, 0.25],
      ],
    ],
  ];

  test.each(CASES)('%s', async (_, content_mastery, params, expected) => {
    const users = [...ids(0, 4).map((user_id) => account(user_id)), account(id(4), false), account(id(5)), account(id(6))];
    const rows = await rowsOn(tutor.db, { content_mastery, users }, pipeline, {
      cohorts: [
        { name: 'left', user_ids: ids(0, 2) },
        { name: '$where', user_ids: ids(2, 4) },
      ],
      mastered_above: 0.8,
      least_learners: 2,
      ...params,
    });
    const figures = rows.map((row) => [
      row.cohort,
      row.suppressed,
      row.learners,
      row.mean_mastery,
      row.concepts_mastered_per_learner,
      row.answers_per_learner,
      row.success_rate,
    ]);
    expect(figures).toEqual(expected);
  });
});

test('as an oracle in memory counts it, on random cohorts that overlap', async () => {
  const members = fc.uniqueArray(fc.nat(11), { minLength: 2, maxLength: 12 });
  const cohorts = fc.uniqueArray(fc.record({ name: oddName, of: members }), { minLength: 1, maxLength: 4, selector: ({ name }) => name });
  const masteries = fc.array(
    fc.record({ of: fc.nat(11), level: fc.double({ min: 0, max: 1, noNaN: true }), answers: fc.nat(9), right: fc.nat(9) }),
    { maxLength: 40 },
  );
  const parts = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(cohorts, masteries, parts, fc.integer({ min: 2, max: 3 }), async (groups, all, part, least) => {
      const sizes = groups.map(({ of }) => of.length);
      const differences = pairs(groups).map(([a, b]) => apart(a.of, b.of).length);
      fc.pre([...sizes, ...differences].every((size) => size >= least));
      const users = part.map((takesPart, n) => account(id(n), takesPart));
      const content_mastery = all.map(({ of, level, answers, right }) => known(id(of), level, answers, Math.min(answers, right)));
      const params = {
        cohorts: groups.map(({ name, of }) => ({ name, user_ids: of.map(id) })),
        mastered_above: 0.8,
        least_learners: least,
      };
      const rows = await rowsOn(tutor.db, { content_mastery, users }, pipeline, params);
      expect(rows.map(({ cohort }) => cohort)).toEqual(groups.map(({ name }) => name));
      const counts = (n: number) => part[n] === true && all.some(({ of }) => of === n);
      for (const [place, row] of rows.entries()) {
        const group = groups[place] as (typeof groups)[number];
        const own = group.of.filter(counts);
        const close = groups.some((other) => {
          const between = apart(group.of, other.of).filter(counts).length;
          return between > 0 && between < least;
        });
        expect(row.suppressed).toBe(close || own.length < least);
        if (row.suppressed) {
          expect(Object.values(row).filter((value) => value !== null)).toEqual([group.name, true]);
          continue;
        }
        const each = own.map((n) => all.filter(({ of }) => of === n));
        const answers = each.flat().reduce((sum, one) => sum + one.answers, 0);
        const correct = each.flat().reduce((sum, one) => sum + Math.min(one.answers, one.right), 0);
        expect(row.learners).toBe(own.length);
        expectNear(row.mean_mastery, meanOf(each.map((some) => meanOf(some.map(({ level }) => level)) as number)));
        expectNear(row.concepts_mastered_per_learner, each.flat().filter(({ level }) => level > 0.8).length / own.length);
        expectNear(row.answers_per_learner, answers / own.length);
        expectNear(row.success_rate, answers === 0 ? null : correct / answers);
      }
    }),
    { numRuns: 40 },
  );
});

test('a mastery that is no number is named and not counted', async () => {
  const bent = { ...known(id(0), 1), _id: new ObjectId(), mastery_tracking: { current_mastery_level: true } };
  const content_mastery = [bent, ...ids(0, 10).map((user_id) => known(user_id, 0.5))];
  await store(tutor.db, { content_mastery, users: ids(0, 10).map((user_id) => account(user_id)) });
  const { rows, unreadable } = await tutor.engine.query('cohort_comparison', { cohorts: [{ name: 'ten', user_ids: ids(0, 10) }] });
  expect(rows).toMatchObject([{ cohort: 'ten', learners: 10, mean_mastery: 0.5 }]);
  expect(unreadable).toEqual([{ collection: 'content_mastery', id: String(bent._id) }]);
});

describe('refused before a command is sent', () => {
  const ten = { name: 'ten', user_ids: ids(0, 10) };
  const CASES: readonly [string, object, string][] = [
    ['nine learners', { cohorts: [{ name: 'nine', user_ids: ids(0, 9) }] }, 'cohorts.0.user_ids'],
    [
      'ten ids of nine learners, one twice',
      { cohorts: [{ name: 'nine', user_ids: [...ids(10, 18), ...ids(9, 10), ...ids(9, 10)] }] },
      'cohorts.0.user_ids',
    ],
    ['fewer than a host wants', { cohorts: [ten], least_learners: 11 }, 'cohorts.0.user_ids'],
    ['a group of one', { cohorts: [ten], least_learners: 1 }, 'least_learners'],
    ['two that differ by one', { cohorts: [ten, { name: 'eleven', user_ids: ids(0, 11) }] }, 'cohorts.1.user_ids'],
    [
      'one that another has swapped nine of',
      {
        cohorts: [
          { name: 'a', user_ids: ids(0, 20) },
          { name: 'b', user_ids: ids(4, 20).concat(ids(30, 35)) },
        ],
      },
      'cohorts.1.user_ids',
    ],
    ['the same one twice', { cohorts: [ten, { name: 'again', user_ids: ids(0, 10) }] }, 'cohorts.1.user_ids'],
    ['two of one name', { cohorts: [ten, { name: 'ten', user_ids: ids(10, 20) }] }, 'cohorts'],
    ['none', { cohorts: [] }, 'cohorts'],
    ['nine cohorts', { cohorts: Array.from({ length: 9 }, (_, n) => ({ name: `${n}`, user_ids: ids(10 * n, 10 * n + 10) })) }, 'cohorts'],
  ];
  test.each(CASES)('%s', async (_, params, field) => {
    const refusal = await refusalOf(tutor.engine.query('cohort_comparison', params as never));
    expect(refusal).toMatchObject({ code: 'invalid_input', where: `query.cohort_comparison.${field}` });
    expect(refusal.message).not.toContain(id(0));
  });

  test('what differs by ten is taken', async () => {
    const swapped = [...ids(5, 20), ...ids(30, 35)];
    const { rows } = await tutor.engine.query('cohort_comparison', {
      cohorts: [
        { name: 'a', user_ids: ids(0, 20) },
        { name: 'b', user_ids: swapped },
      ],
    });
    expect(rows).toHaveLength(2);
  });
});

function pairs<Item>(items: readonly Item[]): (readonly [Item, Item])[] {
  return items.flatMap((one, n) => items.slice(n + 1).map((other) => [one, other] as const));
}

function apart(one: readonly number[], other: readonly number[]): number[] {
  return [...one.filter((n) => !other.includes(n)), ...other.filter((n) => !one.includes(n))];
}
