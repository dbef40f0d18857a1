import { z } from 'zod';

/**
 * A filter for the rows that come behind one in the order of several fields, each ascending: what `after` of a paged pipeline stands for.
 *
 * @example
 * behind({ topic: 'Equations', concept: 'Roots' })
 * //=> { $or: [{ topic: { $gt: 'Equations' } }, { topic: { $eq: 'Equations' }, concept: { $gt: 'Roots' } }] }
 */
export function behind(after: { readonly [field: string]: unknown }, order: readonly string[] = Object.keys(after)): object {
  const branches = order.map((field, n) => ({
    ...Object.fromEntries(order.slice(0, n).map((earlier) => [earlier, { $eq: after[earlier] }])),
    [field]: { $gt: after[field] },
  }));
  return { $or: branches };
}

/** How many rows a page has if nobody says, and at most; the engine asks for one more, to see whether there is a next page. */
export function pageLimit({ defaultSize, maxSize }: { readonly defaultSize: number; readonly maxSize: number }) {
  return z
    .int()
    .min(1)
    .max(maxSize + 1)
    .default(defaultSize);
}
