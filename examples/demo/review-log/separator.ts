import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { REVIEW_COLUMNS } from './review-row.js';

/** What may stand between two fields, and what people call it. */
export const SEPARATORS = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' } as const;
export type Separator = keyof typeof SEPARATORS;

/** A header longer than this is none. */
const LONGEST_HEADER = 65_536;

/** The separator by which the first line of a file names the most columns of a review log. */
export async function separatorOf(file: string, isPacked: boolean, signal: AbortSignal | undefined): Promise<Separator> {
  const header = await firstLineOf(file, isPacked, signal);
  const known: readonly string[] = REVIEW_COLUMNS;
  const named = (separator: string) =>
    header.split(separator).filter((name) => known.includes(name.replace(/["\uFEFF]/g, '').trim())).length;
  const candidates = Object.keys(SEPARATORS) as Separator[];
  return candidates.reduce((best, separator) => (named(separator) > named(best) ? separator : best));
}

async function firstLineOf(file: string, isPacked: boolean, signal: AbortSignal | undefined): Promise<string> {
  const source = createReadStream(file, signal === undefined ? {} : { signal });
  const stream = isPacked ? source.compose(createGunzip()) : source;
  let text = '';
  try {
    for await (const chunk of stream) {
      text += String(chunk);
      if (/\S.*[\r\n]/.test(text) || text.length > LONGEST_HEADER) break;
    }
  } catch (error) {
    // The reader reports a broken archive, with its line.
    if (!String((error as { code?: unknown }).code).startsWith('Z_')) throw error;
  } finally {
    source.destroy();
  }
  return text.trim().split(/[\r\n]/)[0] ?? '';
}
