/**
 * The memory state of a card in another system, reviewed at least once. Instants are in ms since 1970.
 *
 * - `sm2`: the state of SM-2 and its descendants: ease factor, interval in days, consecutive successes.
 * - `fsrs`: the memory of FSRS: stability in days until recall falls to 0.9, and difficulty from 1 to 10.
 */
export type CardMemory = Sm2CardMemory | FsrsCardMemory;

interface ReviewedCard {
  /** The instant of the last review. */
  readonly last_review: number;
  /** The instant at which the next review is due. */
  readonly due: number;
  /** The learner's day of the last review, counted from 1970-01-01; the UTC day by default. */
  readonly last_day?: number;
}

export interface Sm2CardMemory extends ReviewedCard {
  readonly kind: 'sm2';
  /** ≥ 1; 2.5 for a card of average difficulty. */
  readonly ease_factor: number;
  readonly interval_days: number;
  /** Number of consecutive successes. */
  readonly repetitions: number;
}

export interface FsrsCardMemory extends ReviewedCard {
  readonly kind: 'fsrs';
  readonly stability: number;
  readonly difficulty: number;
  /** Number of consecutive successes, if known. */
  readonly repetitions?: number;
}
