import { invalidInput } from '../../errors.js';
import { checkBoolean, checkObject, checkUnit } from '../argument-checks.js';

/** A probability that was stated before the outcome was known, and the outcome. */
export type Prediction = {
  /** Probability of success, 0 to 1. */
  readonly predicted: number;
  readonly actual: boolean;
};

/** Many predictions in two columns of one length: the form that is fast from a hundred thousand on. */
export type PredictionColumns = {
  /** Probability of success, 0 to 1. */
  readonly predicted: Float64Array;
  /** 1 a success, 0 a failure. */
  readonly actual: Uint8Array;
};

/** What every measure takes: a list of predictions, or the same in columns. */
export type Predictions = readonly Prediction[] | PredictionColumns;

/** Predictions in columns, checked; columns are not copied. */
export function columnsOf(where: string, predictions: Predictions): PredictionColumns {
  return isList(predictions) ? fromList(where, predictions) : checkColumns(where, predictions);
}

function isList(predictions: Predictions): predictions is readonly Prediction[] {
  return Array.isArray(predictions);
}

function fromList(where: string, predictions: readonly Prediction[]): PredictionColumns {
  const columns = { predicted: new Float64Array(predictions.length), actual: new Uint8Array(predictions.length) };
  for (let row = 0; row < predictions.length; row += 1) {
    const prediction = predictions[row];
    checkUnit(`${where}.predicted`, prediction?.predicted as number);
    checkBoolean(`${where}.actual`, prediction?.actual);
    columns.predicted[row] = prediction?.predicted as number;
    columns.actual[row] = prediction?.actual ? 1 : 0;
  }
  return columns;
}

function checkColumns(where: string, columns: PredictionColumns): PredictionColumns {
  checkObject(where, columns);
  const { predicted, actual } = columns;
  if (!(predicted instanceof Float64Array)) throw invalidInput(`${where}.predicted`, 'a Float64Array, or a list of predictions', predicted);
  if (!(actual instanceof Uint8Array && actual.length === predicted.length)) {
    throw invalidInput(`${where}.actual`, 'a Uint8Array as long as predicted', actual);
  }
  for (let row = 0; row < predicted.length; row += 1) {
    const value = predicted[row] as number;
    if (!(value >= 0 && value <= 1)) throw invalidInput(`${where}.predicted`, 'a number from 0 to 1', value);
    if ((actual[row] as number) > 1) throw invalidInput(`${where}.actual`, '0 or 1', actual[row]);
  }
  return columns;
}
