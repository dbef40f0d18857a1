import { z } from 'zod';
import { invalidInput, isProxy } from '../errors.js';
import type { AnyPipeline } from '../pipelines/index.js';
import { fields, inertItems, isInertData, isPlainObject, parseInput } from '../schema/index.js';
import type { Argument } from './checked-arguments.js';

/** A list whose items the method itself looks at, one by one and in turns. */
export const listOf =
  (items: string): Argument =>
  (value, where) => {
    const taken = inertItems(value);
    if (taken === undefined) throw invalidInput(where, `a list of ${items}`, value);
    return taken;
  };

/** What the method itself looks at. */
export const asGiven: Argument = (value) => value;

/** A document, or what will be one: an object of values that the driver knows. */
export const document: Argument = (value, where) => {
  if (!isDocument(value)) throw invalidInput(where, 'an object of plain data', value);
  return value;
};

/** Documents as the driver returned them: ciphertexts in them are values of its own. */
export const storedDocuments: Argument = (value, where) => {
  const taken = inertItems(value);
  if (taken === undefined || !taken.every((row) => !isProxy(row) && isPlainObject(row)))
    throw invalidInput(where, 'a list of documents', value);
  return taken;
};

function isDocument(value: unknown): boolean {
  return isInertData(value) && isPlainObject(value);
}

/** A Map from the ids of learners to lists, or sets, of something each. */
export function byLearner(item: z.ZodType): Argument {
  const schema = z.array(z.tuple([fields.userId, z.array(item)]));
  return (value, where) => {
    const entries = itemsBy(() => Map.prototype.entries.call(value));
    if (entries === undefined) throw invalidInput(where, 'a Map of lists by learner', value);
    const each = entries.map(([learner, items]) => [learner, itemsBy(() => Set.prototype.values.call(items)) ?? items]);
    return new Map(parseInput(schema, each, where));
  };
}

/** What a collection itself says that it holds; nothing where a value only claims to be one, or is a Proxy of one. */
function itemsBy<Item>(iterate: () => Iterable<Item>): Item[] | undefined {
  try {
    return [...iterate()];
  } catch {
    return undefined;
  }
}

/** What `definePipeline` gives. */
export const pipeline: Argument = (value, where) => {
  if (!isPipeline(value)) throw invalidInput(where, 'the result of definePipeline', value);
  return value;
};

function isPipeline(value: unknown): boolean {
  if (!isPlainObject(value)) return false;
  const { name, collection, params, row, stages } = value as Partial<AnyPipeline>;
  if (typeof name !== 'string' || typeof collection !== 'string' || typeof stages !== 'function') return false;
  return isSchemaOf(params, z.ZodObject) && isSchemaOf(row, z.ZodType);
}

/** The schema of a part of documents. */
export const objectSchema: Argument = (value, where) => {
  if (!isSchemaOf(value, z.ZodObject)) throw invalidInput(where, 'a z.object', value);
  return value;
};

function isSchemaOf(value: unknown, kind: typeof z.ZodObject | typeof z.ZodType): boolean {
  try {
    return !isProxy(value) && value instanceof kind;
  } catch {
    // A Proxy that it inherits from.
    return false;
  }
}
