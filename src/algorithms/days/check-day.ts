import { invalidInput } from '../../errors.js';

/** The farthest day that a Date can hold, counted from 1970. */
const FARTHEST_DAY = 100_000_000;

export function checkDay(where: string, day: number): void {
  if (!(Number.isInteger(day) && Math.abs(day) <= FARTHEST_DAY)) throw invalidInput(where, 'the number of a day, counted from 1970', day);
}
