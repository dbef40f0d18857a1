import { describe, expect, it } from 'vitest';
import { aucOf, bestAuc, DEFAULT_MARGIN, sideBySide } from '../../bench/evaluate/default-beside-best.js';
import { rowsOf } from '../../bench/evaluate/learner-answers.js';
import { masteryFigures } from '../../bench/evaluate/mastery.js';
import { simulatedPractice } from '../../bench/evaluate/simulated-practice.js';

describe('what the engine predicts by itself', () => {
  it('comes near the best model of the package and Best-LR once it is tuned, and beats itself untuned', async () => {
    const log = simulatedPractice({ seed: 3, learners: 400, skills: 10, runs: 12 });
    const all = await sideBySide(
      rowsOf(log, (learner) => learner % 4 !== 0),
      rowsOf(log, (learner) => learner % 4 === 0),
    );
    expect(aucOf(all.tuned)).toBeGreaterThan(bestAuc(all) - DEFAULT_MARGIN);
    expect(aucOf(all.tuned)).toBeGreaterThan(aucOf(all.untuned) + DEFAULT_MARGIN);
    expect(bestAuc(all)).toBeGreaterThan(aucOf(all.bestLr));
    // On a later day there are too few answers here for an error to tell.
    const [stands, left] = masteryFigures('simulated', all.untuned);
    expect([stands?.reached, left?.reached]).toEqual([true, true]);
  }, 60_000);
});
