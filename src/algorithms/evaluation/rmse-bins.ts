import { invalidInput } from '../../errors.js';
import { checkList } from '../argument-checks.js';
import { binOf } from './calibration.js';
import { columnsOf, type Predictions } from './prediction.js';

/** Bins of equal width over the predicted probability when no other bins are given. */
export const PROBABILITY_BINS = 20;

/** Bins of the FSRS benchmark grow by these factors: days since the last review, number of the review, lapses before it. */
const [DAYS_RATIO, REVIEWS_RATIO, LAPSES_RATIO] = [3.62, 1.89, 1.73] as const;

/** What the FSRS benchmark sorts a review by. */
export type ReviewPlace = {
  /** Whole days since the review before, 1 or more: reviews on the same day are left out there. */
  readonly elapsedDays: number;
  /** Which review of the card it is, the first being 1. */
  readonly review: number;
  /** How many of the reviews before it were failures, those on a same day not counted. */
  readonly lapses: number;
};

/**
 * Root mean squared error over bins: how far the mean prediction of a bin lies from the share of successes in it, bins weighing by their predictions.
 *
 *     RMSE(bins) = √( Σ n_b·(meanPredicted_b − observedRate_b)² / n )
 *
 * Without `bins`, twenty of equal width over the prediction: the quadratic sibling of the calibration error. That can be gamed by predicting
 * one rate for all. Bins that the model has no say in cannot: {@link fsrsBin} gives those of the FSRS benchmark.
 *
 * @param bins - for each prediction the name or number of its bin
 * @returns 0 to 1, or null when there is nothing to average
 * @throws AdaptiveLearningError `invalid_input` when a prediction is outside 0 to 1, an outcome is no boolean or `bins` has another length
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
 * The bin of a review in the RMSE(bins) of the FSRS benchmark: reviews whose days since the last one, number and lapses are of one order.
 *
 *     ⌊log₃.₆₂ days⌋, ⌊log₁.₈₉ review⌋, ⌊log₁.₇₃ lapses⌋ (none being a bin of its own)
 *
 * Source: `rmse_matrix` in fsrs-optimizer (github.com/open-spaced-repetition/fsrs-optimizer); agrees with it to rounding.
 *
 * @returns a name to hand to {@link rmseBins}
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
