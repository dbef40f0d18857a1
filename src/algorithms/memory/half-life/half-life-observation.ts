import { invalidInput } from '../../../errors.js';
import { checkObject, checkUnit } from '../../argument-checks.js';
import { checkFeatures } from './half-life.js';

/** More days than any two dates lie apart. */
const LONGEST_GAP_DAYS = 1e9;

/** One practice of one item. */
export type HalfLifeObservation = {
  /** x: features of the item and the learner's history with it before this practice; 1 to 1,000 numbers, the same number in each observation. */
  readonly features: readonly number[];
  /** Δ: days since the previous practice, with fractions. */
  readonly elapsedDays: number;
  /** The share recalled: 1 or 0 for a single answer. */
  readonly recalled: number;
};

export function checkHalfLifeObservation(where: string, observation: HalfLifeObservation, length: number): void {
  checkObject(where, observation);
  const { features, elapsedDays, recalled } = observation;
  checkFeatures(`${where}.features`, features, length);
  if (!(Number.isFinite(elapsedDays) && elapsedDays >= 0 && elapsedDays <= LONGEST_GAP_DAYS)) {
    throw invalidInput(`${where}.elapsedDays`, 'a number of days from 0 to 1e9', elapsedDays);
  }
  checkUnit(`${where}.recalled`, recalled);
}
