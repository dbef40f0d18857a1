import { invalidInput } from '../../../errors.js';
import { checkObject } from '../../argument-checks.js';

/**
 * Answers to items in columns; row i is one answer, in chronological order. An item that a learner did not answer has no row: missing answers are
 * treated as missing at random (not reached, not shown), never as wrong.
 */
export interface ItemAnswers {
  /** The unique names of the items; the column `item` contains indices of this list. */
  readonly items: readonly string[];
  /** The learner of each answer, an integer from 0 to 2,147,483,647. */
  readonly learner: Int32Array | readonly number[];
  readonly item: Int32Array | readonly number[];
  /** 1 right, 0 wrong. */
  readonly correct: Uint8Array | readonly number[];
}

const LARGEST_LEARNER = 2 ** 31 - 1;
/** Patterns name five items by one 16-bit number. */
const MOST_ITEMS = 300_000;

export function checkItemAnswers(where: string, answers: ItemAnswers): void {
  checkObject(where, answers);
  const { items, learner, item, correct } = answers;
  checkNames(`${where}.items`, items);
  checkColumn(`${where}.learner`, learner, LARGEST_LEARNER, learner);
  checkColumn(`${where}.item`, item, items.length - 1, learner);
  checkColumn(`${where}.correct`, correct, 1, learner);
}

function checkNames(where: string, names: readonly string[]): void {
  if (!Array.isArray(names) || names.length === 0 || names.length > MOST_ITEMS) {
    throw invalidInput(where, 'a list of 1 to 300000 names', names);
  }
  const seen = new Set<string>();
  for (const [index, name] of names.entries()) {
    if (typeof name !== 'string' || name === '') throw invalidInput(`${where}[${index}]`, 'a name', name);
    if (seen.has(name)) throw invalidInput(`${where}[${index}]`, 'a name that no earlier item has', name);
    seen.add(name);
  }
}

function checkColumn(where: string, column: ArrayLike<number>, largest: number, first: ArrayLike<number>): void {
  if (!Array.isArray(column) && !(column instanceof Int32Array) && !(column instanceof Uint8Array)) {
    throw invalidInput(where, 'a list of numbers, an Int32Array or a Uint8Array', column);
  }
  if (column.length !== first.length) throw invalidInput(where, `as many rows as learner has, ${first.length}`, column);
  for (let row = 0; row < column.length; row += 1) {
    const value = column[row] as number;
    if (!(Number.isInteger(value) && value >= 0 && value <= largest)) {
      throw invalidInput(`${where}[${row}]`, `a whole number from 0 to ${largest}`, value);
    }
  }
}
