import { checkNotNegative, checkObject, checkUnit } from '../argument-checks.js';

/** Each answer counts 0.9 of the one after it, so the last ten carry about two thirds of the weight. */
const DEFAULT_DECAY = 0.9;

/** A success rate with exponentially decaying weights; {@link updateRecentSuccess} creates and updates it. */
export type RecentSuccess = {
  /** Weighted share of successes, 0 to 1; newer answers weigh more. */
  readonly rate: number;
  /** The sum of the weights of all answers so far; it approaches 1 / (1 − decay). */
  readonly weight: number;
};

/**
 * The recent success rate after one more answer.
 *
 *     weight' = decay·weight + 1
 *     rate'   = (decay·weight·rate + score) / weight'
 *
 * @param previous - null before the first answer
 * @param score - 1 for a right answer, 0 for a wrong one, or the share of points
 * @param decay - the factor on an answer's weight with each later answer, 0 (only the last counts) to 1 (plain mean); 0.9 by default
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const one = updateRecentSuccess(null, 1) //=> { rate: 1, weight: 1 }
 * updateRecentSuccess(one, 0) //=> { rate: 0.4737…, weight: 1.9 }
 */
export function updateRecentSuccess(previous: RecentSuccess | null, score: number, decay: number = DEFAULT_DECAY): RecentSuccess {
  checkUnit('updateRecentSuccess.score', score);
  checkUnit('updateRecentSuccess.decay', decay);
  if (previous === null) return { rate: score, weight: 1 };
  checkRecentSuccess('updateRecentSuccess.previous', previous);
  const kept = decay * previous.weight;
  const weight = kept + 1;
  return { rate: Math.min(1, (kept / weight) * previous.rate + score / weight), weight };
}

export function checkRecentSuccess(where: string, success: RecentSuccess): void {
  checkObject(where, success);
  checkUnit(`${where}.rate`, success.rate);
  checkNotNegative(`${where}.weight`, success.weight);
}
