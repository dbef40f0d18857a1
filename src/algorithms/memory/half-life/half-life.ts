import { invalidInput } from '../../../errors.js';
import { checkNotNegative, isListOf } from '../../argument-checks.js';

/** Bounds of the published implementation (github.com/duolingo/halflife-regression, `hclip` and `pclip`): 15 minutes and nine months. */
export const SHORTEST_HALF_LIFE_DAYS = 15 / 1440;
export const LONGEST_HALF_LIFE_DAYS = 274;
const LEAST_RECALL = 0.0001;

/** Far beyond what any count, length or flag gives; keeps every sum finite. */
const LARGEST_FEATURE = 1e6;
export const LARGEST_WEIGHT = 100;
export const MOST_FEATURES = 1000;

/**
 * The half-life of a memory by half-life regression: h = 2^(θ·x), clamped to 15 minutes … 274 days.
 *
 * Source: B. Settles, B. Meeder, A trainable spaced repetition model for language learning, ACL 2016; the bounds are those of their code.
 *
 * @param features - x: features of the item and the learner's history with it, from −1,000,000 to 1,000,000
 * @param weights - θ: the same number of weights, from −100 to 100; from {@link fitHalfLifeRegression} or {@link halfLifeStep}
 * @returns days
 * @throws AdaptiveLearningError `invalid_input` when a number is out of range or the lengths differ
 *
 * @example
 * halfLifeDays([Math.sqrt(1 + 3), Math.sqrt(1 + 0), 1], [1.5, -0.5, 0.25]) //=> 6.727…
 * halfLifeDays([1], [40]) //=> 274
 */
export function halfLifeDays(features: readonly number[], weights: readonly number[]): number {
  checkWeights('halfLifeDays.weights', weights);
  checkFeatures('halfLifeDays.features', features, weights.length);
  return daysOf(exponentOf(features, weights));
}

/**
 * The probability of recall after Δ days, for a memory with half-life h: p = 2^(−Δ/h), clamped to 0.0001 … 0.9999 as in the published code.
 *
 * @param halfLife - days, above 0
 * @param elapsedDays - Δ, 0 or more, with fractions
 * @throws AdaptiveLearningError `invalid_input` when a number is out of range
 *
 * @example
 * [0, 4, 8].map((days) => halfLifeRecall(4, days)) //=> [0.9999, 0.5, 0.25]
 */
export function halfLifeRecall(halfLife: number, elapsedDays: number): number {
  if (!(Number.isFinite(halfLife) && halfLife > 0)) {
    throw invalidInput('halfLifeRecall.halfLife', 'days, a finite number > 0', halfLife);
  }
  checkNotNegative('halfLifeRecall.elapsedDays', elapsedDays);
  return clippedRecall(2 ** -(elapsedDays / halfLife));
}

/** θ·x */
export function exponentOf(features: readonly number[], weights: readonly number[]): number {
  let sum = 0;
  for (const [index, feature] of features.entries()) sum += feature * (weights[index] as number);
  return sum;
}

export function daysOf(exponent: number): number {
  return clippedHalfLife(2 ** exponent);
}

function clippedHalfLife(days: number): number {
  return Math.min(LONGEST_HALF_LIFE_DAYS, Math.max(SHORTEST_HALF_LIFE_DAYS, days));
}

export function clippedRecall(recall: number): number {
  return Math.min(1 - LEAST_RECALL, Math.max(LEAST_RECALL, recall));
}

/** The half-life that an observed share of recalls speaks of: −Δ/log2(p). */
export function observedHalfLife(recalled: number, elapsedDays: number): number {
  return clippedHalfLife(-elapsedDays / Math.log2(clippedRecall(recalled)));
}

export function checkWeights(where: string, weights: readonly number[]): void {
  if (!isListOf(weights, isWeight) || weights.length === 0 || weights.length > MOST_FEATURES) {
    throw invalidInput(where, '1 to 1000 numbers from -100 to 100', weights);
  }
}

export function checkFeatures(where: string, features: readonly number[], length: number): void {
  if (!isListOf(features, isFeature) || features.length !== length) {
    throw invalidInput(where, `${length} numbers from -1000000 to 1000000`, features);
  }
}

function isWeight(value: number): boolean {
  return Number.isFinite(value) && Math.abs(value) <= LARGEST_WEIGHT;
}

function isFeature(value: number): boolean {
  return Number.isFinite(value) && Math.abs(value) <= LARGEST_FEATURE;
}
