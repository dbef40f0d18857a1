import { invalidInput } from '../../../errors.js';
import { checkKnownKeys, checkObject, isListOf } from '../../argument-checks.js';

/** FSRS bounds a first stability at 100 days. */
const LONGEST_FIRST_STABILITY_DAYS = 100;

/** Every FSRS weight but the first stabilities is published with bounds inside 0 to 10; inside them nothing here can overflow. */
const LARGEST_WEIGHT = 10;

/** The shape of the curve. Both shapes pass through 0.9·initial_strength at t = stability. */
export type CurveShape = 'power' | 'exponential';

/** Parameters of {@link updateForgettingCurve}. Difficulty is on the FSRS scale, 1 (easy) to 10. */
export type ForgettingCurveParams = {
  /** The shape of the stored curve. */
  readonly shape: CurveShape;
  /** `initial_strength` after a success, and after "again": the probability of immediate recall. */
  readonly strength_after_success: number;
  readonly strength_after_lapse: number;
  /** `decay_rate` at difficulty 1 and at difficulty 10; linear in between. */
  readonly decay_rate_easiest: number;
  readonly decay_rate_hardest: number;
  /** Stability in days after a first answer rated again, hard, good, easy. */
  readonly first_stability: readonly [number, number, number, number];
  /** First difficulty: base − e^(spread·(rating − 1)) + 1. */
  readonly difficulty_base: number;
  readonly difficulty_spread: number;
  /** The change of difficulty per rating step, and the share of mean reversion towards the difficulty of an easy first answer. */
  readonly difficulty_step: number;
  readonly difficulty_reversion: number;
  /** Success: S·(1 + e^growth·(11 − D)·S^−saturation·(e^(spacing·(1 − R)) − 1)), with a factor on the gain for hard and easy. */
  readonly growth: number;
  readonly growth_saturation: number;
  readonly growth_spacing: number;
  readonly growth_hard: number;
  readonly growth_easy: number;
  /** Lapse: scale·D^−difficulty·((S + 1)^stability − 1)·e^(retention·(1 − R)). */
  readonly lapse_scale: number;
  readonly lapse_difficulty: number;
  readonly lapse_stability: number;
  readonly lapse_retention: number;
  /** Same day: S·e^(scale·(rating − 3 + offset))·S^−saturation. */
  readonly same_day_scale: number;
  readonly same_day_offset: number;
  readonly same_day_saturation: number;
};

/**
 * The published FSRS-6 defaults, fitted by its authors to the review logs of many Anki users (w0–w19;
 * github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm), and five values of our own choice, which are marked.
 */
export const forgettingCurveDefaults: ForgettingCurveParams = Object.freeze({
  // Ours: predicting a real log of 6,276 reviews on another day than the one before, the power curve has log loss 0.463, the exponential 0.706 (base rate 0.527).
  shape: 'power',
  // Ours, rounded from that log: after a success recall within the day is near certain, after a lapse 2,382 of 3,623 were right (0.66).
  strength_after_success: 0.99,
  strength_after_lapse: 0.7,
  // Ours: from w20's published lower bound, 0.1, so far that its default, 0.1542 (w20), lies at medium difficulty (5.9).
  decay_rate_easiest: 0.1,
  decay_rate_hardest: 0.2,
  first_stability: Object.freeze([0.212, 1.2931, 2.3065, 8.2956] as const), // w0–w3
  difficulty_base: 6.4133, // w4
  difficulty_spread: 0.8334, // w5
  difficulty_step: 3.0194, // w6
  difficulty_reversion: 0.001, // w7
  growth: 1.8722, // w8
  growth_saturation: 0.1666, // w9
  growth_spacing: 0.796, // w10
  lapse_scale: 1.4835, // w11
  lapse_difficulty: 0.0614, // w12
  lapse_stability: 0.2629, // w13
  lapse_retention: 1.6483, // w14
  growth_hard: 0.6014, // w15
  growth_easy: 1.8729, // w16
  same_day_scale: 0.5425, // w17
  same_day_offset: 0.0912, // w18
  same_day_saturation: 0.0658, // w19
});

const WEIGHTS = [
  'difficulty_base',
  'difficulty_spread',
  'difficulty_step',
  'difficulty_reversion',
  'growth',
  'growth_saturation',
  'growth_spacing',
  'growth_hard',
  'growth_easy',
  'lapse_scale',
  'lapse_difficulty',
  'lapse_stability',
  'lapse_retention',
  'same_day_scale',
  'same_day_offset',
  'same_day_saturation',
] as const satisfies readonly (keyof ForgettingCurveParams)[];

/**
 * Validates the parameters of the forgetting curve: throws on an unknown or missing key and on a number out of range.
 *
 * @throws AdaptiveLearningError `invalid_input` naming the parameter
 *
 * @example
 * checkForgettingCurveParams(forgettingCurveDefaults) //=> undefined
 * checkForgettingCurveParams({ ...forgettingCurveDefaults, growth: -1 }) //=> throws invalid_input
 */
export function checkForgettingCurveParams(params: ForgettingCurveParams): void {
  checkCurveShape('forgettingCurve.params', params);
  checkKnownKeys('forgettingCurve.params', params, forgettingCurveDefaults);
  checkStrength('forgettingCurve.params.strength_after_success', params.strength_after_success);
  checkStrength('forgettingCurve.params.strength_after_lapse', params.strength_after_lapse);
  const { decay_rate_easiest, decay_rate_hardest, first_stability } = params;
  if (!(Number.isFinite(decay_rate_hardest) && decay_rate_hardest > 0 && decay_rate_hardest <= LARGEST_WEIGHT)) {
    throw invalidInput('forgettingCurve.params.decay_rate_hardest', 'a number > 0 and ≤ 10', decay_rate_hardest);
  }
  if (!(Number.isFinite(decay_rate_easiest) && decay_rate_easiest > 0 && decay_rate_easiest < decay_rate_hardest)) {
    throw invalidInput('forgettingCurve.params.decay_rate_easiest', 'a number > 0 and < decay_rate_hardest', decay_rate_easiest);
  }
  if (!(isListOf(first_stability, isFirstStability) && first_stability.length === 4)) {
    throw invalidInput('forgettingCurve.params.first_stability', 'four numbers of days above 0, at most 100', first_stability);
  }
  for (const weight of WEIGHTS) {
    const value = params[weight];
    if (!(Number.isFinite(value) && value >= 0 && value <= LARGEST_WEIGHT)) {
      throw invalidInput(`forgettingCurve.params.${weight}`, 'a number from 0 to 10', value);
    }
  }
}

export function checkCurveShape(where: string, params: { readonly shape: CurveShape }): void {
  checkObject(where, params);
  const { shape } = params;
  if (shape !== 'power' && shape !== 'exponential') throw invalidInput(`${where}.shape`, "'power' or 'exponential'", shape);
}

function checkStrength(where: string, value: number): void {
  if (!(Number.isFinite(value) && value > 0 && value <= 1)) throw invalidInput(where, 'a number > 0 and ≤ 1', value);
}

function isFirstStability(days: number): boolean {
  return Number.isFinite(days) && days > 0 && days <= LONGEST_FIRST_STABILITY_DAYS;
}
