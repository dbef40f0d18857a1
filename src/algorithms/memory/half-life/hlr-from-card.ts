import type { CardMemory } from '../../card-memory.js';
import { checkCardMemory } from '../check-card-memory.js';
import { checkHlrState, type HlrState } from './hlr-state.js';

/**
 * Converts a card of another system to counts of half-life regression. The card contains only the number of consecutive successes, so only these are
 * counted.
 *
 * @throws AdaptiveLearningError `invalid_input` when a number of the card is out of range
 *
 * @example
 * hlrFromCard({ kind: 'sm2', ease_factor: 2.1, interval_days: 12, repetitions: 3, last_review: 0, due: 1036800000 })
 * //=> { right: 3, wrong: 0, last_review: 0 }
 */
export function hlrFromCard(card: CardMemory): HlrState {
  checkCardMemory('hlrFromCard.card', card);
  const state = { right: card.repetitions ?? 1, wrong: 0, last_review: card.last_review + 0 };
  checkHlrState(state);
  return state;
}
