import { COLLECTIONS, type CollectionName } from 'adaptive-learning-engine/collections';
import type { Db } from 'mongodb';
import { toIndexDescription } from '../../../src/repositories/index-specification.js';

/** Builds all declared indexes of a collection in one pass over its documents, beside those of another. */
export async function buildIndexes(db: Db, collection: CollectionName): Promise<void> {
  const indexes = COLLECTIONS[collection].indexes.map((index) => toIndexDescription(index as never));
  await db.command({ createIndexes: collection, indexes, writeConcern: { w: 'majority' } });
}
