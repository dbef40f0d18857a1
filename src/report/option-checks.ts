import { invalidInput } from '../errors.js';

/** @throws AdaptiveLearningError `invalid_input` for what is no valid date */
export function checkInstant(where: string, value: unknown): void {
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) throw invalidInput(where, 'a valid Date', value);
}

/** @throws AdaptiveLearningError `invalid_input` for what is given and not a whole number from 1 to `most` */
export function checkWhole(where: string, value: unknown, most: number): void {
  if (value === undefined || (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most)) return;
  throw invalidInput(where, `a whole number from 1 to ${most}`, value);
}
