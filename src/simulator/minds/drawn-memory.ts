import { FSRS_WEIGHTS, type FsrsParams, fsrsParams, fsrsWeightSpread } from '../../algorithms/index.js';
import type { Random } from '../chance/random.js';

/** First stabilities are about as often half as twice the typical one: the standard deviation of their logarithm. Ours. */
const LOG_STABILITY_SPREAD = 0.7;
/** Weights w0 to w3: stability after a first answer of again, hard, good, easy. */
const FIRST_STABILITIES = 4;

/**
 * A random memory: each weight of FSRS-6 is drawn around a centre, with the standard deviation between learners.
 *
 * @param centre - the 21 weights to draw around
 *
 * @example
 * drawnMemory(fsrsDefaultWeights, new Random('memory', 1)).weights.length //=> 21
 */
export function drawnMemory(centre: readonly number[], random: Random): FsrsParams {
  const drawn = centre.map((weight, index) => {
    const { lowest = weight, highest = weight } = FSRS_WEIGHTS[index] ?? {};
    const isFirst = index < FIRST_STABILITIES;
    const value = isFirst ? random.logNormal(weight, LOG_STABILITY_SPREAD) : weight + (fsrsWeightSpread[index] ?? 0) * random.normal();
    return Math.min(highest, Math.max(lowest, value));
  });
  // A better first answer is never followed by a shorter interval.
  const stabilities = drawn.slice(0, FIRST_STABILITIES).sort((a, b) => a - b);
  return fsrsParams({ weights: [...stabilities, ...drawn.slice(FIRST_STABILITIES)] });
}
