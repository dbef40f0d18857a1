import { UNREADABLE_NAMED_AT_MOST } from '../pipelines/index.js';
import { type DecodedCursor, mapCooperatively, type Unreadable } from '../repositories/index.js';

/** A list returned by a verb. An unreadable document does not make the whole list fail. */
export interface Listing<Row> {
  readonly rows: readonly Row[];
  /**
   * Stored documents that do not match their schema and are not in `rows`, at most 100. Use `engine.repositories` to read them by id.
   */
  readonly unreadable: readonly Unreadable[];
}

/** A page of a list; without a limit, the whole list. */
export interface Page<Row> extends Listing<Row> {
  /** The `cursor` of the next page; null on the last page. */
  readonly next: string | null;
}

/** Reads a whole list. */
export async function listingOf<Row>(cursorOf: () => DecodedCursor<Row>): Promise<Listing<Row>> {
  const cursor = cursorOf();
  const rows = await cursor.toArray();
  return { rows, unreadable: cursor.unreadable };
}

/**
 * Reads the first rows of a list. An unreadable document takes no place among them: the list is what it would be without the document.
 *
 * @param cursorOf - a cursor over the first `limit` documents
 * @param keep - which rows are meant; all if not given
 */
export async function firstOf<Row>(
  limit: number,
  cursorOf: (limit: number) => DecodedCursor<Row>,
  keep: (row: Row) => boolean = () => true,
): Promise<Listing<Row>> {
  for (let asked = limit; ; ) {
    const cursor = cursorOf(asked);
    const read = await cursor.toArray();
    const rows = read.filter(keep);
    const { leftOut, unreadable } = cursor;
    if (rows.length >= limit || read.length + leftOut < asked) return { rows: rows.slice(0, limit), unreadable };
    asked = limit + leftOut + (read.length - rows.length);
  }
}

/**
 * Reads a page of a list, or all of it.
 *
 * @param limit - rows of the page; all of them where there is none
 * @param cursorOf - a cursor over the first so many documents behind the page before
 * @param cursorBehind - the cursor that goes on behind a row
 */
export async function pageOf<Row>(
  limit: number | undefined,
  cursorOf: (limit: number | undefined) => DecodedCursor<Row>,
  cursorBehind: (row: Row) => string,
): Promise<Page<Row>> {
  if (limit === undefined) return { ...(await listingOf(() => cursorOf(undefined))), next: null };
  // One row more than asked for tells whether there is a next page.
  const { rows, unreadable } = await firstOf(limit + 1, cursorOf);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, unreadable, next: rows.length > limit && last !== undefined ? cursorBehind(last) : null };
}

/** The same with each row turned into something else. */
export async function mapped<Row, Shown>(
  { rows, unreadable }: Listing<Row>,
  call: { readonly where: string; readonly signal?: AbortSignal | undefined },
  show: (row: Row) => Shown,
): Promise<Listing<Shown>> {
  return { rows: await mapCooperatively(rows, call, show), unreadable };
}

/** What several lists could not read, each document once. */
export function unreadableIn(...lists: readonly Pick<Listing<unknown>, 'unreadable'>[]): readonly Unreadable[] {
  const byPlace = new Map(
    lists.flatMap(({ unreadable }) => unreadable.map((document) => [`${document.collection} ${document.id}`, document] as const)),
  );
  return [...byPlace.values()].slice(0, UNREADABLE_NAMED_AT_MOST);
}
