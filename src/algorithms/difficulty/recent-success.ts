import { checkNotNegative, checkObject, checkUnit } from '../argument-checks.js';

/** Each answer counts 0.9 of the one after it, so the last ten carry about two thirds of the weight. */
const DEFAULT_DECAY = 0.9;

/** A success rate in which old answers fade; {@link updateRecentSuccess} makes and moves it. */
export type RecentSuccess = {
  /** Share of successes, 0 to 1, newer answers counting more. */
  readonly rate: number;
  /** How many answers the rate stands for, old ones counted by what is left of them; it approaches 1 / (1 − decay). */
  readonly weight: number;
};

/**
 * The recent success rate after one more answer.
 *
 *     weight' = decay·weight + 1
 *     rate'   = (decay·weight·rate + score) / weight'
 *
 * @param previous - null before the first answer
 * @param score - 1 for a right answer, 0 for a wrong one, or its share of the points
 * @param decay - what an answer still counts once another follows, 0 (only the last) to 1 (the plain mean); 0.9 unless told
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
