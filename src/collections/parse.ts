import type { z } from 'zod';
import { AdaptiveLearningError, describe, shownKey } from '../errors.js';
import { testOf } from './fits.js';
import { inertCopy, isInertData, isObjectId, type Taken } from './plain-data.js';

/**
 * Takes what a caller gave, whole or not at all: types, bounds, unknown fields, keys that poison a prototype.
 *
 * @param where the call, as the message's beginning: `recordAnswer`
 * @throws AdaptiveLearningError `invalid_input` naming the first field at fault, what was expected and what came
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown, where: string): z.output<Schema> {
  const taken = inertCopy(value);
  if (taken === undefined) {
    throw new AdaptiveLearningError(
      'invalid_input',
      `${where}: expected plain data, got a value with code, circles or forbidden keys in it`,
      {
        where,
        expected: 'plain data: no class instances, getters, functions, circles or __proto__ keys',
        received: describe(value),
      },
    );
  }
  const result = schema.safeParse(taken.data);
  const fault = faultOf(result, taken.data) ?? malformedText(taken);
  if (result.success && fault === undefined) return result.data;
  const { path, expected, received } = fault as Fault;
  const place = [where, ...path].join('.');
  throw new AdaptiveLearningError('invalid_input', `${place}: expected ${expected}, got ${received}`, {
    where: place,
    expected,
    received,
  });
}

/**
 * As {@link parseInput}, for a whole document, which has mostly been put together by this library: several times as fast when it is as
 * declared. What comes back is then new only at its top level.
 *
 * @throws AdaptiveLearningError `invalid_input`, as {@link parseInput}
 */
export function parseDocument<Schema extends z.ZodType>(schema: Schema, value: unknown, where: string): z.output<Schema> {
  if (isInertData(value) && testOf(schema)?.(value) === true) return { ...(value as object) } as z.output<Schema>;
  return parseInput(schema, value, where);
}

/**
 * Reads a stored document as its declaration says.
 *
 * @throws AdaptiveLearningError `corrupt_document` naming the collection, the document's `_id` and the field
 */
export function decodeDocument<Schema extends z.ZodType>(schema: Schema, value: unknown, collection: string): z.output<Schema> {
  if (testOf(schema)?.(value) === true) return value as z.output<Schema>;
  const result = schema.safeParse(value);
  const fault = faultOf(result, value);
  if (result.success && fault === undefined) return result.data;
  const { path, expected, received } = fault as Fault;
  const id = String((value as { _id?: unknown } | null)?._id);
  const place = path.length === 0 ? 'the document' : path.join('.');
  throw new AdaptiveLearningError('corrupt_document', `${collection} ${id}: ${place}: expected ${expected}, got ${received}`, {
    where: `${collection} ${id} ${place}`,
    expected,
    received,
  });
}

/**
 * Whether a value that this library has put together is as its schema says: quicker than to parse it, and without a copy.
 * Code that may be in it (getters, methods) is not looked for; what comes from outside goes through {@link parseInput}.
 */
export function fits(schema: z.ZodType, value: unknown): boolean {
  return testOf(schema)?.(value) === true;
}

interface Fault {
  readonly path: readonly string[];
  readonly expected: string;
  readonly received: string;
}

function faultOf(result: z.ZodSafeParseResult<unknown>, value: unknown): Fault | undefined {
  return result.success ? dateReadAsObject(value, result.data) : firstFault(result.error, value);
}

/** A text that UTF-8 cannot hold, wherever the schema lets it pass: it would be stored as another. */
function malformedText({ data, malformed }: Taken): Fault | undefined {
  if (malformed === undefined) return undefined;
  return { path: malformed.map(shownKey), expected: 'a text without lone surrogates', received: describe(valueAt(data, malformed)) };
}

function firstFault(error: z.ZodError, value: unknown): Fault {
  const issue = deepest(error.issues[0] as z.core.$ZodIssue);
  const path = issue.path.map(shownKey);
  if (issue.code === 'unrecognized_keys') {
    const unknown = issue.keys.map(shownKey).join(', ');
    return { path, expected: 'known fields only', received: `the unknown ${issue.keys.length === 1 ? 'field' : 'fields'} ${unknown}` };
  }
  const received = valueAt(value, issue.path);
  if (issue.code === 'invalid_type' && issue.expected === 'string') return { path, ...insteadOfText(received) };
  return { path, expected: expectation(issue), received: describe(received) };
}

/** Where a text is missing it is mostly an id, which many databases keep as an ObjectId or a number. A number may be an id, so it is not repeated. */
function insteadOfText(received: unknown): { readonly expected: string; readonly received: string } {
  if (isObjectId(received)) return { expected: 'a text (id.toHexString() makes one)', received: 'an ObjectId' };
  if (typeof received === 'number') return { expected: 'a text (String(value) makes one)', received: 'a number' };
  return { expected: 'a text', received: describe(received) };
}

/** zod takes a Date for an object without required fields and makes `{}` of it: what came would be lost without a word. */
function dateReadAsObject(came: unknown, read: unknown, path: readonly string[] = []): Fault | undefined {
  if (typeof came !== 'object' || came === null || typeof read !== 'object' || read === null) return undefined;
  if (came instanceof Date) return read instanceof Date ? undefined : { path, expected: 'an object', received: describe(came) };
  for (const [key, value] of Object.entries(read)) {
    const fault = dateReadAsObject((came as { readonly [key: string]: unknown })[key], value, [...path, shownKey(key)]);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Of a union, the branch that got furthest: its complaint is the one that helps. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const candidates = issue.errors.flatMap((branch) => branch.slice(0, 1)).map(deepest);
  const best = candidates.reduce<z.core.$ZodIssue | undefined>(
    (kept, next) => (kept && kept.path.length >= next.path.length ? kept : next),
    undefined,
  );
  return best === undefined ? issue : { ...best, path: [...issue.path, ...best.path] };
}

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return EXPECTED_TYPES[issue.expected] ?? `a ${issue.expected}`;
    case 'invalid_value':
      return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.join(', ')}`;
    case 'too_small':
      return `${sizeOf(issue.origin)} ${issue.inclusive === false ? 'above' : 'of at least'} ${bound(issue.origin, issue.minimum)}`;
    case 'too_big':
      return `${sizeOf(issue.origin)} ${issue.inclusive === false ? 'below' : 'of at most'} ${bound(issue.origin, issue.maximum)}`;
    case 'invalid_key':
      return 'a name of at most 120 characters other than __proto__, _bsontype and $ref';
    case 'invalid_union':
      return 'one of the forms that the documentation lists';
    default:
      return issue.message;
  }
}

const EXPECTED_TYPES: { readonly [zodType: string]: string } = {
  string: 'a text',
  number: 'a finite number',
  int: 'a whole number',
  boolean: 'true or false',
  date: 'a Date (new Date(text) makes one)',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  never: 'nothing',
};

function sizeOf(origin: string): string {
  if (origin === 'string') return 'a text with a length';
  if (origin === 'array') return 'a list with a length';
  return origin === 'date' ? 'a date' : 'a number';
}

function bound(origin: string, value: number | bigint): string {
  return origin === 'date' ? new Date(Number(value)).toISOString() : String(value);
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Record<PropertyKey, unknown>)[key];
  }
  return here;
}
