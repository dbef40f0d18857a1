import { type Db, ObjectId } from 'mongodb';
import type { CollectionName } from '../../src/collections/index.js';

type Fields = Record<string, unknown>;

/** A stored document that does not fit its declaration. */
export interface Planted {
  readonly collection: CollectionName;
  readonly id: string;
}

/** Stores a document past the server's validator, for as long as some work takes; gives what the work gave. */
export async function planted<Result>(db: Db, collection: CollectionName, document: Fields, work: (planted: Planted) => Promise<Result>) {
  const _id = new ObjectId();
  await db.collection(collection).insertOne({ ...document, _id }, { bypassDocumentValidation: true });
  try {
    return await work({ collection, id: String(_id) });
  } finally {
    await db.collection(collection).deleteOne({ _id });
  }
}

/** A document with another value at a path. */
export function withAt(document: Fields, path: string, value: unknown): Fields {
  const [key = '', ...below] = path.split('.');
  const inner = document[key] as Fields | undefined;
  return { ...document, [key]: below.length === 0 ? value : withAt(inner ?? {}, below.join('.'), value) };
}
