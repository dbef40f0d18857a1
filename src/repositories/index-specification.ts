import type { IndexDescription } from 'mongodb';
import type { IndexDeclaration } from '../schema/index.js';

/** An index as `createIndexes` takes it. */
export function toIndexDescription({ name, key, unique, where, expireAfterSeconds }: IndexDeclaration<never>): IndexDescription {
  return {
    name,
    key: { ...(key as { [path: string]: 1 | -1 | 'text' }) },
    ...(unique === undefined ? {} : { unique }),
    ...(where === undefined ? {} : { partialFilterExpression: where }),
    ...(expireAfterSeconds === undefined ? {} : { expireAfterSeconds }),
  };
}

/** What `listIndexes` tells of an index. */
export interface StoredIndex {
  readonly name: string;
  readonly key: { readonly [path: string]: unknown };
  readonly unique?: boolean;
  readonly weights?: { readonly [path: string]: number };
  readonly partialFilterExpression?: object;
  readonly expireAfterSeconds?: number;
  readonly hidden?: boolean;
}

/** What an index may have beside its fields that changes what it holds or deletes; of these, ours have an end of their documents at most. */
const EXTRAS = ['expireAfterSeconds', 'sparse', 'collation', 'hidden'];

/**
 * Whether the server's index does what the declared one does, whatever its name.
 * The order of a key's fields counts, but not that of a text index; there each field must weigh the same.
 */
export function isSameIndex(declared: IndexDescription, stored: StoredIndex): boolean {
  return shapeOf(asStored(declared)) === shapeOf(stored);
}

/** A declared index as `listIndexes` would tell of it. */
export function asStored({ name, key, unique, partialFilterExpression, expireAfterSeconds }: IndexDescription): StoredIndex {
  const paths = Object.entries(key as { readonly [path: string]: unknown });
  const texts = paths.filter(([, kind]) => kind === 'text');
  const isText = texts.length > 0;
  return {
    name: name as string,
    key: isText ? textKey(paths) : (key as StoredIndex['key']),
    ...(unique === undefined ? {} : { unique }),
    ...(isText ? { weights: Object.fromEntries(texts.map(([path]) => [path, 1])) } : {}),
    ...(partialFilterExpression === undefined ? {} : { partialFilterExpression }),
    ...(expireAfterSeconds === undefined ? {} : { expireAfterSeconds }),
  };
}

/** The server keeps the fields of a text as one, in the place of the first. */
function textKey(paths: readonly (readonly [string, unknown])[]): StoredIndex['key'] {
  const first = paths.findIndex(([, kind]) => kind === 'text');
  const others = (some: typeof paths) => some.filter(([, kind]) => kind !== 'text');
  return Object.fromEntries([...others(paths.slice(0, first)), ['_fts', 'text'], ['_ftsx', 1], ...others(paths.slice(first))]);
}

/** Everything about an index that decides what it does, as a text; its name is not a part of it. */
export function shapeOf(index: StoredIndex): string {
  const { key, unique = false, weights, partialFilterExpression = {} } = index;
  const extras = EXTRAS.filter((option) => Object.hasOwn(index, option)).map((option) => [option, Reflect.get(index, option)]);
  return JSON.stringify([
    weights === undefined ? Object.entries(key) : textShape(key, weights),
    unique,
    sorted(partialFilterExpression),
    extras,
  ]);
}

/** Of a text index the order of its texts does not count; that of fields beside them does. */
function textShape(key: StoredIndex['key'], weights: object): unknown {
  const hasFilters = Object.keys(key).some((path) => path !== '_fts' && path !== '_ftsx');
  return hasFilters ? [Object.entries(key), sorted(weights)] : sorted(weights);
}

/** Whether the server refuses to keep both: it tells indexes apart by their fields and by part of their options, and allows one text index. */
export function excludesEachOther(one: StoredIndex, other: StoredIndex): boolean {
  if (one.weights !== undefined || other.weights !== undefined) return one.weights !== undefined && other.weights !== undefined;
  const without = ({ expireAfterSeconds, hidden, ...index }: StoredIndex) => shapeOf(index);
  return without(one) === without(other);
}

function sorted(fields: object): readonly (readonly [string, unknown])[] {
  return Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
}
