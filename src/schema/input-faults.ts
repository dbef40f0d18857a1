import type { z } from 'zod';
import { describe, shownKey } from '../errors.js';
import { nearestName } from './nearest-name.js';
import { isObjectId, type Taken } from './plain-data.js';

/** Faults of one value that are told: a list of ten thousand wrong entries is understood from the first. */
const MOST_FAULTS = 20;
/** What a value of a closed list looks like; anything else may be a learner's text, and is not repeated. */
const CONSTANT = /^[a-z]+(_[a-z0-9]+)*$/;

/** One thing that is wrong with a value. */
export interface Fault {
  readonly path: readonly string[];
  readonly expected: string;
  readonly received: string;
}

/** Everything that is wrong with a value, in the order of the schema, {@link MOST_FAULTS} at most; empty when it fits. */
export function faultsOf(result: z.ZodSafeParseResult<unknown>, value: unknown): readonly Fault[] {
  if (!result.success) return result.error.issues.slice(0, MOST_FAULTS).map((issue) => faultOf(deepest(issue), value));
  const fault = dateReadAsObject(value, result.data);
  return fault === undefined ? [] : [fault];
}

/** A text that UTF-8 cannot hold, wherever the schema lets it pass: it would be stored as another. */
export function malformedText({ data, malformed }: Taken): readonly Fault[] {
  if (malformed === undefined) return [];
  return [{ path: malformed.map(shownKey), expected: 'a string without lone surrogates', received: describe(valueAt(data, malformed)) }];
}

function faultOf(issue: z.core.$ZodIssue, value: unknown): Fault {
  const path = issue.path.map(shownKey);
  if (issue.code === 'unrecognized_keys') {
    // Where a library extends Date.prototype, zod lists its methods as keys of a Date.
    if (valueAt(value, issue.path) instanceof Date) return { path, expected: 'an object', received: describe(valueAt(value, issue.path)) };
    const unknown = issue.keys.map(shownKey).join(', ');
    return { path, expected: 'known fields only', received: `the unknown ${issue.keys.length === 1 ? 'field' : 'fields'} ${unknown}` };
  }
  const received = valueAt(value, issue.path);
  if (issue.code === 'invalid_type' && issue.expected === 'string') return { path, ...insteadOfText(received) };
  if (issue.code === 'invalid_value') return { path, expected: expectation(issue), received: outsideList(received, issue.values) };
  return { path, expected: expectation(issue), received: describe(received) };
}

/** A value that a closed list does not have: shown when it looks like a constant, with the nearest one that the list has. */
function outsideList(received: unknown, values: readonly unknown[]): string {
  if (typeof received !== 'string') return describe(received);
  const listed = values.filter((value) => typeof value === 'string');
  const meant = nearestName(received, listed);
  const shown = CONSTANT.test(received) ? `'${received}'` : describe(received);
  return meant === undefined ? shown : `${shown}; did you mean '${meant}'?`;
}

/** Where a text is missing it is mostly an id, which many databases keep as an ObjectId or a number. A number may be an id, so it is not repeated. */
function insteadOfText(received: unknown): { readonly expected: string; readonly received: string } {
  if (isObjectId(received)) return { expected: 'a string (id.toHexString() makes one)', received: 'an ObjectId' };
  if (typeof received === 'number') return { expected: 'a string (String(value) makes one)', received: 'a number' };
  return { expected: 'a string', received: describe(received) };
}

/** zod takes a Date for an object without required fields and makes `{}` of it: what the caller sent would be lost silently. */
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
      return atLeast(issue.origin, issue.minimum, issue.inclusive !== false);
    case 'too_big':
      return atMost(issue.origin, issue.maximum, issue.inclusive !== false);
    case 'invalid_key':
      return 'a name of at most 120 characters other than __proto__, _bsontype and $ref';
    case 'invalid_union':
      return 'one of the forms that the documentation lists';
    default:
      return issue.message;
  }
}

const EXPECTED_TYPES: { readonly [zodType: string]: string } = {
  string: 'a string',
  number: 'a finite number',
  int: 'a whole number',
  boolean: 'true or false',
  date: 'a Date (new Date(text) makes one)',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  never: 'nothing',
};

function atLeast(origin: string, bound: number | bigint, inclusive: boolean): string {
  if (origin === 'date') return `a date ${inclusive ? 'at or after' : 'after'} ${new Date(Number(bound)).toISOString()}`;
  if (origin === 'string' || origin === 'array') return `${SIZED[origin]} of at least ${counted(origin, bound)}`;
  return `a number ${inclusive ? '≥' : '>'} ${bound}`;
}

function atMost(origin: string, bound: number | bigint, inclusive: boolean): string {
  if (origin === 'date') return `a date ${inclusive ? 'at or before' : 'before'} ${new Date(Number(bound)).toISOString()}`;
  if (origin === 'string' || origin === 'array') return `${SIZED[origin]} of at most ${counted(origin, bound)}`;
  return `a number ${inclusive ? '≤' : '<'} ${bound}`;
}

const SIZED = { string: 'a string', array: 'a list' } as const;

function counted(origin: 'string' | 'array', bound: number | bigint): string {
  const [one, many] = origin === 'string' ? ['character', 'characters'] : ['entry', 'entries'];
  return `${bound} ${Number(bound) === 1 ? one : many}`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Record<PropertyKey, unknown>)[key];
  }
  return here;
}
