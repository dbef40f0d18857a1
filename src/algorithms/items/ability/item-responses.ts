import { invalidInput } from '../../../errors.js';
import { checkBoolean, checkObject } from '../../argument-checks.js';
import { checkItem, type ItemParameters } from '../item-response/item-parameters.js';

/** One answer to an item whose parameters are known. */
export interface ItemResponse {
  readonly item: ItemParameters;
  readonly correct: boolean;
}

/** Responses in columns, as the estimators read them. */
export interface ResponseColumns {
  readonly count: number;
  /** D·a. */
  readonly slope: Float64Array;
  readonly difficulty: Float64Array;
  readonly guessing: Float64Array;
  /** 1 right, 0 wrong. */
  readonly right: Uint8Array;
  /** Whether any item can be guessed: then the likelihood may have several tops. */
  readonly guesses: boolean;
  readonly steepest: number;
}

/** Checks responses and puts them in columns. */
export function responseColumns(where: string, responses: readonly ItemResponse[], scale: number): ResponseColumns {
  if (!Array.isArray(responses)) throw invalidInput(where, 'a list', responses);
  for (const [index, response] of responses.entries()) {
    checkObject(`${where}[${index}]`, response);
    checkItem(`${where}[${index}].item`, response.item);
    checkBoolean(`${where}[${index}].correct`, response.correct);
  }
  return columnsOf(
    responses.map(({ item }) => item),
    responses.map(({ correct }) => correct),
    scale,
  );
}

/** Columns of what is checked already. */
export function columnsOf(items: readonly ItemParameters[], correct: readonly boolean[], scale: number): ResponseColumns {
  const slope = Float64Array.from(items, ({ discrimination }) => scale * discrimination);
  return {
    count: items.length,
    slope,
    difficulty: Float64Array.from(items, ({ difficulty }) => difficulty),
    guessing: Float64Array.from(items, ({ guessing }) => guessing),
    right: Uint8Array.from(correct, Number),
    guesses: items.some(({ guessing }) => guessing > 0),
    steepest: slope.reduce((most, each) => Math.max(most, each), 0),
  };
}
