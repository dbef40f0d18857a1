import { expect } from 'vitest';
import type { QueryResult } from '../../src/public/index.js';

/** All rows of a question that is answered in pages, in the order in which the pages gave them. */
export async function everyPage<Row>(
  limit: number,
  page: (control: { readonly limit: number; readonly cursor: string | undefined }) => Promise<QueryResult<Row>>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const answer = await page({ limit, cursor });
    expect(answer.rows.length).toBeLessThanOrEqual(limit);
    rows.push(...answer.rows);
    cursor = answer.next ?? undefined;
  } while (cursor !== undefined);
  return rows;
}
