import { expect, test } from 'vitest';
import { fittedMasteryFigures } from '../../bench/evaluate/fitted-mastery.js';
import { rowsOf } from '../../bench/evaluate/learner-answers.js';
import { simulatedPractice } from '../../bench/evaluate/simulated-practice.js';

test('a fit of ability to the answers of some learners makes the mastery of others truer', async () => {
  const log = simulatedPractice({ seed: 5, learners: 60, skills: 6, runs: 6 });
  const half = (odd: boolean) => rowsOf(log, (learner) => (learner % 2 === 1) === odd);
  const figures = await fittedMasteryFigures('simulated learners', half(true), half(false));
  expect(figures.length).toBeGreaterThan(0);
  for (const { what, ours, reached } of figures) expect(reached, `${what}: ${ours}`).toBe(true);
}, 60_000);
