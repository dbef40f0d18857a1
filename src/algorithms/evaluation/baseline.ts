import { columnsOf, type Predictions } from './prediction.js';

/**
 * The log loss of always predicting the share of successes in the data itself: what a model must beat to have learnt anything.
 * With b that share, −b·ln b − (1 − b)·ln(1 − b); the predictions themselves do not enter.
 *
 * @returns 0 (only successes, or only failures) to ln 2, or null when there is no data
 * @throws AdaptiveLearningError `invalid_input` when a prediction is outside 0 to 1 or an outcome is no boolean
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
