import type { Db } from 'mongodb';

/** Copies all documents of one database into another that has the same collections and indexes. */
export async function copyDocuments(from: Db, to: Db): Promise<void> {
  for (const { name } of await from.listCollections({}, { nameOnly: true }).toArray()) {
    const rows = await from.collection(name).find().toArray();
    if (rows.length > 0) await to.collection(name).insertMany(rows);
  }
}
