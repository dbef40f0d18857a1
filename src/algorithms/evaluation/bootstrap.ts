import { invalidInput } from '../../errors.js';
import { MEASURES, type Measures, measure, sortPredictions } from './measures.js';
import { columnsOf, type Predictions } from './prediction.js';
import {
  type BootstrapOptions,
  type Clusters,
  checkBootstrap,
  type Interval,
  percentileInterval,
  resample,
  unitsOf,
} from './resampling.js';

/** A measure with its bootstrap interval. */
export type Estimate = {
  readonly value: number | null;
  /** Null without replicates, or if the measure is undefined for most replicates. */
  readonly interval: Interval | null;
};

export type Estimates = { readonly [Name in keyof Measures]: Estimate };

/** The difference between two models on one measure. */
export type Difference = {
  /** First minus second; null if either is null. */
  readonly difference: number | null;
  readonly interval: Interval | null;
  /** The share of replicates in which the first model is better, with ties counted as half; null without replicates. */
  readonly firstBetter: number | null;
};

export type Differences = { readonly [Name in keyof Measures]: Difference };

/** Options of a bootstrap, and what it resamples. */
export type ResamplingOptions = BootstrapOptions & {
  /** The learner of each prediction. If given, whole learners are resampled, because the answers of one learner are not independent. */
  readonly clusters?: Clusters | undefined;
};

/**
 * All measures of a list of predictions, each with a percentile bootstrap interval.
 *
 * The answers are resampled with replacement and measured again. With `clusters`, whole learners are resampled with all their answers. The interval
 * contains the middle 95 % of the results. With few learners (below about twenty), resampling them is unreliable.
 *
 * Sources: B. Efron, R. J. Tibshirani, An introduction to the bootstrap, 1993, chapter 13; clusters: A. C. Cameron, J. B. Gelbach,
 * D. L. Miller, Review of Economics and Statistics 90, 2008.
 *
 * @throws AdaptiveLearningError `invalid_input` when a prediction, an outcome or an option is out of range
 *
 * @example
 * const answers = Array.from({ length: 100 }, (_, at) => ({ predicted: 0.8, actual: at % 5 > 0 }));
 * const { logLoss: loss } = estimateMeasures(answers);
 * loss.value //=> 0.5004…
 * loss.interval.low < 0.45 && loss.interval.high > 0.55 //=> true
 */
export function estimateMeasures(predictions: Predictions, options: ResamplingOptions = {}): Estimates {
  const columns = columnsOf('estimateMeasures.predictions', predictions);
  const bootstrap = checkBootstrap('estimateMeasures.options', options);
  const unit = unitsOf('estimateMeasures.options.clusters', options.clusters, columns.predicted.length, 1);
  const data = sortPredictions(columns, unit);
  const drawn = drain(resample([data], bootstrap)).map(([first]) => first as Measures);
  return estimatesOf(measure(data, null), drawn, bootstrap.level);
}

/**
 * Compares two models on the same answers: the difference of each measure, with its paired bootstrap interval.
 *
 * Both are measured on the same resamples, so what makes an answer hard for both cancels out. If the interval does not contain 0, the difference is
 * unlikely to be due to chance.
 *
 * Source: B. Efron, R. J. Tibshirani, An introduction to the bootstrap, 1993 (paired data are drawn as pairs).
 *
 * @param first - predictions of one model
 * @param second - predictions of the other model, for the same answers in the same order
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range, or the outcomes are not the same
 *
 * @example
 * const outcomes = Array.from({ length: 50 }, (_, at) => at % 5 > 0);
 * const sure = outcomes.map((actual) => ({ predicted: actual ? 0.9 : 0.4, actual }));
 * const dull = outcomes.map((actual) => ({ predicted: 0.8, actual }));
 * compareMeasures(sure, dull).logLoss.difference //=> -0.3139…
 * compareMeasures(sure, dull).logLoss.firstBetter //=> 1
 */
export function compareMeasures(first: Predictions, second: Predictions, options: ResamplingOptions = {}): Differences {
  const ours = columnsOf('compareMeasures.first', first);
  const theirs = columnsOf('compareMeasures.second', second);
  checkSameOutcomes(ours.actual, theirs.actual);
  const bootstrap = checkBootstrap('compareMeasures.options', options);
  const unit = unitsOf('compareMeasures.options.clusters', options.clusters, ours.predicted.length, 1);
  const data = [sortPredictions(ours, unit), sortPredictions(theirs, unit)] as const;
  const drawn = drain(resample(data, bootstrap)) as readonly (readonly [Measures, Measures])[];
  const whole = [measure(data[0], null), measure(data[1], null)] as const;
  const differenceOf = (name: keyof Measures): Difference => {
    const differences = drawn.map(([a, b]) => minus(a[name], b[name]));
    return {
      difference: minus(whole[0][name], whole[1][name]),
      interval: percentileInterval(differences, bootstrap.level),
      firstBetter: shareBetter(differences, name === 'auc' ? 1 : -1),
    };
  };
  return byMeasure(differenceOf);
}

export function estimatesOf(whole: Measures, drawn: readonly Measures[], level: number): Estimates {
  return byMeasure((name) => ({
    value: whole[name],
    interval: percentileInterval(
      drawn.map((measures) => measures[name]),
      level,
    ),
  }));
}

/** Runs a generator to its end. */
export function drain<T>(steps: Generator<unknown, T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

function byMeasure<T>(make: (name: keyof Measures) => T): { readonly [Name in keyof Measures]: T } {
  return Object.fromEntries(MEASURES.map((name) => [name, make(name)])) as { readonly [Name in keyof Measures]: T };
}

function minus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b;
}

function shareBetter(differences: readonly (number | null)[], sign: number): number | null {
  const known = differences.filter((difference) => difference !== null);
  if (known.length === 0) return null;
  return known.reduce((sum, difference) => sum + (1 + Math.sign(sign * difference)) / 2, 0) / known.length;
}

function checkSameOutcomes(ours: Uint8Array, theirs: Uint8Array): void {
  const same = ours.length === theirs.length && ours.every((outcome, row) => outcome === theirs[row]);
  if (!same) throw invalidInput('compareMeasures.second', 'predictions of the same answers, with the same outcomes', theirs.length);
}
