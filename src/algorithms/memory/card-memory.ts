/**
 * What another system's scheduler kept of one card that was reviewed at least once. Instants are ms since 1970.
 *
 * - `sm2`: the state of SM-2 and of programs that descend from it: ease factor, interval in days, successes in a row.
 * - `fsrs`: the memory of FSRS: stability in days until recall falls to 0.9, and difficulty from 1 to 10.
 */
export type CardMemory = Sm2CardMemory | FsrsCardMemory;

interface ReviewedCard {
  /** When the last review was. */
  readonly last_review: number;
  /** When the next review is due. */
  readonly due: number;
  /** The learner's own day of the last review, counted from 1970; UTC's where it is left out. */
  readonly last_day?: number;
}

export interface Sm2CardMemory extends ReviewedCard {
  readonly kind: 'sm2';
  /** 1 and more; 2.5 for a card of usual difficulty. */
  readonly ease_factor: number;
  readonly interval_days: number;
  /** Successes in a row. */
  readonly repetitions: number;
}

export interface FsrsCardMemory extends ReviewedCard {
  readonly kind: 'fsrs';
  readonly stability: number;
  readonly difficulty: number;
  /** Successes in a row, where they are known. */
  readonly repetitions?: number;
}
