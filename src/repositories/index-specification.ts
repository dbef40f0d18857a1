import type { IndexDescription } from 'mongodb';
import type { IndexDeclaration } from '../collections/index.js';
import { isEqual } from './patch.js';

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
}

/** What an index may have that none of ours has, and that changes what it holds or deletes. */
const NEVER_DECLARED = ['expireAfterSeconds', 'sparse', 'collation', 'hidden'];

/**
 * Whether the server's index does what the declared one does, whatever its name.
 * The order of a key's fields counts, but not that of a text index; there each field must weigh the same.
 */
export function isSameIndex(declared: IndexDescription, stored: StoredIndex): boolean {
  const isText = Object.values(declared.key).includes('text');
  const sameKey = isText
    ? isEqual(Object.fromEntries(Object.keys(declared.key).map((path) => [path, 1])), stored.weights)
    : JSON.stringify(declared.key) === JSON.stringify(stored.key);
  return (
    sameKey &&
    (declared.unique === true) === (stored.unique === true) &&
    isEqual(declared.partialFilterExpression ?? {}, stored.partialFilterExpression ?? {}) &&
    NEVER_DECLARED.every((option) => !Object.hasOwn(stored, option))
  );
}
