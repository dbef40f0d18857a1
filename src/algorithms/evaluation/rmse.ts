import { columnsOf, type Predictions } from './prediction.js';

/**
 * The Brier score, the mean squared difference between predictions and outcomes. 0 is perfect; always predicting 0.5 gives 0.25.
 *
 *     BS = Σ (predicted − actual)² / n, actual 1 for a success and 0 for a failure
 *
 * Source: G. W. Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78, 1950 (for two outcomes, halved).
 *
 * @returns 0 to 1; null without predictions
 * @throws AdaptiveLearningError `invalid_input` when a prediction is outside 0 to 1 or an outcome is not a boolean
 *
 * @example
 * brierScore([{ predicted: 0.8, actual: true }, { predicted: 0.4, actual: false }]) //=> 0.1…
 */
export function brierScore(predictions: Predictions): number | null {
  return meanSquare('brierScore.predictions', predictions);
}

/**
 * Root mean squared error of the predictions, the square root of {@link brierScore}. Even the best model stays near √(rate·(1 − rate)), because
 * outcomes are 0 or 1. {@link rmseBins} removes that noise.
 *
 * @returns 0 to 1; null without predictions
 * @throws AdaptiveLearningError `invalid_input` when a prediction is outside 0 to 1 or an outcome is not a boolean
 *
 * @example
 * rmse([{ predicted: 0.8, actual: true }, { predicted: 0.4, actual: false }]) //=> 0.3162…
 */
export function rmse(predictions: Predictions): number | null {
  const square = meanSquare('rmse.predictions', predictions);
  return square === null ? null : Math.sqrt(square);
}

function meanSquare(where: string, predictions: Predictions): number | null {
  const { predicted, actual } = columnsOf(where, predictions);
  if (predicted.length === 0) return null;
  let sum = 0;
  for (let row = 0; row < predicted.length; row += 1) sum += ((predicted[row] as number) - (actual[row] as number)) ** 2;
  return sum / predicted.length;
}
