import { invalidInput } from '../../errors.js';
import { checkList } from '../argument-checks.js';
import { binOf } from './calibration.js';
import { columnsOf, type Predictions } from './prediction.js';

/** Bins of equal width over the predicted probability when no other bins are given. */
export const PROBABILITY_BINS = 20;

/** Bins of the FSRS benchmark grow by these factors: days since the last review, number of the review, lapses before it. */
const [DAYS_RATIO, REVIEWS_RATIO, LAPSES_RATIO] = [3.62, 1.89, 1.73] as const;

/** The properties by which the FSRS benchmark bins a review. */
export type ReviewPlace = {
  /** Whole days since the previous review, ≥ 1; the benchmark leaves out reviews on the same day. */
  readonly elapsedDays: number;
  /** The number of the review of this card; the first is 1. */
  readonly review: number;
  /** Number of failed reviews before this one, without reviews on the same day. */
  readonly lapses: number;
};

/**
 * Root mean squared error over bins: the difference between the mean prediction and the share of successes in each bin, weighted by the size of the
 * bins.
 *
 *     RMSE(bins) = √( Σ n_b·(meanPredicted_b − observedRate_b)² / n )
 *
 * Without `bins`, it uses twenty bins of equal width over the prediction, like a quadratic calibration error. A model can then score well by
 * predicting the base rate for all answers. Bins that do not depend on the prediction avoid this: {@link fsrsBin} returns those of the FSRS
 * benchmark.
 *
 * @param bins - the name or number of the bin of each prediction
 * @returns 0 to 1; null without predictions
 * @throws AdaptiveLearningError `invalid_input` when a prediction is outside 0 to 1, an outcome is not a boolean or `bins` has another length
 *
 * @example
 * const answers = [{ predicted: 0.8, actual: true }, { predicted: 0.8, actual: false }, { predicted: 0.4, actual: false }];
 * rmseBins(answers) //=> 0.33665…
 * rmseBins(answers, ['young', 'young', 'old']) //=> 0.33665…
 */
export function rmseBins(predictions: Predictions, bins?: readonly (number | string)[]): number | null {
  const { predicted, actual } = columnsOf('rmseBins.predictions', predictions);
  if (bins !== undefined) {
    checkList('rmseBins.bins', bins);
    if (bins.length !== predicted.length) throw invalidInput('rmseBins.bins', 'one bin for each prediction', bins);
  }
  if (predicted.length === 0) return null;
  const sums = new Map<number | string, { count: number; distance: number }>();
  for (let row = 0; row < predicted.length; row += 1) {
    const chance = predicted[row] as number;
    const bin = bins?.[row] ?? binOf(chance, PROBABILITY_BINS);
    let sum = sums.get(bin);
    if (sum === undefined) {
      sum = { count: 0, distance: 0 };
      sums.set(bin, sum);
    }
    sum.count += 1;
    sum.distance += chance - (actual[row] as number);
  }
  let total = 0;
  for (const { count, distance } of sums.values()) total += distance ** 2 / count;
  return Math.sqrt(total / predicted.length);
}

/**
 * The bin of a review in the RMSE(bins) of the FSRS benchmark: reviews with similar elapsed days, review number and lapses share a bin.
 *
 *     ⌊log₃.₆₂ days⌋, ⌊log₁.₈₉ review⌋, ⌊log₁.₇₃ lapses⌋ (no lapses are a separate bin)
 *
 * Source: `rmse_matrix` in fsrs-optimizer (github.com/open-spaced-repetition/fsrs-optimizer); agrees with it to rounding.
 *
 * @returns the name of a bin, for {@link rmseBins}
 * @throws AdaptiveLearningError `invalid_input` when a number is out of range
 *
 * @example
 * fsrsBin({ elapsedDays: 1, review: 2, lapses: 0 }) //=> '0/1/-'
 * fsrsBin({ elapsedDays: 30, review: 7, lapses: 3 }) //=> '2/3/2'
 */
export function fsrsBin(place: ReviewPlace): string {
  const { elapsedDays, review, lapses } = place ?? {};
  checkWhole('fsrsBin.elapsedDays', elapsedDays, 1);
  checkWhole('fsrsBin.review', review, 1);
  checkWhole('fsrsBin.lapses', lapses, 0);
  const lapsed = lapses === 0 ? '-' : order(lapses, LAPSES_RATIO);
  return `${order(elapsedDays, DAYS_RATIO)}/${order(review, REVIEWS_RATIO)}/${lapsed}`;
}

/** The same bin as a number, for checked numbers, none of them beyond 2³¹. */
export function fsrsBinNumber(elapsedDays: number, review: number, lapses: number): number {
  const lapsed = lapses === 0 ? 0 : order(lapses, LAPSES_RATIO) + 1;
  return (order(elapsedDays, DAYS_RATIO) * 64 + order(review, REVIEWS_RATIO)) * 64 + lapsed;
}

function order(value: number, ratio: number): number {
  return Math.floor(Math.log(value) / Math.log(ratio));
}

function checkWhole(where: string, value: number, least: number): void {
  if (!(Number.isSafeInteger(value) && value >= least)) throw invalidInput(where, `a whole number ≥ ${least}`, value);
}
