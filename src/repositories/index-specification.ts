import type { IndexDescription } from 'mongodb';
import type { IndexDeclaration } from '../collections/index.js';

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

/** Whether the server's index is the one that is declared; the order of a key's fields counts, but not that of a text index. */
export function isSameIndex(declared: IndexDescription, stored: StoredIndex): boolean {
  const isText = Object.values(declared.key).includes('text');
  const sameKey = isText
    ? JSON.stringify(Object.keys(declared.key).sort()) === JSON.stringify(Object.keys(stored.weights ?? {}).sort())
    : JSON.stringify(declared.key) === JSON.stringify(stored.key);
  return (
    sameKey &&
    (declared.unique === true) === (stored.unique === true) &&
    JSON.stringify(declared.partialFilterExpression ?? {}) === JSON.stringify(stored.partialFilterExpression ?? {})
  );
}
