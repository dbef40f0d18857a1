import { invalidInput } from '../../../errors.js';
import { checkNotNegative, checkObject, checkUnit } from '../../argument-checks.js';
import { LONGEST_INTERVAL_DAYS } from '../longest-interval.js';
import { type CurveShape, checkCurveShape, forgettingCurveDefaults } from './forgetting-curve-params.js';

/** −ln 0.9: what a curve has lost, on a log scale, when the time equals its stability. */
const LOSS_AT_STABILITY = -Math.log(0.9);

/** e^700 is the last round power below the largest double (e^709.78); beyond it the power curve is computed by its limit. */
const LARGEST_EXPONENT = 700;

/** How a memory of one concept fades; stored under these names. */
export type ForgettingCurve = {
  /** Probability of recall right after the last review, above 0 to 1. */
  readonly initial_strength: number;
  /** Bends the power curve, above 0: the larger, the faster recall is lost beyond the stability. It is also how difficult the concept is. */
  readonly decay_rate: number;
  /** Days until recall has fallen to 0.9 of the initial strength, above 0. */
  readonly stability: number;
};

/** Which curve to follow; the parameters of {@link updateForgettingCurve} will do, so that learning and predicting agree. */
export type CurveChoice = { readonly shape: CurveShape };

/**
 * The probability of recall, some days after the last review. With s, d, S for the three stored numbers:
 *
 *     power:        R(t) = s·(1 + F·t/S)^−d   with F = 0.9^(−1/d) − 1, so that R(S) = 0.9·s
 *     exponential:  R(t) = s·0.9^(t/S)        (the limit of the power curve for d → ∞; d does not enter)
 *
 * Source: FSRS (github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm); J. Ye, J. Su, Y. Cao, A stochastic shortest
 * path algorithm for optimizing spaced repetition scheduling, KDD 2022. The exponential is Ebbinghaus's as used in half-life regression.
 *
 * @param elapsedDays - since the last review, 0 or more; whole days of the learner or fractions
 * @returns 0 to `initial_strength`, never rising with time
 * @throws AdaptiveLearningError `invalid_input` when a number is out of range
 *
 * @example
 * const curve = { initial_strength: 1, decay_rate: 0.15, stability: 10 };
 * retention(curve, 0) //=> 1
 * retention(curve, 10) //=> 0.9…
 * retention(curve, 100) //=> 0.6961…
 * retention(curve, 100, { shape: 'exponential' }) //=> 0.3487…
 */
export function retention(curve: ForgettingCurve, elapsedDays: number, params: CurveChoice = forgettingCurveDefaults): number {
  checkForgettingCurve('retention.curve', curve);
  checkNotNegative('retention.elapsedDays', elapsedDays);
  checkCurveShape('retention.params', params);
  const { initial_strength, decay_rate, stability } = curve;
  const time = elapsedDays / stability;
  if (time === 0) return initial_strength;
  return initial_strength * Math.exp(-(params.shape === 'power' ? powerLoss(decay_rate, time) : LOSS_AT_STABILITY * time));
}

/**
 * Days after the last review until recall has fallen to `target`: the inverse of {@link retention}.
 *
 *     power:        t = S·((s/target)^(1/d) − 1) / F
 *     exponential:  t = S·ln(s/target) / −ln 0.9
 *
 * @param target - the recall to wait for, 0 to 1
 * @returns days from 0 (recall is at the target or below it from the start) to 36,500: a longer wait, even an endless one, is reported as 36,500
 * @throws AdaptiveLearningError `invalid_input` when a number is out of range
 *
 * @example
 * const curve = { initial_strength: 1, decay_rate: 0.15, stability: 10 };
 * timeUntilRetention(curve, 0.9) //=> 10…
 * timeUntilRetention(curve, 0.8) //=> 33.6…
 * timeUntilRetention({ ...curve, initial_strength: 0.7 }, 0.9) //=> 0
 * timeUntilRetention(curve, 0) //=> 36500
 */
export function timeUntilRetention(curve: ForgettingCurve, target: number, params: CurveChoice = forgettingCurveDefaults): number {
  checkForgettingCurve('timeUntilRetention.curve', curve);
  checkUnit('timeUntilRetention.target', target);
  checkCurveShape('timeUntilRetention.params', params);
  const { initial_strength, decay_rate, stability } = curve;
  if (target >= initial_strength) return 0;
  const loss = Math.log(initial_strength) - Math.log(target);
  const time = params.shape === 'power' ? powerTime(decay_rate, loss) : loss / LOSS_AT_STABILITY;
  return Math.min(LONGEST_INTERVAL_DAYS, stability * time);
}

export function checkForgettingCurve(where: string, curve: ForgettingCurve): void {
  checkObject(where, curve);
  const { initial_strength, decay_rate, stability } = curve;
  if (!(Number.isFinite(initial_strength) && initial_strength > 0 && initial_strength <= 1)) {
    throw invalidInput(`${where}.initial_strength`, 'a number > 0 and ≤ 1', initial_strength);
  }
  if (!(Number.isFinite(decay_rate) && decay_rate > 0)) {
    throw invalidInput(`${where}.decay_rate`, 'a finite number > 0', decay_rate);
  }
  if (!(Number.isFinite(stability) && stability > 0)) {
    throw invalidInput(`${where}.stability`, 'days, a finite number > 0', stability);
  }
}

/** d·ln(1 + F·x), for x in units of the stability. For tiny d, F leaves the range of a double while the loss does not: ln(1 + F·x) → ln F + ln x. */
function powerLoss(decay: number, time: number): number {
  const logFactor = LOSS_AT_STABILITY / decay;
  if (logFactor < LARGEST_EXPONENT) return decay * Math.log1p(Math.expm1(logFactor) * time);
  return Math.max(0, LOSS_AT_STABILITY + decay * Math.log(time));
}

/** The x at which {@link powerLoss} is `loss`. */
function powerTime(decay: number, loss: number): number {
  const logFactor = LOSS_AT_STABILITY / decay;
  if (logFactor < LARGEST_EXPONENT) return Math.expm1(loss / decay) / Math.expm1(logFactor);
  return Math.exp((loss - LOSS_AT_STABILITY) / decay);
}
