import type { IndexDescription } from 'mongodb';
import type { IndexDeclaration } from '../schema/index.js';

/** An index as `createIndexes` takes it. */
export function toIndexDescription({ name, key, unique, where }: IndexDeclaration<never>): IndexDescription {
  return {
    name,
    key: { ...(key as { [path: string]: 1 | -1 | 'text' }) },
    ...(unique === undefined ? {} : { unique }),
    ...(where === undefined ? {} : { partialFilterExpression: where }),
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

/** What an index may have that none of ours has, and that changes what it holds or deletes. */
const NEVER_DECLARED = ['expireAfterSeconds', 'sparse', 'collation', 'hidden'];

/**
 * Whether the server's index does what the declared one does, whatever its name.
 * The order of a key's fields counts, but not that of a text index; there each field must weigh the same.
 */
export function isSameIndex(declared: IndexDescription, stored: StoredIndex): boolean {
  return shapeOf(asStored(declared)) === shapeOf(stored);
}

/** A declared index as `listIndexes` would tell of it. */
export function asStored({ name, key, unique, partialFilterExpression }: IndexDescription): StoredIndex {
  const paths = Object.entries(key as { readonly [path: string]: unknown });
  const isText = paths.some(([, kind]) => kind === 'text');
  return {
    name: name as string,
    key: key as StoredIndex['key'],
    ...(unique === undefined ? {} : { unique }),
    ...(isText ? { weights: Object.fromEntries(paths.map(([path]) => [path, 1])) } : {}),
    ...(partialFilterExpression === undefined ? {} : { partialFilterExpression }),
  };
}

/** Everything about an index that decides what it does, as a text; its name is not a part of it. */
export function shapeOf(index: StoredIndex): string {
  const { key, unique = false, weights, partialFilterExpression = {} } = index;
  const extras = NEVER_DECLARED.filter((option) => Object.hasOwn(index, option)).map((option) => [option, Reflect.get(index, option)]);
  return JSON.stringify([weights === undefined ? Object.entries(key) : sorted(weights), unique, sorted(partialFilterExpression), extras]);
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
