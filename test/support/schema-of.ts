import type { Db } from 'mongodb';

/** Every collection of a database with its options, its indexes and how many documents it has, as the server tells it. */
export async function schemaOf(db: Db): Promise<Record<string, object>> {
  const infos = await db.listCollections({ name: { $not: /^system\./ } }, { nameOnly: false }).toArray();
  const each = infos.map(async (info) => {
    const { name, type, options } = info as unknown as { name: string; type: string; options: object };
    const indexes = type === 'view' ? [] : await db.collection(name).listIndexes().toArray();
    return [name, { type, options, indexes, documents: await db.collection(name).countDocuments() }] as const;
  });
  const entries = await Promise.all(each);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
