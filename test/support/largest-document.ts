import { ObjectId } from 'mongodb';
import { z } from 'zod';

/** A character that takes three bytes, the most that one UTF-16 unit can. */
const WIDEST = '漢';
/** Entries of this list take 2 bytes of JSON and up to 11 of BSON each: about the worst that plain data can hold. */
const denseList = (bytes: number) => ({ a: Array.from({ length: Math.floor((bytes - 7) / 2) }, () => 1) });
/** A double: it takes 8 bytes where a small whole number takes 4. */
const LARGE = 2 ** 40;

/**
 * A document of a schema with everything in it that may be there, each as long as it may be.
 *
 * @throws Error naming the field that has no bound
 */
export function largestDocument(schema: z.core.$ZodType, path = ''): unknown {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
      return largestDocument(def.innerType, path);
    case 'object':
      return Object.fromEntries(Object.entries(def.shape).map(([key, child]) => [key, largestDocument(child, `${path}.${key}`)]));
    case 'array':
      return Array.from({ length: boundOf(checkOf(schema, 'max_length')?.['maximum'], path) }, () =>
        largestDocument(def.element, `${path}.0`),
      );
    case 'record':
      return Object.fromEntries(keysOf(schema, def.keyType, path).map((key) => [key, largestDocument(def.valueType, `${path}.*`)]));
    case 'union':
      return def.options.map((option) => largestDocument(option, path)).reduce(larger);
    case 'string':
      return longestText(schema, path);
    case 'enum':
      return Object.values(def.entries).reduce(larger);
    case 'literal':
      return def.values.reduce(larger);
    case 'number':
      return Math.min(LARGE, Number(checkOf(schema, 'less_than')?.['value'] ?? LARGE));
    case 'boolean':
      return true;
    case 'date':
      return checkOf(schema, 'less_than')?.['value'] ?? new Date();
    case 'custom':
      return z.globalRegistry.get(schema)?.['bsonType'] === 'objectId'
        ? new ObjectId()
        : denseList(boundOf(z.globalRegistry.get(schema)?.['maxBytes'], path));
    default:
      throw new Error(`${path}: nobody has said how large a ${def.type} can get`);
  }
}

/** Of two values, the one that takes more room; how much exactly does not matter here. */
function larger<Value>(a: Value, b: Value): Value {
  return JSON.stringify(b).length > JSON.stringify(a).length ? b : a;
}

function keysOf(record: z.core.$ZodType, keyType: z.core.$ZodType, path: string): string[] {
  const known = (keyType as z.core.$ZodTypes)._zod.values;
  if (known !== undefined && known.size > 0) return [...known].map(String);
  const longest = String(largestDocument(keyType, `${path}.key`));
  const count = boundOf(z.globalRegistry.get(record as z.ZodType)?.['maxProperties'], path);
  return Array.from({ length: count }, (_, index) => `${longest.slice(3)}${100 + index}`);
}

/** What a schema was told by `max`, `length` or `regex`. */
function checkOf(schema: z.core.$ZodType, kind: string): Record<string, unknown> | undefined {
  const { checks = [] } = schema._zod.def;
  return checks.map((check) => check._zod.def as unknown as Record<string, unknown>).find(({ check }) => check === kind);
}

function longestText(schema: z.core.$ZodType, path: string): string {
  const most = checkOf(schema, 'max_length')?.['maximum'] ?? checkOf(schema, 'length_equals')?.['length'];
  if (typeof most === 'number') return WIDEST.repeat(most);
  const pattern = checkOf(schema, 'string_format')?.['pattern'];
  if (pattern instanceof RegExp) return longestMatch(pattern.source, path);
  throw new Error(`${path}: a text without a bound`);
}

const PATTERN_PART = /\[(?<set>[^\]]+)\]|\((?<group>[^()]+)\)|\\(?<escaped>[^\w])|(?<plain>[\w-])/y;
const TIMES = /\{(?:\d+,)?(?<most>\d+)\}|(?<endless>[*+])|\?/y;

/** The longest text that a pattern of sets, plain characters and counted groups fits; anything that repeats without end is refused. */
function longestMatch(source: string, path: string): string {
  const body = source.replace(/^\^/, '').replace(/\$$/, '');
  let longest = '';
  for (let at = 0; at < body.length; ) {
    PATTERN_PART.lastIndex = at;
    const part = PATTERN_PART.exec(body)?.groups;
    if (part === undefined) throw new Error(`${path}: the pattern ${source} is more than this function reads`);
    at = PATTERN_PART.lastIndex;
    TIMES.lastIndex = at;
    const times = TIMES.exec(body)?.groups;
    if (times !== undefined) at = TIMES.lastIndex;
    if (times?.['endless'] !== undefined) throw new Error(`${path}: the pattern ${source} has no bound`);
    const once =
      part['group'] === undefined ? (part['set'] ?? part['escaped'] ?? part['plain'] ?? '').slice(0, 1) : longestMatch(part['group'], path);
    longest += once.repeat(Number(times?.['most'] ?? 1));
  }
  return longest;
}

function boundOf(bound: unknown, path: string): number {
  if (typeof bound === 'number') return bound;
  throw new Error(`${path}: a list without a bound`);
}
