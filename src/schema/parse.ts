import type { z } from 'zod';
import { AdaptiveLearningError, describe } from '../errors.js';
import { testOf } from './fits.js';
import { type Fault, faultsOf, malformedText } from './input-faults.js';
import { inertCopy, isInertData } from './plain-data.js';

/**
 * Takes what a caller gave, whole or not at all: types, bounds, unknown fields, keys that poison a prototype.
 *
 * @param where the call, as the message's beginning: `recordAnswer`
 * @throws AdaptiveLearningError `invalid_input` whose `issues` name every field at fault, what was expected and what it got; its message says
 * the first
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
  const faults = [...faultsOf(result, taken.data), ...malformedText(taken)];
  if (result.success && faults.length === 0) return result.data;
  const issues = faults.map(({ path, expected, received }) => ({ path: [where, ...path].join('.'), expected, received }));
  const { path, expected, received } = issues[0] as (typeof issues)[0];
  throw new AdaptiveLearningError('invalid_input', `${path}: expected ${expected}, got ${received}`, {
    where: path,
    expected,
    received,
    issues,
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
  const [fault] = faultsOf(result, value);
  if (result.success && fault === undefined) return result.data;
  const { path, expected, received } = fault as Fault;
  const id = String((value as { _id?: unknown } | null)?._id);
  const place = path.length === 0 ? 'the document' : path.join('.');
  throw new AdaptiveLearningError('corrupt_document', `${collection} ${id}: ${place}: expected ${expected}, got ${received}`, {
    where: `${collection} ${id} ${place}`,
    expected,
    received,
    document: { collection, id },
  });
}

/**
 * Whether a value that this library has put together is as its schema says: quicker than to parse it, and without a copy.
 * Code that may be in it (getters, methods) is not looked for; what comes from outside goes through {@link parseInput}.
 */
export function fits(schema: z.ZodType, value: unknown): boolean {
  return testOf(schema)?.(value) === true;
}
