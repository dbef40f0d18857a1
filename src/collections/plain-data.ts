const DEEPEST = 16;

/** Keys that change what an object is: for JavaScript, for the driver as it writes, and for the driver as it reads. */
const FORBIDDEN_KEYS = new Set(['__proto__', '_bsontype', '$ref']);

/** Whether a text may be the key of a field. */
export function isPlainKey(key: string): boolean {
  return !FORBIDDEN_KEYS.has(key) && !key.includes('\0');
}

/**
 * True for what JSON can hold: finite numbers, texts, booleans, null, and plain lists and objects of them, at most 16 deep.
 * Operators are not looked for here: a `$ne` is refused by the schema of the place where it stands.
 */
export function isPlainData(value: unknown): boolean {
  return typeof value === 'object' && value !== null && isPlain(value, 0, isJsonLeaf);
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

function isPlain(value: unknown, depth: number, isLeaf: (value: unknown) => boolean): boolean {
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
  return value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

function isInertLeaf(value: unknown): boolean {
  if (value instanceof Date) return Object.getPrototypeOf(value) === Date.prototype && Reflect.ownKeys(value).length === 0;
  if (typeof value === 'object' && value !== null) return isObjectId(value);
  return typeof value !== 'function' && typeof value !== 'symbol';
}

/** True for an ObjectId of the driver; an object that merely claims to be one, as JSON can, is not. */
export function isObjectId(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Object.hasOwn(value, '_bsontype')) return false;
  return (value as { _bsontype?: unknown })._bsontype === 'ObjectId';
}
