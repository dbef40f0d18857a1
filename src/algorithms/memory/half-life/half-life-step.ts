import { invalidInput } from '../../../errors.js';
import { checkKnownKeys, checkNotNegative, checkObject, isListOf } from '../../argument-checks.js';
import { checkWeights, clippedRecall, daysOf, exponentOf, LARGEST_WEIGHT, observedHalfLife } from './half-life.js';
import { checkHalfLifeObservation, type HalfLifeObservation } from './half-life-observation.js';

/** The state of the online model; one for all learners, or one per learner. */
export type HalfLifeLearner = {
  /** θ, one per feature. */
  readonly weights: readonly number[];
  /** The number of observations that each weight has learnt from. */
  readonly counts: readonly number[];
};

/** Parameters of {@link halfLifeStep}. */
export type HalfLifeStepParams = {
  /** η: learning rate of the first step, 0 to 1. */
  readonly learning_rate: number;
  /**
   * α: weight of the squared half-life error (in days) relative to the squared recall error, 0 to 1; 0 for single answers, which do not determine a
   * half-life.
   */
  readonly half_life_weight: number;
  /** λ: shrinkage of each weight towards 0, 0 to 1. */
  readonly shrinkage: number;
};

/** The values of the published code: η = 0.001, α = 0.01, λ = 0.1. */
export const halfLifeStepDefaults: HalfLifeStepParams = Object.freeze({ learning_rate: 0.001, half_life_weight: 0.01, shrinkage: 0.1 });

/**
 * One online step of half-life regression: updates the weights with one observation.
 *
 *     θ ← θ − η/((1 + p)·√(1 + n))·(∇(p − p̂)² + α·∇(h − ĥ)² + λ·θ)   for each weight, n its observations so far
 *     ∇(p − p̂)² = 2(p̂ − p)·(ln 2)²·p̂·(Δ/ĥ)·x,  ∇(h − ĥ)² = 2(ĥ − h)·ln 2·ĥ·x,  h = −Δ/log2 p
 *
 * Weights are clamped to −100 … 100. Runs in time linear in the number of features.
 *
 * Source: B. Settles, B. Meeder, ACL 2016, and their code (github.com/duolingo/halflife-regression, `train_update`), which also gives the step sizes
 * and the clipping of p and h.
 *
 * @param learner - start with weights of 0 or from {@link fitHalfLifeRegression}, and counts of 0
 * @returns a new learner
 * @throws AdaptiveLearningError `invalid_input` when a number is out of range or the lengths differ
 *
 * @example
 * const learner = { weights: [0, 0], counts: [0, 0] };
 * const params = { learning_rate: 0.1, half_life_weight: 0, shrinkage: 0 };
 * halfLifeStep(learner, { features: [1, 2], elapsedDays: 1, recalled: 1 }, params)
 * //=> { weights: [0.0120…, 0.0240…], counts: [1, 1] }
 */
export function halfLifeStep(
  learner: HalfLifeLearner,
  observation: HalfLifeObservation,
  params: HalfLifeStepParams = halfLifeStepDefaults,
): HalfLifeLearner {
  checkLearner(learner);
  checkHalfLifeObservation('halfLifeStep.observation', observation, learner.weights.length);
  checkParams(params);
  const { features, elapsedDays } = observation;
  const recalled = clippedRecall(observation.recalled);
  const halfLife = daysOf(exponentOf(features, learner.weights));
  const predicted = clippedRecall(2 ** -(elapsedDays / halfLife));
  const byRecall = 2 * (predicted - recalled) * Math.LN2 ** 2 * predicted * (elapsedDays / halfLife);
  const byHalfLife = 2 * (halfLife - observedHalfLife(recalled, elapsedDays)) * Math.LN2 * halfLife;
  const slope = byRecall + params.half_life_weight * byHalfLife;
  const base = params.learning_rate / (1 + recalled);
  return {
    weights: learner.weights.map((weight, index) => {
      const rate = base / Math.sqrt(1 + (learner.counts[index] as number));
      const moved = weight - rate * slope * (features[index] as number);
      return bounded(moved - rate * params.shrinkage * moved);
    }),
    counts: learner.counts.map((count) => count + 1),
  };
}

function bounded(weight: number): number {
  return Math.min(LARGEST_WEIGHT, Math.max(-LARGEST_WEIGHT, weight)) + 0;
}

function checkLearner(learner: HalfLifeLearner): void {
  checkObject('halfLifeStep.learner', learner);
  const { weights, counts } = learner;
  checkWeights('halfLifeStep.learner.weights', weights);
  if (!isListOf(counts, isCount) || counts.length !== weights.length) {
    throw invalidInput('halfLifeStep.learner.counts', `${weights.length} whole numbers, 0 or more`, counts);
  }
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value < Number.MAX_SAFE_INTEGER;
}

function checkParams(params: HalfLifeStepParams): void {
  checkObject('halfLifeStep.params', params);
  checkKnownKeys('halfLifeStep.params', params, halfLifeStepDefaults);
  for (const name of ['learning_rate', 'half_life_weight', 'shrinkage'] as const) {
    const value = params[name];
    checkNotNegative(`halfLifeStep.params.${name}`, value);
    if (value > 1) throw invalidInput(`halfLifeStep.params.${name}`, 'a number from 0 to 1', value);
  }
}
