import { invalidInput } from '../../../errors.js';
import { checkList, checkObject, checkUnit } from '../../argument-checks.js';
import type { ForgettingCurve } from './forgetting-curve.js';
import { type CurveShape, checkCurveShape } from './forgetting-curve-params.js';
import type { CurveMeasure, RecallTrials } from './recall-loss.js';
import { type CurveBoundHit, type CurveNumber, heldNumbers, searchCurve } from './search-curve.js';

/** More days than any two dates lie apart, and more trials than anyone has counted: beyond it sums lose their meaning. */
const LARGEST = 1e9;

/** One or more recall trials after a number of days. */
export type RecallObservation = {
  readonly elapsedDays: number;
  /** The share recalled: 1 or 0 for a single trial, any number in between for several trials or for savings. */
  readonly recalled: number;
  /** The number of trials, or the weight of the observation; 1 by default. */
  readonly count?: number | undefined;
};

export type ForgettingCurveFitOptions = {
  /** `power` by default. */
  readonly shape?: CurveShape | undefined;
  /** `likelihood` by default. */
  readonly measure?: CurveMeasure | undefined;
};

/**
 * Why the fit is incomplete. `no_observations`, `single_outcome` (everything was recalled, or nothing was): there is no curve. `too_few_times`: there
 * are fewer different times than parameters, so the parameters in `held` were not fitted: first the decay is held at 0.1542, the value of FSRS-6,
 * then the initial strength at 1.
 */
export type CurveFitFallback = 'no_observations' | 'single_outcome' | 'too_few_times';

export type ForgettingCurveFit = {
  /** The curve to store and pass to `retention`; null if the data do not determine one. */
  readonly curve: ForgettingCurve | null;
  readonly report: {
    readonly shape: CurveShape;
    readonly measure: CurveMeasure;
    readonly observations: number;
    /** The sum of the counts of all observations. */
    readonly trials: number;
    readonly fallback: CurveFitFallback | null;
    readonly held: readonly CurveNumber[];
    /** Parameters at a bound of their range, such as a stability of 36,500 days if nothing was forgotten. */
    readonly boundsHit: readonly CurveBoundHit[];
    /** Mean log loss or squared error per trial; null without a curve. */
    readonly meanLoss: number | null;
    /** Explained share of the variance, R²; null without a curve or without variance. */
    readonly explained: number | null;
    readonly evaluations: number;
    readonly converged: boolean;
  };
};

/**
 * Fits a forgetting curve to recall data of a concept, of a learner or of an experiment.
 *
 *     power:        R(t) = s·(1 + F·t/S)^−d   with F = 0.9^(−1/d) − 1
 *     exponential:  R(t) = s·0.9^(t/S)
 *
 * It maximises the likelihood of the outcomes or minimises the squared error, with exact derivatives and a quasi-Newton search from a fixed grid of
 * starting points. The order of the observations does not matter. With degenerate data, the report says why there is no fit.
 *
 * Source: the curves are those of {@link retention}. H. Ebbinghaus, Über das Gedächtnis, 1885, measured the savings of the example; on the better fit
 * of a power curve, see J. Wixted, E. Ebbesen, Psychological Science 2, 1991.
 *
 * @param observations - in any order
 * @throws AdaptiveLearningError `invalid_input` when a number is out of range
 *
 * @example
 * const days = [20 / 1440, 1 / 24, 8.8 / 24, 1, 2, 6, 31];
 * const savings = [0.582, 0.442, 0.358, 0.337, 0.278, 0.254, 0.211];
 * const observations = days.map((elapsedDays, index) => ({ elapsedDays, recalled: savings[index] }));
 * const power = fitForgettingCurve(observations, { measure: 'least_squares' });
 * power.curve //=> { initial_strength: 1, decay_rate: 0.1304…, stability: 0.00019… }
 * power.report.explained //=> 0.970…
 * fitForgettingCurve(observations, { measure: 'least_squares', shape: 'exponential' }).report.explained //=> 0.397…
 * fitForgettingCurve([{ elapsedDays: 3, recalled: 1 }]).report.fallback //=> 'single_outcome'
 */
export function fitForgettingCurve(
  observations: readonly RecallObservation[],
  options: ForgettingCurveFitOptions = {},
): ForgettingCurveFit {
  checkObject('fitForgettingCurve.options', options);
  const { shape = 'power', measure = 'likelihood' } = options;
  checkCurveShape('fitForgettingCurve.options', { shape });
  if (measure !== 'likelihood' && measure !== 'least_squares') {
    throw invalidInput('fitForgettingCurve.options.measure', "'likelihood' or 'least_squares'", measure);
  }
  const trials = trialsOf(observations);
  const total = trials.count.reduce((sum, each) => sum + each, 0);
  const about = { shape, measure, observations: observations.length, trials: total };
  if (trials.recalled.every((share) => share === 1) || trials.recalled.every((share) => share === 0)) {
    const fallback = observations.length === 0 ? 'no_observations' : 'single_outcome';
    const none = { held: [], boundsHit: [], meanLoss: null, explained: null, evaluations: 0, converged: false };
    return { curve: null, report: { ...about, fallback, ...none } };
  }
  const { recalled } = trials;
  const shares = trials.count.map((each) => each / total);
  const held = heldNumbers(new Set(trials.elapsedDays).size, shape);
  const { curve, value, squares, ...found } = searchCurve({ ...trials, count: shares }, shape, measure, held);
  const mean = recalled.reduce((sum, each, index) => sum + each * (shares[index] as number), 0);
  const variance = recalled.reduce((sum, each, index) => sum + (shares[index] as number) * (each - mean) ** 2, 0);
  const fallback = held.length > 0 ? 'too_few_times' : null;
  return {
    curve,
    report: { ...about, fallback, held, meanLoss: value, explained: variance > 0 ? 1 - squares / variance : null, ...found },
  };
}

function trialsOf(observations: readonly RecallObservation[]): RecallTrials {
  checkList('fitForgettingCurve.observations', observations);
  for (const observation of observations) {
    checkObject('fitForgettingCurve.observations', observation);
    const { elapsedDays, recalled, count } = observation;
    if (!(Number.isFinite(elapsedDays) && elapsedDays >= 0 && elapsedDays <= LARGEST)) {
      throw invalidInput('fitForgettingCurve.observations.elapsedDays', 'a number of days from 0 to 1e9', elapsedDays);
    }
    checkUnit('fitForgettingCurve.observations.recalled', recalled);
    if (count !== undefined && !(Number.isFinite(count) && count > 0 && count <= LARGEST)) {
      throw invalidInput('fitForgettingCurve.observations.count', 'a number > 0 and ≤ 1e9', count);
    }
  }
  const sorted = observations
    .map(({ elapsedDays, recalled, count = 1 }) => [elapsedDays, recalled, count] as const)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  return {
    elapsedDays: Float64Array.from(sorted, ([days]) => days),
    recalled: Float64Array.from(sorted, ([, share]) => share),
    count: Float64Array.from(sorted, ([, , count]) => count),
  };
}
