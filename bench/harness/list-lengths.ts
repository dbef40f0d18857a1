import type { Db } from 'mongodb';
import { COLLECTIONS } from '../../src/collections/index.js';

/** A list that a declaration bounds, and the longest that is stored. */
export interface ListLength {
  readonly list: string;
  readonly declared: number;
  readonly longest: number;
}

/** How long the longest stored list is of each that keeps its newest entries only. */
export async function listLengths(db: Db): Promise<ListLength[]> {
  const lists = Object.values(COLLECTIONS).flatMap(({ name, capped }) =>
    Object.entries(capped as { readonly [path: string]: number }).map(([path, declared]) => ({ name, path, declared })),
  );
  return Promise.all(
    lists.map(async ({ name, path, declared }) => {
      const [row] = await db
        .collection(name)
        .aggregate([{ $group: { _id: null, longest: { $max: { $size: `$${path}` } } } }])
        .toArray();
      return { list: `${name}.${path}`, declared, longest: row?.['longest'] ?? 0 };
    }),
  );
}
