import { isPlainObject } from '../schema/index.js';

/** The operators of an update that turns one document into another. */
export interface Patch {
  $set?: { [path: string]: unknown };
  $unset?: { [path: string]: true };
  $push?: { [path: string]: { $each: readonly unknown[]; $slice: number } };
}

/**
 * The smallest plain update from one document to the next: what a writer sends, and what the oplog keeps, is what changed.
 *
 * A list that keeps its newest entries and was not loaded (it is empty in `before`) is pushed to and sliced by the server,
 * so that a long list costs its readers and writers nothing.
 *
 * @param newest how many entries each such list keeps, by path
 * @param isWhole whether the value at a path changes as a whole, as an encrypted one does
 */
export function patchOf(before: object, after: object, newest: Newest, isWhole: (path: string) => boolean = () => false): Patch {
  const changes: Changes = { set: {}, unset: {}, push: {} };
  compare(before, after, '', { newest, isWhole }, changes);
  return {
    ...(isEmpty(changes.set) ? {} : { $set: changes.set }),
    ...(isEmpty(changes.unset) ? {} : { $unset: changes.unset }),
    ...(isEmpty(changes.push) ? {} : { $push: changes.push }),
  };
}

type Newest = { readonly [path: string]: number | undefined };
interface Rules {
  readonly newest: Newest;
  readonly isWhole: (path: string) => boolean;
}
type Fields = { readonly [key: string]: unknown };

interface Changes {
  readonly set: { [path: string]: unknown };
  readonly unset: { [path: string]: true };
  readonly push: { [path: string]: { $each: readonly unknown[]; $slice: number } };
}

function compare(before: object, after: object, prefix: string, rules: Rules, changes: Changes): void {
  for (const key of Object.keys(after)) {
    const next = (after as Fields)[key];
    const previous = own(before, key);
    // Most of a document stays as it is: no path is put together for that.
    if (Object.is(previous, next) || next === undefined) continue;
    const path = prefix + key;
    const kept = rules.newest[path];
    if (kept !== undefined && Array.isArray(previous) && previous.length === 0 && Array.isArray(next)) {
      if (next.length > 0) changes.push[path] = { $each: next, $slice: -kept };
    } else if (isGroup(previous) && isGroup(next) && !rules.isWhole(path)) {
      compare(previous, next, `${path}.`, rules, changes);
    } else if (!isEqual(previous, next)) {
      changes.set[path] = next;
    }
  }
  for (const key of Object.keys(before)) {
    if (own(after, key) === undefined && own(before, key) !== undefined) changes.unset[prefix + key] = true;
  }
}

/** Names that learners' data decides may be those of every object: `constructor` is a fine name for a subject. */
function own(fields: object, key: string): unknown {
  return Object.hasOwn(fields, key) ? (fields as Fields)[key] : undefined;
}

function isEmpty(fields: object): boolean {
  return Object.keys(fields).length === 0;
}

/** An object whose fields can be changed one by one. */
function isGroup(value: unknown): value is Fields {
  return isPlainObject(value) && hasPlainKeys(value);
}

/** A key with a dot or a dollar cannot be part of an update's path: its whole object is set. Nor can digits, which a path takes for a list's place. */
function hasPlainKeys(value: Fields): boolean {
  for (const key in value) if (isUnsafe(key)) return false;
  return true;
}

/** Nearly every key begins with a letter: only a dot can then make it unsafe. */
function isUnsafe(key: string): boolean {
  const first = key.charCodeAt(0);
  return first >= LETTERS_BEGIN ? key.includes('.') : UNSAFE_KEY.test(key);
}

/** The code of `A`: digits, the dollar and the dot are below it. */
const LETTERS_BEGIN = 65;
const UNSAFE_KEY = /^$|\.|^\$|^\d+$/;

/** Equal as documents: whatever the order of keys. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => isEqual(item, b[index]));
  if (!isPlainObject(a) || !isPlainObject(b)) return false;
  const keys = definedKeys(a);
  return keys.length === definedKeys(b).length && keys.every((key) => isEqual(a[key], b[key]));
}

function definedKeys(value: Fields): string[] {
  return Object.keys(value).filter((key) => value[key] !== undefined);
}
