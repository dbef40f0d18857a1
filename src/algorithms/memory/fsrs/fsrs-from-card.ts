import type { CardMemory } from '../../card-memory.js';
import { checkCardMemory } from '../check-card-memory.js';
import { fsrsFromSm2 } from './fsrs-from-sm2.js';
import type { FsrsParams } from './fsrs-params.js';
import { checkFsrsState, DAY_MS, dayOf, type FsrsReviewedState } from './fsrs-state.js';

/**
 * Converts a card of another system to an FSRS state: an FSRS memory unchanged, an SM-2 state by {@link fsrsFromSm2}. The due date is that of the
 * card.
 *
 * @throws AdaptiveLearningError `invalid_input` when a number of the card or a parameter is out of range
 *
 * @example
 * fsrsFromCard({ kind: 'fsrs', stability: 20, difficulty: 5, last_review: 0, due: 1728000000 }, fsrsDefaults).interval_days //=> 20
 */
export function fsrsFromCard(card: CardMemory, params: FsrsParams): FsrsReviewedState {
  checkCardMemory('fsrsFromCard.card', card);
  const { last_review, due } = card;
  const { stability, difficulty } = card.kind === 'fsrs' ? card : memoryOf(card, params);
  const state = {
    phase: 'review',
    step: 0,
    stability,
    difficulty,
    interval_days: Math.max(0, Math.round((due - last_review) / DAY_MS)),
    due: due + 0,
    last_review: last_review + 0,
    last_day: dayOf(last_review, card.last_day),
  } as const;
  checkFsrsState(state);
  return state;
}

function memoryOf({ repetitions, ease_factor, interval_days, last_review }: Extract<CardMemory, { kind: 'sm2' }>, params: FsrsParams) {
  return fsrsFromSm2({ repetitions, ease_factor, interval_days, last_review }, params);
}
