import { columnsOf, type Predictions } from './prediction.js';

/**
 * The log loss of always predicting the base rate, the share of successes in the data. A useful model must have a lower log loss. With b the base
 * rate, it is −b·ln b − (1 − b)·ln(1 − b), independent of the predictions.
 *
 * @returns 0 (only successes, or only failures) to ln 2; null without data
 * @throws AdaptiveLearningError `invalid_input` when a prediction is outside 0 to 1 or an outcome is not a boolean
 *
 * @example
 * baseRateLogLoss([{ predicted: 0.8, actual: true }, { predicted: 0.4, actual: false }]) //=> 0.6931…
 */
export function baseRateLogLoss(predictions: Predictions): number | null {
  const { actual } = columnsOf('baseRateLogLoss.predictions', predictions);
  if (actual.length === 0) return null;
  let successes = 0;
  for (const outcome of actual) successes += outcome;
  const rate = successes / actual.length;
  return lossOfShare(rate) + lossOfShare(1 - rate);
}

function lossOfShare(share: number): number {
  return share === 0 ? 0 : -share * Math.log(share);
}
