import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countAnswer, countName, entryOf, meanScores, type Tally } from '../../src/learner/tally.js';

const answers = fc.array(
  fc.tuple(
    fc.constantFrom('a', 'b', 'constructor', '7'),
    fc.nat(4).map((n) => n / 4),
  ),
  { maxLength: 30 },
);
type Tallies = { readonly [label: string]: Tally };
const countAll = (all: readonly (readonly [string, number])[], max = 50) =>
  all.reduce<Tallies>((tallies, [label, score]) => countAnswer(tallies, label, score, max) as Tallies, {});

describe('tallies of answers by label', () => {
  it('count each answer under its label, and sum its score', () => {
    fc.assert(
      fc.property(answers, (all) => {
        const tallies = countAll(all);
        expect(Object.keys(tallies).sort()).toEqual([...new Set(all.map(([label]) => label))].sort());
        for (const [label, tally] of Object.entries(tallies)) {
          const scores = all.filter((one) => one[0] === label).map(([, score]) => score);
          expect(tally).toEqual({ answers: scores.length, score_sum: scores.reduce((sum, score) => sum + score, 0) });
        }
      }),
    );
  });

  it('give the mean of each label with enough answers', () => {
    const tallies = { often: { answers: 5, score_sum: 4 }, seldom: { answers: 4, score_sum: 4 }, never: undefined };
    expect(meanScores(tallies, 5)).toEqual({ often: 0.8 });
    expect(meanScores(tallies)).toEqual({ often: 0.8, seldom: 1 });
  });

  it('are of so many labels and no more, while the known ones count on', () => {
    const full = countAll(
      [
        ['a', 1],
        ['b', 1],
      ],
      2,
    );
    expect(countAnswer(full, 'c', 1, 2)).toBe(full);
    expect(countAnswer<string>(full, 'constructor', 1, 2)).toBe(full);
    expect(countAnswer(full, 'a', 0, 2)).toEqual({ a: { answers: 2, score_sum: 1 }, b: { answers: 1, score_sum: 1 } });
  });

  it('hold under a name only what was put there', () => {
    expect(entryOf({}, 'constructor')).toBeUndefined();
    expect(entryOf({ constructor: 1 }, 'constructor')).toBe(1);
  });
});

it('counts of names are of so many and no more, while the known ones count on', () => {
  const full = ['a', 'constructor', 'b', 'a', 'constructor'].reduce<Record<string, number>>(
    (counts, name) => countName(counts, name, 2),
    {},
  );
  expect(full).toEqual({ a: 2, constructor: 2 });
});
