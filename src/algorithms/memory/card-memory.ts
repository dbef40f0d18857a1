import { invalidInput } from '../../errors.js';
import { checkCount, checkInstant, checkNotNegative, checkObject, checkPositive } from '../argument-checks.js';

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

/** @throws AdaptiveLearningError `invalid_input` naming the number of the card that is out of range */
export function checkCardMemory(where: string, card: CardMemory): void {
  checkObject(where, card);
  checkInstant(`${where}.last_review`, card.last_review);
  checkInstant(`${where}.due`, card.due);
  if (card.last_day !== undefined && !Number.isSafeInteger(card.last_day)) {
    throw invalidInput(`${where}.last_day`, 'a whole number of days since 1970', card.last_day);
  }
  if (card.kind === 'sm2') {
    checkPositive(`${where}.ease_factor`, card.ease_factor);
    checkNotNegative(`${where}.interval_days`, card.interval_days);
    checkCount(`${where}.repetitions`, card.repetitions);
  } else if (card.kind === 'fsrs') {
    checkPositive(`${where}.stability`, card.stability);
    checkPositive(`${where}.difficulty`, card.difficulty);
    if (card.repetitions !== undefined) checkCount(`${where}.repetitions`, card.repetitions);
  } else {
    throw invalidInput(`${where}.kind`, 'sm2 or fsrs', (card as { readonly kind: unknown }).kind);
  }
}
