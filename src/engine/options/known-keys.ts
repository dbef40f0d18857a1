import { AdaptiveLearningError, invalidInput, shownKey } from '../../errors.js';
import { nearestName } from './nearest-name.js';

/**
 * Refuses what is no object, and keys that nothing reads: a misspelt option would otherwise leave the default in force without a word.
 *
 * @throws AdaptiveLearningError `invalid_input` naming the key, and the one that was probably meant
 */
export function checkKeys(value: unknown, known: readonly string[], where: string): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalidInput(where, `an object with ${known.join(', ')}`, value);
  const unknown = Reflect.ownKeys(value).find((key) => typeof key !== 'string' || !known.includes(key));
  if (unknown === undefined) return;
  const expected = `only ${known.join(', ')}`;
  const meant = typeof unknown === 'string' ? nearestName(unknown, known) : undefined;
  const received = `the unknown ${typeof unknown === 'string' ? shownKey(unknown) : 'symbol'}${meant === undefined ? '' : `; did you mean ${meant}?`}`;
  throw new AdaptiveLearningError('invalid_input', `${where}: expected ${expected}, got ${received}`, { where, expected, received });
}
