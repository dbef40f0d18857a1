import { FSRS_WEIGHTS, type FsrsParams, fsrsDefaultWeights, fsrsParams } from 'adaptive-learning-engine/algorithms';
import { fsrsWeightSpread } from '../../src/algorithms/index.js';
import { randomNumbers } from '../harness/random-numbers.js';

/** First stabilities are about as often half as twice the usual: a spread of their logarithms. */
const LOG_STABILITY_SPREAD = 0.7;

/** A memory as people have them: each weight about the default, as far from it as it differs between learners. */
export function simulatedTruth(seed: number): FsrsParams {
  const random = randomNumbers(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const weights = fsrsDefaultWeights.map((weight, index) => {
    const { lowest = weight, highest = weight } = FSRS_WEIGHTS[index] ?? {};
    const drawn = index < 4 ? weight * Math.exp(LOG_STABILITY_SPREAD * normal()) : weight + (fsrsWeightSpread[index] ?? 0) * normal();
    return Math.min(highest, Math.max(lowest, drawn));
  });
  const stabilities = weights.slice(0, 4).sort((a, b) => a - b);
  return fsrsParams({ weights: [...stabilities, ...weights.slice(4)] });
}
