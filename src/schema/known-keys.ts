import { AdaptiveLearningError, checkAll, invalidInput, isProxy, shownKey } from '../errors.js';
import { nearestName } from './nearest-name.js';
import { isPlainObject } from './plain-data.js';

/**
 * Refuses what is no object, keys that nothing reads, and values that code of their maker would give: a misspelt option would otherwise
 * leave the default in force without a word.
 *
 * @throws AdaptiveLearningError `invalid_input` naming every such key, and the one that was probably meant
 */
export function checkKeys(value: unknown, known: readonly string[], where: string): asserts value is object {
  if (isProxy(value) || typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalidInput(where, `an object with ${known.join(', ')}`, value);
  const odd = Reflect.ownKeys(value).filter((key) => typeof key !== 'string' || !known.includes(key) || isGetter(value, key));
  if (odd.length > 0) checkAll(odd.map((key) => () => refuseKey(key, known, where)));
}

/** Whether no code of its maker's runs when the properties of an object are read. */
export function hasOnlyValues(value: unknown): boolean {
  if (isProxy(value) || typeof value !== 'object' || value === null) return false;
  return Reflect.ownKeys(value).every((key) => !isGetter(value, key));
}

function isGetter(value: object, key: PropertyKey): boolean {
  return !('value' in (Object.getOwnPropertyDescriptor(value, key) as PropertyDescriptor));
}

function refuseKey(key: PropertyKey, known: readonly string[], where: string): never {
  if (typeof key !== 'string' || !known.includes(key)) throw unknownKey(key, known, where);
  const at = `${where}.${key}`;
  const details = { where: at, expected: 'a value', received: 'a getter' };
  throw new AdaptiveLearningError('invalid_input', `${at}: expected a value, got a getter`, details);
}

/**
 * A copy of some options that nobody else can change: none of their maker's code runs, now or later.
 *
 * @throws AdaptiveLearningError `invalid_input` for what is no plain object, as {@link checkKeys}
 */
export function plainOptions<Options extends object>(value: Options, known: readonly string[], where: string): Options {
  checkKeys(value, known, where);
  if (!isPlainObject(value)) throw invalidInput(where, `a plain object with ${known.join(', ')}`, value);
  return Object.freeze({ ...value });
}

function unknownKey(key: PropertyKey, known: readonly string[], where: string): AdaptiveLearningError {
  const expected = `only ${known.join(', ')}`;
  const meant = typeof key === 'string' ? nearestName(key, known) : undefined;
  const received = `the unknown ${typeof key === 'string' ? shownKey(key) : 'symbol'}${meant === undefined ? '' : `; did you mean ${meant}?`}`;
  return new AdaptiveLearningError('invalid_input', `${where}: expected ${expected}, got ${received}`, { where, expected, received });
}
