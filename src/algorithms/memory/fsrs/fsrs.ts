import type { ReviewObservation, Scheduler } from '../../model.js';
import { openProbability } from '../../open-probability.js';
import { RECALL_UNSEEN } from '../recall-unseen.js';
import { recallAfter } from './fsrs-core.js';
import { coreOf } from './fsrs-core-of.js';
import { fsrsFromCard } from './fsrs-from-card.js';
import { checkFsrsParams, type FsrsParams, fsrsDefaults } from './fsrs-params.js';
import { fsrsReview } from './fsrs-review.js';
import { checkFsrsState, checkMoment, DAY_MS, elapsedDaysOf, type FsrsState, newFsrsState } from './fsrs-state.js';

/**
 * FSRS-6 as a scheduler: `update` is {@link fsrsReview}, `predict` the recall by the forgetting curve, {@link fsrsRetrievability}.
 *
 * `predict` counts days as set in the parameters, so it is close to 1 on the day of the last review. An instant before the last review counts as that
 * review. For an item without reviews it returns 0.5. With `fuzz`, the random number is derived from the time of the review and the memory before it.
 * Store the complete state (eight fields). Every method throws AdaptiveLearningError `invalid_input` on an argument out of range.
 *
 * @example
 * const first = fsrs.initial(fsrs.defaults);
 * first.phase //=> 'new'
 * const next = fsrs.update(first, { at: 0, rating: 4, grade: 5 }, fsrs.defaults);
 * next //=> { phase: 'review', step: 0, stability: 8.2956, difficulty: 1, interval_days: 8, due: 691200000, last_review: 0, last_day: 0 }
 * fsrs.intervalDays(next, fsrs.defaults) //=> 8
 * fsrs.dueAt(next, fsrs.defaults) //=> 691200000
 * fsrs.predict(next, 691200000, fsrs.defaults) //=> 0.9025…
 */
export const fsrs: Scheduler<FsrsState, FsrsParams> = Object.freeze({
  name: 'fsrs',
  version: '1',
  defaults: fsrsDefaults,
  checkParams: checkFsrsParams,
  initial(params: FsrsParams): FsrsState {
    coreOf(params);
    return newFsrsState();
  },
  update(state: FsrsState, observation: ReviewObservation, params: FsrsParams): FsrsState {
    return fsrsReview(state, observation, params);
  },
  predict(state: FsrsState, at: number, params: FsrsParams, day?: number): number {
    checkFsrsState(state);
    checkMoment('fsrs.predict.at', 'fsrs.predict.day', at, day);
    const core = coreOf(params);
    if (state.phase === 'new') return RECALL_UNSEEN;
    return openProbability(recallAfter(core, state.stability, elapsedDaysOf(state, at, day, params)));
  },
  intervalDays(state: FsrsState, params: FsrsParams): number {
    checkFsrsState(state);
    coreOf(params);
    return Math.min(state.interval_days, params.maximum_interval_days);
  },
  dueAt(state: FsrsState, params: FsrsParams): number {
    checkFsrsState(state);
    coreOf(params);
    if (state.phase === 'new') return 0;
    const longest = params.maximum_interval_days;
    return state.interval_days <= longest ? state.due : state.last_review + longest * DAY_MS;
  },
  adopt: fsrsFromCard,
});
