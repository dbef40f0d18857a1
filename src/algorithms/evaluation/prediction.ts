import { checkBoolean, checkList, checkUnit } from '../argument-checks.js';

/** A probability that was stated before the outcome was known, and the outcome. */
export type Prediction = {
  /** Probability of success, 0 to 1. */
  readonly predicted: number;
  readonly actual: boolean;
};

export function checkPredictions(where: string, predictions: readonly Prediction[]): void {
  checkList(where, predictions);
  for (const prediction of predictions) {
    checkUnit(`${where}.predicted`, prediction?.predicted);
    checkBoolean(`${where}.actual`, prediction.actual);
  }
}
