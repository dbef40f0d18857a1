import { checkObject, checkRating } from '../../argument-checks.js';
import type { Rating } from '../../model.js';
import type { FsrsCore } from './fsrs-core.js';
import { coreOf } from './fsrs-core-of.js';
import { drawOf } from './fsrs-fuzz.js';
import { type FsrsOutlook, outlookOf, stateAfter, type WantedDays } from './fsrs-outlook.js';
import { type FsrsParams, fsrsDefaults } from './fsrs-params.js';
import { checkFsrsState, checkMoment, type FsrsMoment, type FsrsReviewedState, type FsrsState } from './fsrs-state.js';

/** An answer to an item: when, and which of the four buttons. */
export type FsrsObservation = FsrsMoment & { readonly rating: Rating };

/** The states that the four buttons lead to. */
export type FsrsNextStates = {
  readonly again: FsrsReviewedState;
  readonly hard: FsrsReviewedState;
  readonly good: FsrsReviewedState;
  readonly easy: FsrsReviewedState;
};

/**
 * The state after one review by FSRS-6, with the date of the next: the memory by {@link fsrsNextMemory}, then either the next step of
 * minutes or an interval of whole days, by {@link fsrsInterval}.
 *
 * A better grade never gives a shorter interval. Days are counted, steps taken and grades spaced as the parameters say: see
 * {@link FsrsParams}. A review that comes before the last one is taken as one at the same time.
 *
 * Source: FSRS-6; the phases and steps of Anki.
 *
 * @param state - from `fsrs.initial` or an earlier review
 * @param observation - `at` in ms since 1970, `rating` 1 to 4, and the learner's `day` where it is known
 * @param rng - draws from 0 to below 1 for the fuzz, once per call, when `params.fuzz` is on; left out, the review itself decides the draw
 * @returns a new state; what to store
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
 * What each of the four buttons would lead to now: phase, interval and due date, to show on the buttons and to store the one that is chosen.
 * Each is what {@link fsrsReview} gives for that rating.
 *
 * @param moment - `at` in ms since 1970, and the learner's `day` where it is known
 * @param rng - as of {@link fsrsReview}; one draw serves all four
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
