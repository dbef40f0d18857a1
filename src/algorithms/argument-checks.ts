import { AdaptiveLearningError, invalidInput, shownKey } from '../errors.js';
import type { Grade, Rating } from './model.js';

/** The farthest instant that a JavaScript Date can hold, ms either side of 1970 (ECMA-262, "Time Values and Time Range"). */
const FARTHEST_INSTANT_MS = 8.64e15;

// Each check is one comparison chain that NaN fails, and builds a message only when it refuses: the hot paths pass literal places.

export function checkObject(where: string, value: unknown): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalidInput(where, 'an object', value);
}

/**
 * Refuses keys that the model does not know: a misspelt parameter would otherwise leave the default in force without a word.
 *
 * @param known - an object that has every key, the defaults say
 */
export function checkKnownKeys(where: string, value: object, known: object): void {
  // Inherited keys too: `for` sees what the model would read.
  for (const key in value) {
    if (Object.hasOwn(known, key)) continue;
    const expected = Object.keys(known).length === 0 ? 'no parameters' : `only ${Object.keys(known).join(', ')}`;
    const received = `the unknown parameter ${shownKey(key)}`;
    throw new AdaptiveLearningError('invalid_input', `${where}: expected ${expected}, got ${received}`, { where, expected, received });
  }
}

export function checkList(where: string, value: unknown): void {
  if (!Array.isArray(value)) throw invalidInput(where, 'a list', value);
}

/** Whether a value is a list and every place passes, holes too: `every` and `map` skip holes, `Array.from` does not. */
export function isListOf<Item>(value: readonly Item[], passes: (item: Item) => boolean): boolean {
  if (!Array.isArray(value)) return false;
  for (const item of value) if (!passes(item)) return false;
  return true;
}

export function checkBoolean(where: string, value: unknown): void {
  if (typeof value !== 'boolean') throw invalidInput(where, 'true or false', value);
}

/** A probability, a share, a level: 0 to 1, both ends included. */
export function checkUnit(where: string, value: number): void {
  if (!(Number.isFinite(value) && value >= 0 && value <= 1)) throw invalidInput(where, 'a number from 0 to 1', value);
}

/** A coordinate of affect: −1 to 1, both ends included. */
export function checkSignedUnit(where: string, value: number): void {
  if (!(Number.isFinite(value) && value >= -1 && value <= 1)) throw invalidInput(where, 'a number from -1 to 1', value);
}

export function checkNotNegative(where: string, value: number): void {
  if (!(Number.isFinite(value) && value >= 0)) throw invalidInput(where, 'a finite number ≥ 0', value);
}

export function checkPositive(where: string, value: number): void {
  if (!(Number.isFinite(value) && value > 0)) throw invalidInput(where, 'a finite number > 0', value);
}

export function checkCount(where: string, value: number): void {
  if (!(Number.isSafeInteger(value) && value >= 0)) throw invalidInput(where, 'a whole number ≥ 0', value);
}

export function checkInstant(where: string, value: number): void {
  if (!(Number.isFinite(value) && Math.abs(value) <= FARTHEST_INSTANT_MS)) {
    throw invalidInput(where, 'an instant in ms since 1970', value);
  }
}

export function checkRating(where: string, value: Rating): void {
  if (value !== 1 && value !== 2 && value !== 3 && value !== 4) throw invalidInput(where, 'a whole number from 1 to 4', value);
}

export function checkGrade(where: string, value: Grade): void {
  if (!(Number.isInteger(value) && value >= 0 && value <= 5)) throw invalidInput(where, 'a whole number from 0 to 5', value);
}
