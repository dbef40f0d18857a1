import { isProxy } from '../errors.js';
import { LIMITS } from './limits.js';

const DEEPEST = 16;

/** Keys that change what an object is: for JavaScript, for the driver as it writes, and for the driver as it reads. */
const FORBIDDEN_KEYS = new Set(['__proto__', '_bsontype', '$ref']);

/** Whether a text may be the key of a field. */
export function isPlainKey(key: string): boolean {
  return !FORBIDDEN_KEYS.has(key) && !key.includes('\0') && isWellFormed(key);
}

/**
 * True for what JSON and UTF-8 can hold: finite numbers, texts, booleans, null, and plain lists and objects of them, at most 16 deep.
 * Operators are not looked for here: a `$ne` is refused by the schema of the place where it stands.
 */
export function isPlainData(value: unknown): boolean {
  return typeof value === 'object' && value !== null && isPlain(value, 0, isJsonLeaf);
}

/** True for a text that UTF-8 can hold: a lone surrogate would be stored as U+FFFD. Node has the method since version 20, the compiler's library with ES2024. */
export function isWellFormed(value: unknown): boolean {
  return typeof value === 'string' && (value as string & { isWellFormed(): boolean }).isWellFormed();
}

/**
 * True when a value can be read without running code of its maker or losing a part on the way: no `__proto__` key,
 * no class instances but Date and ObjectId, no getters, no functions or symbols, no circle.
 *
 * @example
 * isInertData(JSON.parse('{"__proto__": {"admin": true}}')) //=> false
 */
export function isInertData(value: unknown): boolean {
  return isPlain(value, 0, isInertLeaf);
}

/** A copy of what a caller gave, which they cannot change any more. */
export interface Taken {
  readonly data: unknown;
  /** Where a text stands that UTF-8 cannot hold: the keys on the way to the first one. */
  readonly malformed: readonly string[] | undefined;
}

/**
 * Copies what {@link isInertData} allows; nothing for what it does not. What a caller does to their own objects and dates later, while the
 * call is under way, changes nothing; and -0, which no count or score is, is 0.
 */
export function inertCopy(value: unknown): Taken | undefined {
  if (!isInertData(value)) return undefined;
  const path: string[] = [];
  let malformed: readonly string[] | undefined;
  const copy = (part: unknown): unknown => {
    if (part === 0) return 0;
    if (typeof part === 'string' && malformed === undefined && !isWellFormed(part)) malformed = [...path];
    if (typeof part !== 'object' || part === null || isObjectId(part)) return part;
    if (Object.getPrototypeOf(part) === Date.prototype) return new Date(Date.prototype.getTime.call(part));
    const whole: { [key: string]: unknown } = {};
    const list: unknown[] = [];
    for (const [key, below] of Object.entries(part)) {
      path.push(key);
      if (Array.isArray(part)) list.push(copy(below));
      else whole[key] = copy(below);
      path.pop();
    }
    return Array.isArray(part) ? list : whole;
  };
  const data = copy(value);
  return { data, malformed };
}

function isPlain(value: unknown, depth: number, isLeaf: (value: unknown) => boolean): boolean {
  if (isProxy(value)) return false;
  if (isLeaf(value)) return true;
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return false;
  const isList = Array.isArray(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== (isList ? Array.prototype : Object.prototype) && (isList || prototype !== null)) return false;
  const keys = Reflect.ownKeys(value);
  // A list with a hole, or with a field of its own such as `toBSON`, is not what JSON makes.
  if (isList && keys.length !== value.length + 1) return false;
  for (const key of keys) {
    if (isList && key === 'length') continue;
    if (typeof key === 'symbol' || !isPlainKey(key)) return false;
    const property = Object.getOwnPropertyDescriptor(value, key);
    if (property === undefined || property.get !== undefined || property.set !== undefined) return false;
    if (!isPlain(property.value, depth + 1, isLeaf)) return false;
  }
  return true;
}

function isJsonLeaf(value: unknown): boolean {
  return value === null || isWellFormed(value) || typeof value === 'boolean' || Number.isFinite(value);
}

function isInertLeaf(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) {
    const prototype: unknown = Object.getPrototypeOf(value);
    // Nothing that an object inherits from is asked, when that is a Proxy.
    if (isProxy(prototype)) return false;
    return prototype === Date.prototype ? isDate(value) && Reflect.ownKeys(value).length === 0 : isObjectId(value);
  }
  return typeof value !== 'function' && typeof value !== 'symbol';
}

/** A Date by what it holds: an object can claim the prototype. */
function isDate(value: object): boolean {
  try {
    Date.prototype.getTime.call(value);
    return true;
  } catch {
    return false;
  }
}

/** True for an object that is made of its fields and nothing else: no list, no date, no instance of a class. */
export function isPlainObject(value: unknown): value is { readonly [key: string]: unknown } {
  if (typeof value !== 'object' || value === null || isProxy(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** True for an ObjectId of the driver; an object that merely claims to be one, as JSON can, is not. */
export function isObjectId(value: unknown): boolean {
  if (isProxy(value) || typeof value !== 'object' || value === null || Object.hasOwn(value, '_bsontype')) return false;
  try {
    return (value as { _bsontype?: unknown })._bsontype === 'ObjectId';
  } catch {
    // A getter of a class that is not the driver's.
    return false;
  }
}

/** True for what a `metadata` object or a model's state may be: an object of plain data, not too large as JSON. */
export function isSmallPlainObject(value: unknown): boolean {
  return isPlainObjectUpTo(LIMITS.metadataBytes, value);
}

/** True for what the parameters of a fit may be, as {@link isSmallPlainObject} otherwise. */
export function areFitParams(value: unknown): boolean {
  return isPlainObjectUpTo(LIMITS.fitParamsBytes, value);
}

function isPlainObjectUpTo(bytes: number, value: unknown): boolean {
  return isPlainData(value) && !Array.isArray(value) && Buffer.byteLength(JSON.stringify(value)) <= bytes;
}

/** {@link isSmallPlainObject} of a value that the driver has read: nearly all are far below the limit, and are not made into JSON to see it. */
export function isSmallPlainStored(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return mostJsonBytes(value) <= LIMITS.metadataBytes || isSmallPlainObject(value);
}

/** The most bytes that a finite number, true, false or null takes as JSON, with its comma: `-1.2345678901234567e-100,`. */
const LONGEST_LEAF = 25;
/** The most bytes that one UTF-16 unit takes as JSON: a control character as `\\u0000`. */
const LONGEST_UNIT = 6;
/** Brackets, or quotes with a colon and a comma. */
const AROUND = 4;

/**
 * The most bytes that a value which the driver has read can take as JSON, or infinity when it is not what JSON can hold: what
 * {@link isPlainData} says, without looking for code that no stored value has, and without making the JSON.
 */
function mostJsonBytes(value: unknown, depth = 0): number {
  if (typeof value === 'number') return Number.isFinite(value) ? LONGEST_LEAF : Number.POSITIVE_INFINITY;
  if (typeof value === 'string') return isWellFormed(value) ? LONGEST_UNIT * value.length + AROUND : Number.POSITIVE_INFINITY;
  if (typeof value === 'boolean' || value === null) return LONGEST_LEAF;
  if (typeof value !== 'object' || depth > DEEPEST) return Number.POSITIVE_INFINITY;
  let bytes = AROUND;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) bytes += mostJsonBytes(value[index], depth + 1);
    return bytes;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return Number.POSITIVE_INFINITY;
  for (const key of Object.keys(value)) {
    if (!isPlainKey(key)) return Number.POSITIVE_INFINITY;
    bytes += LONGEST_UNIT * key.length + AROUND + mostJsonBytes((value as { readonly [key: string]: unknown })[key], depth + 1);
  }
  return bytes;
}
