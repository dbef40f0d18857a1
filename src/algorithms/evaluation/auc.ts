import { columnsOf, type Predictions } from './prediction.js';

/**
 * Area under the ROC curve: the probability that a success was predicted higher than a failure, ties counting half.
 *
 *     AUC = U / (n₁·n₀), with U the pairs of a success and a failure in which the success was predicted higher, ties counting half
 *
 * Source: the Mann–Whitney statistic; J. A. Hanley, B. J. McNeil, Radiology 143, 1982. Runs in O(n log n).
 *
 * @returns 0 to 1, 0.5 for no discrimination; null if the data has no success or no failure
 * @throws AdaptiveLearningError `invalid_input` when a prediction is outside 0 to 1 or an outcome is not a boolean
 *
 * @example
 * const success = { predicted: 0.6, actual: true };
 * auc([success, { predicted: 0.2, actual: false }, { predicted: 0.6, actual: false }]) //=> 0.75
 * auc([success]) //=> null
 */
export function auc(predictions: Predictions): number | null {
  const { predicted, actual } = columnsOf('auc.predictions', predictions);
  const [failures, successes] = sortedByOutcome(predicted, actual);
  if (failures.length === 0 || successes.length === 0) return null;
  let below = 0;
  let notAbove = 0;
  let won = 0;
  for (const success of successes) {
    while (below < failures.length && (failures[below] as number) < success) below += 1;
    notAbove = Math.max(notAbove, below);
    while (notAbove < failures.length && failures[notAbove] === success) notAbove += 1;
    won += (below + notAbove) / 2;
  }
  return won / (successes.length * failures.length);
}

/** The predictions of the failures and those of the successes, each ascending: two native sorts of numbers, and no objects. */
function sortedByOutcome(predicted: Float64Array, actual: Uint8Array): readonly [Float64Array, Float64Array] {
  let count = 0;
  for (const outcome of actual) count += outcome;
  const successes = new Float64Array(count);
  const failures = new Float64Array(actual.length - count);
  let [success, failure] = [0, 0];
  for (let row = 0; row < actual.length; row += 1) {
    if (actual[row] === 1) successes[success++] = predicted[row] as number;
    else failures[failure++] = predicted[row] as number;
  }
  return [failures.sort(), successes.sort()];
}
