import { invalidInput } from '../../../errors.js';
import { checkList, checkObject } from '../../argument-checks.js';
import { boundedMinimum } from '../../fitting/bounded-minimum.js';
import { runAtOnce } from '../../fitting/run-in-slices.js';
import { MOST_FEATURES } from './half-life.js';
import { type CheckedHalfLifeFitOptions, checkHalfLifeFitOptions, type HalfLifeFitOptions } from './half-life-fit-options.js';
import { type HalfLifeMeasure, type HalfLifeTable, halfLifeLoss, halfLifeTable } from './half-life-loss.js';
import { checkHalfLifeObservation, type HalfLifeObservation } from './half-life-observation.js';

/**
 * Why nothing was fitted. `too_few_observations`: fewer than 10 per weight. `single_outcome`: everything was recalled, or nothing was.
 */
export type HalfLifeFitFallback = 'too_few_observations' | 'single_outcome';

export type HalfLifeFitReport = {
  readonly observations: number;
  readonly measure: HalfLifeMeasure;
  /** The value of α that was used. */
  readonly halfLifeWeight: number;
  readonly fallback: HalfLifeFitFallback | null;
  /** Mean loss per observation, without the shrinkage term, with the initial and with the fitted weights; null without observations. */
  readonly lossBefore: number | null;
  readonly lossAfter: number | null;
  readonly evaluations: number;
  readonly converged: boolean;
  /** Indices of the weights at a bound. */
  readonly boundsHit: readonly number[];
};

export type HalfLifeFit = { readonly weights: readonly number[]; readonly report: HalfLifeFitReport };

/** Events a variable: P. Peduzzi et al., Journal of Clinical Epidemiology 49, 1996, for logistic regression. */
const LEAST_OBSERVATIONS_PER_WEIGHT = 10;

/** 2^20 days and features of 1 are beyond every half-life: a weight there says only "more". */
const LARGEST_FITTED_WEIGHT = 20;
const TOLERANCE = 1e-9;
const CURVATURE_PER_OBSERVATION = 0.1;

/**
 * Fits half-life regression to a batch of observations: the weights θ that minimise the loss of the paper.
 *
 *     minimise  Σ (p − p̂)² + α·Σ (h − ĥ)² + λ·|θ|²   with ĥ = 2^(θ·x), p̂ = 2^(−Δ/ĥ), h = −Δ/log2 p
 *
 * It uses exact derivatives and a quasi-Newton search over all observations instead of the stochastic steps of the paper, so it needs no learning
 * rate and no random numbers, and the order of the observations does not matter. Weights are within −20 to 20.
 *
 * Source: B. Settles, B. Meeder, A trainable spaced repetition model for language learning, ACL 2016.
 *
 * @param observations - all with the same number of features
 * @throws AdaptiveLearningError `invalid_input` when a number is out of range or the lengths differ
 *
 * @example
 * const practice = (right, elapsedDays, recalled) => ({ features: [Math.sqrt(1 + right), 1], elapsedDays, recalled });
 * const rows = [1, 2, 4, 8].flatMap((days) => [practice(0, days, 2 ** -(days / 2)), practice(3, days, 2 ** -(days / 8))]);
 * const { weights, report } = fitHalfLifeRegression([rows, rows, rows].flat(), { shrinkage: 0 });
 * weights //=> [2…, -1…]
 * fitHalfLifeRegression(rows).report.fallback //=> 'too_few_observations'
 */
export function fitHalfLifeRegression(observations: readonly HalfLifeObservation[], options: HalfLifeFitOptions = {}): HalfLifeFit {
  checkList('fitHalfLifeRegression.observations', observations);
  checkObject('fitHalfLifeRegression.options', options);
  const single = observations.every((observation) => observation?.recalled === 0 || observation?.recalled === 1);
  const halfLifeWeight = options.halfLifeWeight ?? (single ? 0 : undefined);
  const checked = checkHalfLifeFitOptions('fitHalfLifeRegression.options', { ...options, halfLifeWeight });
  const columns = columnsOf(observations, options.weights);
  for (const observation of observations) checkHalfLifeObservation('fitHalfLifeRegression.observations', observation, columns);
  const weights = options.weights ?? Array.from({ length: columns }, () => 0);
  const bounds = {
    lowest: new Float64Array(columns).fill(-LARGEST_FITTED_WEIGHT),
    highest: new Float64Array(columns).fill(LARGEST_FITTED_WEIGHT),
  };
  return runAtOnce(searchHalfLife(halfLifeTable(observations, columns), { ...checked, weights }, bounds));
}

/** {@link fitHalfLifeRegression} on what is checked already, each weight between bounds of its own; yields its work in pieces. */
export function* searchHalfLife(
  table: HalfLifeTable,
  { measure, halfLifeWeight, shrinkage, weights, mostEvaluations }: CheckedHalfLifeFitOptions & { readonly weights: readonly number[] },
  bounds: { readonly lowest: Float64Array; readonly highest: Float64Array },
): Generator<number, HalfLifeFit> {
  const { rows, columns, recalled } = table;
  function* lossOf(at: Float64Array): Generator<number, number | null> {
    return rows === 0 ? null : (yield* halfLifeLoss(table, at, measure, halfLifeWeight)).value / rows;
  }
  const about = { observations: rows, measure, halfLifeWeight, lossBefore: yield* lossOf(Float64Array.from(weights)) };
  const fallback =
    rows < columns * LEAST_OBSERVATIONS_PER_WEIGHT ? 'too_few_observations' : hasOneOutcome(recalled) ? 'single_outcome' : null;
  if (fallback !== null) {
    const none = { evaluations: 0, converged: false, boundsHit: [] };
    return { weights: [...weights], report: { ...about, fallback, lossAfter: about.lossBefore, ...none } };
  }
  const curvature = new Float64Array(columns).fill(CURVATURE_PER_OBSERVATION * rows + 2 * shrinkage);
  const steps = boundedMinimum({ start: Float64Array.from(weights), ...bounds, curvature, mostEvaluations, tolerance: TOLERANCE });
  let next = steps.next();
  while (!next.done) {
    const at = next.value;
    const { value, gradient } = yield* halfLifeLoss(table, at, measure, halfLifeWeight);
    const size = at.reduce((sum, weight) => sum + weight * weight, 0);
    next = steps.next({
      value: value + shrinkage * size,
      gradient: gradient.map((slope, index) => slope + 2 * shrinkage * (at[index] as number)),
    });
  }
  const { point, evaluations, converged } = next.value;
  const found = Array.from(point, (weight) => weight + 0);
  const boundsHit = found.flatMap((weight, index) => (weight === bounds.lowest[index] || weight === bounds.highest[index] ? [index] : []));
  return { weights: found, report: { ...about, fallback: null, lossAfter: yield* lossOf(point), evaluations, converged, boundsHit } };
}

function hasOneOutcome(recalled: Float64Array): boolean {
  return recalled.every((share) => share === 1) || recalled.every((share) => share === 0);
}

/** As many as there are weights to start from, else as the first observation has features. */
function columnsOf(observations: readonly HalfLifeObservation[], weights: readonly number[] | undefined): number {
  if (weights !== undefined) return weights.length;
  const first = observations[0];
  if (first === undefined) return 0;
  const length = Array.isArray(first?.features) ? first.features.length : 0;
  if (length < 1 || length > MOST_FEATURES) {
    throw invalidInput('fitHalfLifeRegression.observations.features', '1 to 1000 numbers', first?.features);
  }
  return length;
}
