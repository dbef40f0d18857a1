import { checkPositive } from '../../argument-checks.js';
import type { CardMemory } from '../../card-memory.js';
import { checkCardMemory } from '../check-card-memory.js';
import { fsrsFromCard } from '../fsrs/fsrs-from-card.js';
import { sm2FromFsrs } from '../fsrs/fsrs-from-sm2.js';
import { fsrsDefaults } from '../fsrs/fsrs-params.js';
import { sm2Defaults } from './sm2-params.js';
import { checkSm2State, type Sm2State } from './sm2-step.js';

/**
 * Converts a card of another system to an SM-2 state: an SM-2 state unchanged, an FSRS memory by {@link sm2FromFsrs}. SM-2 stores no due date, so a
 * card that was rescheduled manually follows its interval again after the next review.
 *
 * @param lowestEase - a lower ease is raised to this value, because programs have different minimum eases
 * @throws AdaptiveLearningError `invalid_input` when a number of the card is out of range
 *
 * @example
 * sm2FromCard({ kind: 'sm2', ease_factor: 2.1, interval_days: 12, repetitions: 3, last_review: 0, due: 1036800000 }, 1.3)
 * //=> { repetitions: 3, ease_factor: 2.1, interval_days: 12, last_review: 0 }
 */
export function sm2FromCard(card: CardMemory, lowestEase: number): Sm2State {
  checkCardMemory('sm2FromCard.card', card);
  checkPositive('sm2FromCard.lowestEase', lowestEase);
  const { last_review, repetitions } = card;
  const from =
    card.kind === 'sm2'
      ? { repetitions: card.repetitions, ease_factor: card.ease_factor, interval_days: card.interval_days, last_review: last_review + 0 }
      : sm2FromFsrs(fsrsFromCard(card, fsrsDefaults), fsrsDefaults, sm2Defaults);
  const state = {
    repetitions: repetitions ?? from.repetitions,
    ease_factor: Math.max(lowestEase, from.ease_factor),
    interval_days: from.interval_days,
    last_review: from.last_review,
  };
  checkSm2State('sm2FromCard.card', state);
  return state;
}
