import { comparePolicies, FAMILIES, POLICIES, type Policy, pairedGain } from 'adaptive-learning-engine/simulator';
import { describe, expect, test } from 'vitest';
import { refusalAtOnce } from '../support/refusal.js';

const few = { minds: 2, weeks: 1, seed: 3, budget: { questions: 6 } } as const;
const named = (...names: readonly string[]) => POLICIES.filter(({ name }) => names.includes(name));

describe.each(FAMILIES)('family $name', (family) => {
  test('gives the same outcomes for the same seed, to the bit, and others for another', () => {
    const run = (seed: number) => comparePolicies({ ...few, seed, family, policies: named('recommend', 'random') });
    expect(run(3)).toEqual(run(3));
    expect(run(4)).not.toEqual(run(3));
  });

  test('gives the same outcomes in parts', () => {
    const run = (firstMind: number, minds: number) =>
      comparePolicies({ ...few, firstMind, minds, family, policies: named('sm2') }).flatMap(({ outcomes }) => outcomes);
    expect([...run(0, 1), ...run(1, 1)]).toEqual(run(0, 2));
  });

  test('lets each mind study as often under every policy', () => {
    const all = comparePolicies({ ...few, family, policies: POLICIES });
    const questions = all.map(({ outcomes }) => outcomes.map((outcome) => outcome.questions));
    for (const counts of questions) expect(counts).toEqual(questions[0]);
    expect(questions[0]?.every((count) => count > 0)).toBe(true);
  });
});

test('a policy that names no concept of the course is refused, by its name', () => {
  const lost: Policy = { name: 'lost', summary: 'Asks for what is not taught.', choose: () => ({ concept: 'Alchemy' }) };
  const [family] = FAMILIES as [(typeof FAMILIES)[number]];
  expect(refusalAtOnce(() => comparePolicies({ ...few, family, policies: [lost] }))).toMatchObject({
    code: 'invalid_input',
    where: 'policies.lost.choose',
  });
});

test.each([
  [{ policies: [] }, 'policies'],
  [{ minds: 0 }, 'minds'],
  [{ firstMind: -1 }, 'firstMind'],
  [{ weeks: 1.5 }, 'weeks'],
  [{ seed: -1 }, 'seed'],
  [{ horizonDays: -1 }, 'horizonDays'],
  [{ budget: { minutes: 0 } }, 'budget.minutes'],
  [{ budget: { questions: Number.NaN } }, 'budget.questions'],
])('%j is refused before anybody studies', (odd, where) => {
  const [family] = FAMILIES as [(typeof FAMILIES)[number]];
  const comparison = { ...few, family, policies: POLICIES, ...odd };
  expect(refusalAtOnce(() => comparePolicies(comparison))).toMatchObject({ code: 'invalid_input', where: `comparePolicies.${where}` });
});

test.each([
  [[], []],
  [[1, 2], [1]],
  [[1], [Number.NaN]],
  [[1], [0]],
])('no gain is said of %j beside %j', (first, second) => {
  expect(refusalAtOnce(() => pairedGain(first, second))).toMatchObject({ code: 'invalid_input' });
});

test('an interval holds the gain, and is the same for the same seed', () => {
  const [first, second] = [
    [3, 5, 4, 6],
    [2, 4, 4, 5],
  ];
  const { gain, low, high } = pairedGain(first, second, 7);
  expect(gain).toBeCloseTo(18 / 15 - 1);
  expect(low <= gain && gain <= high).toBe(true);
  expect(pairedGain(first, second, 7)).toEqual({ gain, low, high });
});
