import type { Db } from 'mongodb';

/** The largest document of a collection. */
export interface DocumentSize {
  readonly collection: string;
  readonly documents: number;
  /** BSON size in bytes. */
  readonly largest: number;
  readonly mean: number;
}

/** How large the documents of each collection of a database are, as the server counts them. */
export async function documentSizes(db: Db): Promise<DocumentSize[]> {
  const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name).sort();
  const size = { $bsonSize: '$$ROOT' };
  const rows = names.map(async (collection) => {
    const [row] = await db
      .collection(collection)
      .aggregate([{ $group: { _id: null, documents: { $sum: 1 }, largest: { $max: size }, mean: { $avg: size } } }])
      .toArray();
    return { collection, documents: row?.['documents'] ?? 0, largest: row?.['largest'] ?? 0, mean: Math.round(row?.['mean'] ?? 0) };
  });
  return Promise.all(rows);
}
