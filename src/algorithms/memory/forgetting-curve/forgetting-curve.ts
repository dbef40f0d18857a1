import { invalidInput } from '../../../errors.js';
import { checkNotNegative, checkObject, checkUnit } from '../../argument-checks.js';
import { LONGEST_INTERVAL_DAYS } from '../longest-interval.js';
import { type CurveShape, checkCurveShape, forgettingCurveDefaults } from './forgetting-curve-params.js';

/** −ln 0.9: what a curve has lost, on a log scale, when the time equals its stability. */
const LOSS_AT_STABILITY = -Math.log(0.9);

/** e^700 is the last round power below the largest double (e^709.78); beyond it the power curve is computed by its limit. */
const LARGEST_EXPONENT = 700;

/** The forgetting curve of a concept, with its stored field names. */
export type ForgettingCurve = {
  /** Probability of recall right after the last review, above 0 and at most 1. */
  readonly initial_strength: number;
  /**
   * The exponent of the power curve, above 0: the larger it is, the faster recall falls after the stability. It also encodes the difficulty of the
   * concept.
   */
  readonly decay_rate: number;
  /** Days until recall falls to 0.9 of the initial strength, above 0. */
  readonly stability: number;
};

/** The shape of the curve. Pass the parameters of {@link updateForgettingCurve}, so that learning and prediction use the same shape. */
export type CurveChoice = { readonly shape: CurveShape };

/**
 * The probability of recall a number of days after the last review. s, d and S are the three stored numbers:
 *
 *     power:        R(t) = s·(1 + F·t/S)^−d   with F = 0.9^(−1/d) − 1, so that R(S) = 0.9·s
 *     exponential:  R(t) = s·0.9^(t/S)        (the limit of the power curve for d → ∞; d is not used)
 *
 * Source: FSRS (github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm); J. Ye, J. Su, Y. Cao, A stochastic shortest
 * path algorithm for optimizing spaced repetition scheduling, KDD 2022. The exponential is Ebbinghaus's as used in half-life regression.
 *
 * @param elapsedDays - days since the last review, ≥ 0; whole learner's days or fractions
 * @returns 0 to `initial_strength`; never increases with time
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
 * Days after the last review until recall falls to `target`: the inverse of {@link retention}.
 *
 *     power:        t = S·((s/target)^(1/d) − 1) / F
 *     exponential:  t = S·ln(s/target) / −ln 0.9
 *
 * @param target - the recall probability, 0 to 1
 * @returns days, from 0 (recall is at or below the target from the start) to 36,500 (also for longer or infinite times)
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
