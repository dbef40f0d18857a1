/**
 * Says what a value is without repeating what is in it: numbers and booleans as they are, texts by length,
 * objects by at most three keys, so that a message can go to a log.
 *
 * @example
 * describe({ $ne: null }) //=> 'an object with the keys $ne'
 */
export function describe(value: unknown): string {
  if (isProxy(value)) return 'a Proxy';
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'bigint') return 'a bigint';
  if (typeof value === 'string') return value === '' ? 'an empty string' : `a string of ${value.length} characters`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  const time = timeOf(value);
  if (time !== undefined) return Number.isNaN(time) ? 'an invalid date' : `the date ${new Date(time).toISOString()}`;
  if (typeof value === 'object') {
    const keys = Object.keys(value);
    if (keys.length === 0) return 'an empty object';
    return `an object with the keys ${keys.slice(0, 3).map(shownKey).join(', ')}${keys.length > 3 ? ', …' : ''}`;
  }
  return `a ${typeof value}`;
}

/** What the name of a field is made of. Anything else as a key may be a learner's text, or make a terminal or a page do something. */
const FIELD_NAME = /^[\w$][\w$.-]{0,39}$/;

/**
 * Shows a key in a message: as it is when it looks like the name of a field, else by its length.
 *
 * @example
 * shownKey('sheduler') //=> 'sheduler'
 * shownKey('ada@example.org') //=> '[a key of 15 characters]'
 */
export function shownKey(key: PropertyKey): string {
  if (typeof key === 'symbol') return '[a symbol]';
  const name = String(key);
  return FIELD_NAME.test(name) ? name : `[a key of ${name.length} characters]`;
}

/** A path of keys, each as {@link shownKey} shows it. */
export function shownPath(path: string): string {
  return path.length > 200 ? shownKey(path) : path.split('.').map(shownKey).join('.');
}

/** What Date itself says of a value, or nothing: a caller's date may have methods of its own, and another object a prototype of its own. */
function timeOf(value: unknown): number | undefined {
  if (typeof value !== 'object') return undefined;
  try {
    return Date.prototype.getTime.call(value);
  } catch {
    return undefined;
  }
}

/**
 * Whether a value is a Proxy, whose traps run with each look at it. Node's own module is asked without an import, so that the algorithms
 * also run where there is no Node.
 */
export const isProxy: (value: unknown) => boolean = globalThis.process?.getBuiltinModule?.('node:util')?.types.isProxy ?? (() => false);

/** Ends of lines, control characters, marks that turn the direction of text or have no width, and halves of characters. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * A text that does nothing where it is printed: what a terminal or a log would act on is written as its number.
 *
 * @example
 * printable('\u001b[31mred') //=> '\\u{1b}[31mred'
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
