import { columnsOf, type Predictions } from './prediction.js';

/** A certain prediction that fails would cost an infinite loss; it costs −ln 1e-15 = 34.5 instead (the clamp long used by scikit-learn). */
const LEAST_PROBABILITY = 1e-15;

/**
 * Mean log loss: the mean of −ln of the probability of the actual outcome. 0 is perfect; always predicting 0.5 gives ln 2 = 0.693.
 * Probabilities are clamped to 1e-15 … 1 − 1e-15. Compare it with {@link baseRateLogLoss} on the same data.
 *
 * @returns 0 to 34.6; null without predictions
 * @throws AdaptiveLearningError `invalid_input` when a prediction is outside 0 to 1 or an outcome is not a boolean
 *
 * @example
 * logLoss([{ predicted: 0.8, actual: true }, { predicted: 0.4, actual: false }]) //=> 0.36698…
 * logLoss([]) //=> null
 */
export function logLoss(predictions: Predictions): number | null {
  const { predicted, actual } = columnsOf('logLoss.predictions', predictions);
  if (predicted.length === 0) return null;
  let sum = 0;
  for (let row = 0; row < predicted.length; row += 1) sum += lossOf(predicted[row] as number, actual[row] as number);
  return sum / predicted.length;
}

/** The log loss of one prediction. */
export function lossOf(predicted: number, actual: number): number {
  const given = Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, predicted));
  return actual === 1 ? -Math.log(given) : -Math.log1p(-given);
}
