import { comparePolicies, FAMILIES, POLICIES, type Policy } from 'adaptive-learning-engine/simulator';
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
