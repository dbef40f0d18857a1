import type { Db, Document } from 'mongodb';

/** Bytes that a collection takes: of its documents, of them in the files, and of its indexes in the files. */
export interface StoredBytes {
  readonly collection: string;
  readonly documents: number;
  readonly data: number;
  readonly files: number;
  readonly indexes: number;
}

/** What each collection of a database takes. Room in the files that is free for new entries counts with none of the two. */
export async function storedBytes(db: Db): Promise<readonly StoredBytes[]> {
  await db.admin().command({ fsync: 1 });
  const names = (await db.listCollections().toArray()).map(({ name }) => name).sort();
  const all = await Promise.all(names.map((collection) => bytesOf(db, collection)));
  return all.filter(({ documents }) => documents > 0);
}

async function bytesOf(db: Db, collection: string): Promise<StoredBytes> {
  const [found] = await db
    .collection(collection)
    .aggregate([{ $collStats: { storageStats: {} } }])
    .toArray();
  const stats = found?.['storageStats'] as Document;
  const details = Object.values(stats['indexDetails'] as { readonly [index: string]: Document });
  return {
    collection,
    documents: stats['count'],
    data: stats['size'],
    files: stats['storageSize'] - freeIn(stats['wiredTiger']),
    indexes: stats['totalIndexSize'] - details.reduce((sum, index) => sum + freeIn(index), 0),
  };
}

function freeIn(tree: Document): number {
  return Number(tree['block-manager']['file bytes available for reuse']);
}
