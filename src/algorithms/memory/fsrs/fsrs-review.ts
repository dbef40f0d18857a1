import { checkObject, checkRating } from '../../argument-checks.js';
import type { Rating } from '../../model.js';
import type { FsrsCore } from './fsrs-core.js';
import { coreOf } from './fsrs-core-of.js';
import { drawOf } from './fsrs-fuzz.js';
import { type FsrsOutlook, outlookOf, stateAfter, type WantedDays } from './fsrs-outlook.js';
import { type FsrsParams, fsrsDefaults } from './fsrs-params.js';
import { checkFsrsState, checkMoment, type FsrsMoment, type FsrsReviewedState, type FsrsState } from './fsrs-state.js';

/** An answer to an item: the instant and the rating. */
export type FsrsObservation = FsrsMoment & { readonly rating: Rating };

/** The next state for each rating. */
export type FsrsNextStates = {
  readonly again: FsrsReviewedState;
  readonly hard: FsrsReviewedState;
  readonly good: FsrsReviewedState;
  readonly easy: FsrsReviewedState;
};

/**
 * The state after a review with FSRS-6, including the next due date: the memory by {@link fsrsNextMemory}, then the next step of minutes or an
 * interval of whole days by {@link fsrsInterval}.
 *
 * A better rating never gives a shorter interval. {@link FsrsParams} determines how days are counted, which steps are used and how ratings are
 * spaced. A review with an earlier time than the last one counts as simultaneous with it.
 *
 * Source: FSRS-6; the phases and steps of Anki.
 *
 * @param state - from `fsrs.initial` or an earlier review
 * @param observation - `at` in ms since 1970, `rating` 1 to 4, and the learner's `day` if known
 * @param rng - returns a number ≥ 0 and < 1 for the fuzz; called once if `params.fuzz` is on. By default the number is derived from the review
 * @returns a new state, to store
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const first = fsrsReview(fsrs.initial(fsrsDefaults), { at: 0, rating: 3 });
 * [first.phase, first.step, first.due] //=> ['learning', 1, 600000]
 * const second = fsrsReview(first, { at: 600000, rating: 3 });
 * [second.phase, second.interval_days, second.due] //=> ['review', 2, 173400000]
 * fsrsReview(second, { at: 173400000, rating: 3 }).interval_days //=> 11
 * fsrsReview(second, { at: 173400000, rating: 1 }).phase //=> 'relearning'
 */
export function fsrsReview(
  state: FsrsState,
  observation: FsrsObservation,
  params: FsrsParams = fsrsDefaults,
  rng?: () => number,
): FsrsReviewedState {
  checkObject('fsrs.update.observation', observation);
  checkRating('fsrs.update.rating', observation.rating);
  return stateAfter(checkedOutlook(state, observation, params, rng), observation.rating - 1);
}

/** {@link fsrsReview} with days in review that another than FSRS wants. */
export function reviewWanted(state: FsrsState, observation: FsrsObservation, params: FsrsParams, wanted: WantedDays): FsrsReviewedState {
  checkObject('fsrs.update.observation', observation);
  checkRating('fsrs.update.rating', observation.rating);
  return stateAfter({ ...checkedOutlook(state, observation, params, undefined), wanted }, observation.rating - 1);
}

/**
 * The next state for each of the four ratings, to show their intervals on buttons and to store the chosen one. Each equals the result of {@link
 * fsrsReview} with that rating.
 *
 * @param moment - `at` in ms since 1970, and the learner's `day` if known
 * @param rng - as in {@link fsrsReview}; one number is used for all four
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const { again, hard, good, easy } = fsrsNextStates(fsrs.initial(fsrsDefaults), { at: 0 });
 * [again, hard, good, easy].map((next) => next.phase) //=> ['learning', 'learning', 'learning', 'review']
 * [again, hard, good, easy].map((next) => next.due / 60000) //=> [1, 5.5, 10, 11520]
 */
export function fsrsNextStates(
  state: FsrsState,
  moment: FsrsMoment,
  params: FsrsParams = fsrsDefaults,
  rng?: () => number,
): FsrsNextStates {
  checkObject('fsrs.update.observation', moment);
  const outlook = checkedOutlook(state, moment, params, rng);
  return { again: stateAfter(outlook, 0), hard: stateAfter(outlook, 1), good: stateAfter(outlook, 2), easy: stateAfter(outlook, 3) };
}

function checkedOutlook(state: FsrsState, { at, day }: FsrsMoment, params: FsrsParams, rng: (() => number) | undefined): FsrsOutlook {
  checkFsrsState(state);
  checkMoment('fsrs.update.at', 'fsrs.update.day', at, day);
  const core: FsrsCore = coreOf(params);
  const draw = params.fuzz ? drawOf(rng, at, state.stability, state.difficulty) : 0;
  return outlookOf(core, params, state, at, day, draw);
}
