import type { CallControl, Engine, QueryParams, QueryResultOf, Unreadable } from '../engine/index.js';

/** 100,000 levels of mastery: 200 learners who have met 500 concepts each. What is behind them is left out, by whole learners. */
const DEFAULT_BOUND = { page: 20_000, pages: 5 } as const;

export interface ClassMastery {
  /** Of each learner that was read, all. */
  readonly rows: QueryResultOf<'class_mastery'>['rows'];
  /** Of these learners nothing is said, though they may have practised. */
  readonly unread: readonly string[];
  /** Of each page. */
  readonly unreadable: readonly (readonly Unreadable[])[];
}

/** What a class knows, read page by page: all of it, up to a bound that keeps a report within tens of megabytes. */
export async function readClassMastery(
  engine: Engine,
  params: QueryParams<'class_mastery'>,
  control: CallControl,
  { page, pages }: { readonly page: number; readonly pages: number } = DEFAULT_BOUND,
): Promise<ClassMastery> {
  const rows: ClassMastery['rows'][number][] = [];
  const unreadable: (readonly Unreadable[])[] = [];
  let cursor: string | undefined;
  for (let read = 0; read < pages; read += 1) {
    const answer = await engine.query('class_mastery', params, { ...control, limit: page, cursor });
    for (const row of answer.rows) rows.push(row);
    unreadable.push(answer.unreadable);
    if (answer.next === null) return { rows, unread: [], unreadable };
    cursor = answer.next;
  }
  // In the order of learners: the last one may have been cut in two.
  const last = rows.at(-1)?.user_id ?? '';
  return { rows: rows.filter(({ user_id }) => user_id !== last), unread: params.user_ids.filter((id) => !isBefore(id, last)), unreadable };
}

/** In the database's order of texts, which is that of their bytes in UTF-8. */
function isBefore(a: string, b: string): boolean {
  return Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;
}
