import { count } from '../show/figures.js';
import type { Oddity } from './review-row.js';

/** What may be odd about rows of a log, and what becomes of them, in the words of the summary. */
const WORDS = {
  manual: (n: string) => `${n} changes by hand (rating 0) are no reviews and are passed over`,
  decimal_rating: (n: string) => `${n} ratings are written with decimals (3.0) and are read as whole numbers`,
  no_duration: (n: string) => `${n} reviews have no duration and count as 0 s`,
  repeated: (n: string) => `${n} rows stand in the file a second time and are passed over (--keep-duplicates counts them)`,
  kept: (n: string) => `${n} rows stand in the file a second time and count (--keep-duplicates)`,
  faulty: (n: string) => `${n} rows are faulty and are passed over (--skip-faulty)`,
} as const satisfies { readonly [Kind in Oddity | 'repeated' | 'kept' | 'faulty']: (n: string) => string };

type Kind = keyof typeof WORDS;

/** Counts rows that are not as they should be, and says what became of them. */
export class OddRows {
  readonly #counts = new Map<Kind, number>();

  count(kind: Kind, rows = 1): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + rows);
  }

  /** One line for each kind that there was. */
  get notes(): readonly string[] {
    return [...this.#counts].filter(([, rows]) => rows > 0).map(([kind, rows]) => WORDS[kind](count(rows)));
  }
}
