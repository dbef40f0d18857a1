import { createHash } from 'node:crypto';
import { BSON, type Db } from 'mongodb';

/** One text for all that a database holds, to the bit: two equal digests mean that nothing was written in between. */
export async function digestOf(db: Db): Promise<string> {
  const hash = createHash('sha256');
  const collections = await db.listCollections({}, { nameOnly: true }).toArray();
  for (const name of collections.map((collection) => collection.name).sort()) {
    hash.update(name);
    for await (const document of db.collection(name).find().sort({ _id: 1 })) hash.update(BSON.serialize(document));
  }
  return hash.digest('hex');
}
