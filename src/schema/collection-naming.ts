import { invalidInput } from '../errors.js';

/** Returns the name of a collection in the database. */
export type CollectionNaming = (name: string) => string;

/** The server allows 255 bytes for database and collection together. */
const LONGEST_PREFIX = 32;
const PREFIX = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;

/**
 * The naming under which every collection begins with a prefix; without one, a collection is called what its declaration says.
 *
 * @param where the option that the prefix comes from, for the error
 * @throws AdaptiveLearningError `invalid_input` for a prefix that the server does not allow
 *
 * @example
 * collectionNaming('ale_')('users') //=> 'ale_users'
 */
export function collectionNaming(prefix = '', where = 'collectionNaming.prefix'): CollectionNaming {
  const isAllowed =
    typeof prefix === 'string' &&
    prefix.length <= LONGEST_PREFIX &&
    (prefix === '' || PREFIX.test(prefix)) &&
    !prefix.includes('..') &&
    !prefix.startsWith('system.');
  if (!isAllowed) {
    const expected = `at most ${LONGEST_PREFIX} letters, digits, _, - and ., the first of them a letter, a digit or _, and not system.`;
    throw invalidInput(where, expected, prefix);
  }
  return (name) => `${prefix}${name}`;
}
