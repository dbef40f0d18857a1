import { checkNotNegative, checkObject, checkRating } from '../../argument-checks.js';
import type { Rating } from '../../model.js';
import { LONGEST_INTERVAL_DAYS } from '../longest-interval.js';
import { checkForgettingCurve, type ForgettingCurve, retention } from './forgetting-curve.js';
import { checkForgettingCurveParams, type ForgettingCurveParams, forgettingCurveDefaults } from './forgetting-curve-params.js';

/** FSRS keeps stability at a thousandth of a day or more: a minute and a half. */
const SHORTEST_STABILITY_DAYS = 0.001;

const EASIEST = 1;
const HARDEST = 10;

/** A review from which the curve learns. */
export type ForgettingCurveReview = {
  /**
   * Days since the last review, ≥ 0. Values below 1 mean the same day, so count by the learner's calendar: whole days, or fractions that are at least
   * 1 once the day has changed. On the log named in {@link forgettingCurveDefaults}, both give a log loss of 0.463, and multiples of 24 hours give
   * 0.480. Ignored for a first review.
   */
  readonly elapsedDays: number;
  readonly rating: Rating;
};

/**
 * The forgetting curve after a review, by the equations of FSRS-6 with three stored numbers.
 *
 *     success, another day:  S' = S·(1 + e^1.87·(11 − D)·S^−0.17·(e^(0.80·(1 − R)) − 1)), the gain ×0.60 when hard, ×1.87 when easy
 *     lapse, another day:    S' = 1.48·D^−0.06·((S + 1)^0.26 − 1)·e^(1.65·(1 − R)), at most S / e^(0.54·0.09)
 *     same day:              S' = S·e^(0.54·(rating − 3 + 0.09))·S^−0.07, not below S when the rating is 2 or more
 *
 * R is {@link retention} just before the review. The lower R is, the more a success strengthens the memory (spacing effect). The more stable a memory
 * is, the less a success adds. A lapse never increases stability.
 *
 * FSRS stores a difficulty D; here, `decay_rate` encodes it: 0.1 is D = 1, 0.2 is D = 10, linear in between. D changes as in FSRS-6. So a difficult
 * concept is also forgotten faster once overdue. On the log named in {@link forgettingCurveDefaults}, this predicts as well as a fixed decay.
 * `initial_strength` is 0.99 after a success and 0.7 after "again".
 *
 * Source: github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm (FSRS-6); Ye, Su and Cao, KDD 2022.
 *
 * @param curve - the stored curve; null before the first review
 * @param params - see {@link ForgettingCurveParams}
 * @returns a new curve; stability from 0.001 to 36,500 days, decay_rate from 0.1 to 0.2
 * @throws AdaptiveLearningError `invalid_input` when a number is out of range
 *
 * @example
 * const first = updateForgettingCurve(null, { elapsedDays: 0, rating: 3 });
 * first.stability //=> 2.3065
 * updateForgettingCurve(first, { elapsedDays: 2, rating: 3 }).stability //=> 12.0…
 * updateForgettingCurve(first, { elapsedDays: 9, rating: 3 }).stability //=> 22.9…
 * updateForgettingCurve(first, { elapsedDays: 9, rating: 1 }).stability //=> 0.7…
 */
export function updateForgettingCurve(
  curve: ForgettingCurve | null,
  review: ForgettingCurveReview,
  params: ForgettingCurveParams = forgettingCurveDefaults,
): ForgettingCurve {
  checkObject('updateForgettingCurve.review', review);
  checkNotNegative('updateForgettingCurve.elapsedDays', review.elapsedDays);
  checkRating('updateForgettingCurve.rating', review.rating);
  checkForgettingCurveParams(params);
  if (curve !== null) checkForgettingCurve('updateForgettingCurve.curve', curve);
  const { rating } = review;
  const difficulty = curve === null ? firstDifficulty(rating, params) : nextDifficulty(curve, rating, params);
  return {
    initial_strength: rating === 1 ? params.strength_after_lapse : params.strength_after_success,
    decay_rate: decayOfDifficulty(difficulty, params),
    stability: curve === null ? firstStability(rating, params) : nextStability(curve, review, params),
  };
}

function firstStability(rating: Rating, { first_stability: days }: ForgettingCurveParams): number {
  const chosen = rating === 1 ? days[0] : rating === 2 ? days[1] : rating === 3 ? days[2] : days[3];
  return Math.max(SHORTEST_STABILITY_DAYS, chosen);
}

function nextStability(curve: ForgettingCurve, { elapsedDays, rating }: ForgettingCurveReview, params: ForgettingCurveParams): number {
  const before = clampStability(curve.stability);
  if (elapsedDays < 1) return clampStability(before * sameDayFactor(before, rating, params));
  const difficulty = difficultyOfDecay(curve.decay_rate, params);
  const forgotten = 1 - retention(curve, elapsedDays, params);
  if (rating === 1) {
    const highest = before / Math.exp(params.same_day_scale * params.same_day_offset);
    const after = stabilityAfterLapse(before, difficulty, forgotten, params);
    return clampStability(Math.min(highest, after));
  }
  const gain = gainOfSuccess(before, difficulty, forgotten, params);
  const felt = rating === 2 ? params.growth_hard : rating === 4 ? params.growth_easy : 1;
  return clampStability(before * (1 + gain * felt));
}

function gainOfSuccess(stability: number, difficulty: number, forgotten: number, params: ForgettingCurveParams): number {
  const spacing = Math.expm1(params.growth_spacing * forgotten);
  return Math.exp(params.growth) * (HARDEST + 1 - difficulty) * stability ** -params.growth_saturation * spacing;
}

function stabilityAfterLapse(stability: number, difficulty: number, forgotten: number, params: ForgettingCurveParams): number {
  const kept = (stability + 1) ** params.lapse_stability - 1;
  return params.lapse_scale * difficulty ** -params.lapse_difficulty * kept * Math.exp(params.lapse_retention * forgotten);
}

/** Held at 1 or more for a success, hard too: repeating something right does not weaken it. And at 1 or less for a lapse. */
function sameDayFactor(stability: number, rating: Rating, params: ForgettingCurveParams): number {
  const exponent = params.same_day_scale * (rating - 3 + params.same_day_offset);
  const factor = Math.exp(exponent) * stability ** -params.same_day_saturation;
  return rating === 1 ? Math.min(1, factor) : Math.max(1, factor);
}

function firstDifficulty(rating: Rating, params: ForgettingCurveParams): number {
  return clamp(unboundedFirstDifficulty(rating, params), EASIEST, HARDEST);
}

function unboundedFirstDifficulty(rating: Rating, params: ForgettingCurveParams): number {
  return params.difficulty_base - Math.exp(params.difficulty_spread * (rating - 1)) + 1;
}

/** A step that shrinks towards the hardest end, then a small way back to the difficulty of an easy first answer. */
function nextDifficulty(curve: ForgettingCurve, rating: Rating, params: ForgettingCurveParams): number {
  const before = difficultyOfDecay(curve.decay_rate, params);
  const moved = before - (params.difficulty_step * (rating - 3) * (HARDEST - before)) / (HARDEST - EASIEST);
  const share = params.difficulty_reversion;
  return clamp(share * unboundedFirstDifficulty(4, params) + (1 - share) * moved, EASIEST, HARDEST);
}

function difficultyOfDecay(decay: number, { decay_rate_easiest: low, decay_rate_hardest: high }: ForgettingCurveParams): number {
  return EASIEST + (HARDEST - EASIEST) * clamp((decay - low) / (high - low), 0, 1);
}

/** How a curve bends for a difficulty from 1 to 10. */
export function decayOfDifficulty(
  difficulty: number,
  { decay_rate_easiest: low, decay_rate_hardest: high }: ForgettingCurveParams,
): number {
  return low + ((high - low) * (difficulty - EASIEST)) / (HARDEST - EASIEST);
}

/** A stability within what a curve may have, in days. */
export function clampStability(days: number): number {
  return clamp(days, SHORTEST_STABILITY_DAYS, LONGEST_INTERVAL_DAYS);
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(highest, Math.max(lowest, value));
}
