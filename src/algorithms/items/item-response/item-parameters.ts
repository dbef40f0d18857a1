import { invalidInput } from '../../../errors.js';
import { checkObject } from '../../argument-checks.js';

/** Beyond these no curve of a real item lies, and everything computed from what lies within them is a finite number. */
const DISCRIMINATION_LIMIT = 100;
export const DIFFICULTY_LIMIT = 100;
const THETA_LIMIT = 100;

/**
 * The three parameters of an item's response curve. A Rasch item has discrimination 1 and guessing 0, a 2PL item guessing 0. There are no defaults:
 * an uncalibrated item is rejected, because an ability from invented parameters would look like any other.
 */
export type ItemParameters = {
  /** a: the slope of the curve at the difficulty; above 0, at most 100, usually 0.5 to 2.5. */
  readonly discrimination: number;
  /** b: the ability at which the curve is halfway between guessing and 1; −100 to 100, usually −3 to 3. */
  readonly difficulty: number;
  /** c: the probability of a right answer by guessing; at least 0 and below 1. */
  readonly guessing: number;
};

/**
 * The scale of discriminations. `logistic`: D = 1. `normal`: D = 1.702, which keeps the logistic curve within 0.01 of the normal ogive (Haley 1952),
 * as used by BILOG and older item banks.
 */
export type IrtMetric = 'logistic' | 'normal';

/** The factor D of each metric. */
const D_OF_METRIC: Readonly<Record<IrtMetric, number>> = { logistic: 1, normal: 1.702 };

export function scaleOf(where: string, metric: IrtMetric): number {
  if (metric !== 'logistic' && metric !== 'normal') throw invalidInput(`${where}.metric`, "'logistic' or 'normal'", metric);
  return D_OF_METRIC[metric];
}

export function checkItem(where: string, item: ItemParameters): void {
  checkObject(where, item);
  const { discrimination, difficulty, guessing } = item;
  if (!(typeof discrimination === 'number' && discrimination > 0 && discrimination <= DISCRIMINATION_LIMIT)) {
    throw invalidInput(`${where}.discrimination`, 'a number > 0 and ≤ 100', discrimination);
  }
  if (!(typeof difficulty === 'number' && Math.abs(difficulty) <= DIFFICULTY_LIMIT)) {
    throw invalidInput(`${where}.difficulty`, 'a number from -100 to 100', difficulty);
  }
  if (!(typeof guessing === 'number' && guessing >= 0 && guessing < 1)) {
    throw invalidInput(`${where}.guessing`, 'a number from 0 to below 1', guessing);
  }
}

export function checkItems(where: string, items: readonly ItemParameters[]): void {
  if (!Array.isArray(items) || items.length === 0) throw invalidInput(where, 'a list of at least one item', items);
  for (const [index, item] of items.entries()) checkItem(`${where}[${index}]`, item);
}

export function checkTheta(where: string, theta: number): void {
  if (!(typeof theta === 'number' && Math.abs(theta) <= THETA_LIMIT)) throw invalidInput(where, 'a number from -100 to 100', theta);
}
