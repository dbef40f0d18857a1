import { checkPredictions, type Prediction } from './prediction.js';

/**
 * Area under the ROC curve: the probability that a success was predicted higher than a failure, ties counting half.
 *
 *     AUC = (R − n₁·(n₁ + 1)/2) / (n₁·n₀), with R the sum of the successes' ranks, tied predictions sharing their mean rank
 *
 * Source: the Mann–Whitney statistic; J. A. Hanley, B. J. McNeil, Radiology 143, 1982. Takes O(n log n).
 *
 * @returns 0 to 1, 0.5 for no discrimination; null when the data has no success or no failure, for there is no pair to compare
 * @throws AdaptiveLearningError `invalid_input` when a prediction is outside 0 to 1 or an outcome is no boolean
 *
 * @example
 * const success = { predicted: 0.6, actual: true };
 * auc([success, { predicted: 0.2, actual: false }, { predicted: 0.6, actual: false }]) //=> 0.75
 * auc([success]) //=> null
 */
export function auc(predictions: readonly Prediction[]): number | null {
  checkPredictions('auc.predictions', predictions);
  const sorted = [...predictions].sort((a, b) => a.predicted - b.predicted);
  let successes = 0;
  let rankSum = 0;
  for (let first = 0; first < sorted.length; ) {
    const tied = endOfTie(sorted, first);
    const meanRank = (first + 1 + tied) / 2;
    for (let at = first; at < tied; at += 1) {
      if (sorted[at]?.actual) {
        successes += 1;
        rankSum += meanRank;
      }
    }
    first = tied;
  }
  const failures = sorted.length - successes;
  if (successes === 0 || failures === 0) return null;
  return (rankSum - (successes * (successes + 1)) / 2) / (successes * failures);
}

/** The index after the last prediction that equals the one at `first`. */
function endOfTie(sorted: readonly Prediction[], first: number): number {
  let end = first + 1;
  while (end < sorted.length && sorted[end]?.predicted === sorted[first]?.predicted) end += 1;
  return end;
}
