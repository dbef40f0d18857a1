import { invalidInput } from '../../errors.js';
import { checkCount, checkInstant, checkNotNegative, checkObject, checkPositive } from '../argument-checks.js';
import type { CardMemory } from '../card-memory.js';

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
