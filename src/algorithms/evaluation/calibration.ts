import { invalidInput } from '../../errors.js';
import { columnsOf, type Predictions } from './prediction.js';

const DEFAULT_BINS = 10;
const MOST_BINS = 1_000;

/** One point of a reliability plot. */
export type CalibrationBin = {
  /** The bin contains predictions ≥ `from` and < `to`; the last bin also contains 1. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly meanPredicted: number;
  /** The share of successes; equal to `meanPredicted` if the predictions are calibrated. */
  readonly observedRate: number;
};

export type Calibration = {
  /** In ascending order; empty bins are left out. */
  readonly bins: readonly CalibrationBin[];
  /** Mean absolute difference between observed and predicted rates, weighted by the size of the bins; 0 to 1, null without data. */
  readonly expectedCalibrationError: number | null;
};

/**
 * Calibration: whether predictions of 0.8 come true in 80 % of cases.
 *
 *     ECE = Σ count_b / n · |meanPredicted_b − observedRate_b|   over bins of equal width
 *
 * Source: M. P. Naeini, G. F. Cooper, M. Hauskrecht, AAAI 2015; C. Guo and others, ICML 2017.
 *
 * @param binCount - an integer from 1 to 1000; 10 by default
 * @throws AdaptiveLearningError `invalid_input` when a prediction is outside 0 to 1, an outcome is not a boolean or `binCount` out of range
 *
 * @example
 * const days = [{ predicted: 0.7, actual: true }, { predicted: 0.7, actual: false }];
 * calibration(days).bins //=> [{ from: 0.7, to: 0.8, count: 2, meanPredicted: 0.7, observedRate: 0.5 }]
 * calibration(days).expectedCalibrationError //=> 0.2…
 */
export function calibration(predictions: Predictions, binCount: number = DEFAULT_BINS): Calibration {
  const { predicted: chances, actual } = columnsOf('calibration.predictions', predictions);
  if (!(Number.isInteger(binCount) && binCount >= 1 && binCount <= MOST_BINS)) {
    throw invalidInput('calibration.binCount', 'a whole number from 1 to 1000', binCount);
  }
  const sums = Array.from({ length: binCount }, () => ({ count: 0, predicted: 0, successes: 0 }));
  for (let row = 0; row < chances.length; row += 1) {
    const predicted = chances[row] as number;
    const sum = sums[binOf(predicted, binCount)];
    if (sum === undefined) continue;
    sum.count += 1;
    sum.predicted += predicted;
    sum.successes += actual[row] as number;
  }
  const bins = sums.flatMap(({ count, predicted, successes }, bin) =>
    count === 0
      ? []
      : [{ from: bin / binCount, to: (bin + 1) / binCount, count, meanPredicted: predicted / count, observedRate: successes / count }],
  );
  return { bins, expectedCalibrationError: chances.length === 0 ? null : meanDistance(bins, chances.length) };
}

/** The bin whose edges, as they are reported, hold the prediction: 0.29·100 is 28.999… in binary, yet 0.29 is not below 29 / 100. */
export function binOf(predicted: number, binCount: number): number {
  const guess = Math.min(binCount - 1, Math.floor(predicted * binCount));
  if (guess + 1 < binCount && predicted >= (guess + 1) / binCount) return guess + 1;
  return predicted < guess / binCount ? guess - 1 : guess;
}

function meanDistance(bins: readonly CalibrationBin[], total: number): number {
  let sum = 0;
  for (const { count, meanPredicted, observedRate } of bins) sum += count * Math.abs(meanPredicted - observedRate);
  return sum / total;
}
