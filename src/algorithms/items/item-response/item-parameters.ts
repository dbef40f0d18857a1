import { invalidInput } from '../../../errors.js';
import { checkObject } from '../../argument-checks.js';

/** Beyond these no curve of a real item lies, and everything computed from what lies within them is a finite number. */
const DISCRIMINATION_LIMIT = 100;
export const DIFFICULTY_LIMIT = 100;
const THETA_LIMIT = 100;

/**
 * What is known of one question: the three parameters of its response curve.
 * A Rasch item has discrimination 1 and guessing 0, a 2PL item guessing 0. None has a default: an item that was never calibrated
 * is refused by name, for an ability from made-up parameters looks like any other.
 */
export type ItemParameters = {
  /** a: how steeply the curve rises at the difficulty; above 0, at most 100, mostly 0.5 to 2.5. */
  readonly discrimination: number;
  /** b: the ability at which the curve is halfway between guessing and 1; −100 to 100, mostly −3 to 3. */
  readonly difficulty: number;
  /** c: the chance of those who know nothing; 0 to below 1. */
  readonly guessing: number;
};

/**
 * The scale that discriminations are on. `logistic`: as they stand, D = 1. `normal`: D = 1.702, with which the logistic curve keeps
 * within 0.01 of the normal ogive (Haley 1952), as older item banks and BILOG have it.
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
