import { invalidInput } from '../../../errors.js';
import { checkList } from '../../argument-checks.js';
import { coreOf } from './fsrs-core-of.js';
import { type FsrsParams, fsrsDefaults } from './fsrs-params.js';
import { type FsrsObservation, fsrsReview } from './fsrs-review.js';
import { type FsrsState, newFsrsState } from './fsrs-state.js';

/**
 * Computes a card's FSRS state from its complete review history under any scheduler, with {@link fsrsReview} for each answer. Also use it after a
 * change of parameters. Convert SM-2 grades to ratings with {@link ratingFromGrade}.
 *
 * @param reviews - the answers of one card in chronological order
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range or the answers are not in chronological order
 *
 * @example
 * const day = 86400000;
 * const { phase, stability, due } = fsrsFromHistory([{ at: 0, rating: 3 }, { at: day, rating: 3 }, { at: 7 * day, rating: 3 }]);
 * [phase, stability, due / day] //=> ['review', 29.07…, 36]
 * fsrsFromHistory([{ at: day, rating: 3 }, { at: 0, rating: 3 }]) //=> throws invalid_input
 */
export function fsrsFromHistory(reviews: readonly FsrsObservation[], params: FsrsParams = fsrsDefaults): FsrsState {
  checkList('fsrsFromHistory.reviews', reviews);
  coreOf(params);
  let state: FsrsState = newFsrsState();
  for (const review of reviews) {
    const before = state.last_review;
    const next = fsrsReview(state, review, params);
    if (before !== null && review.at < before) {
      throw invalidInput('fsrsFromHistory.reviews', 'answers in chronological order', review.at);
    }
    state = next;
  }
  return state;
}
