import { invalidInput } from '../../../errors.js';
import { checkObject } from '../../argument-checks.js';
import type { Rating, RecallAfter, ReviewObservation, Scheduler } from '../../model.js';
import { fsrs } from '../fsrs/fsrs.js';
import type { WantedDays } from '../fsrs/fsrs-outlook.js';
import { checkFsrsParams, type FsrsParams } from '../fsrs/fsrs-params.js';
import { reviewWanted } from '../fsrs/fsrs-review.js';
import type { FsrsState } from '../fsrs/fsrs-state.js';
import { daysUntilRecall } from './days-until-recall.js';

/**
 * How many times as long as FSRS an interval may wait, and the part of it that it waits at least: what a learner's answers have shown of shorter
 * waits says little of much longer ones.
 */
const REACH = 4;

/**
 * FSRS with intervals from the engine's predictor, which has learnt from this learner. After each answer, the interval ends on the first day on which
 * the predicted recall is at or below `desired_retention`. It is at least a quarter and at most four times the interval of FSRS.
 *
 *     days = min { d : recallAfter(d) ≤ desired_retention },   days(FSRS) / 4 ≤ days ≤ 4·days(FSRS)
 *
 * Everything else is as in {@link fsrs}: state, parameters, steps of minutes, fuzz, spacing of ratings and `predict`. Error messages about an answer
 * name `fsrs`. If an answer has no `recallAfter`, because the predictor cannot predict ahead, the intervals are those of FSRS. The predictor
 * `logistic_memory` can predict ahead.
 *
 * @example
 * const { defaults } = personal;
 * const easy = { at: 0, rating: 4, grade: 5 };
 * const first = personal.initial(defaults);
 * personal.intervalDays(personal.update(first, easy, defaults), defaults) //=> 8
 * const remembers = { ...easy, recallAfter: (days) => 0.98 ** days ** 0.5 };
 * personal.intervalDays(personal.update(first, remembers, defaults), defaults) //=> 28
 * const forgets = { ...easy, recallAfter: (days) => 0.95 ** days };
 * personal.intervalDays(personal.update(first, forgets, defaults), defaults) //=> 3
 */
export const personal: Scheduler<FsrsState, FsrsParams> = Object.freeze({
  ...fsrs,
  name: 'personal',
  version: '1',
  checkParams,
  initial(params: FsrsParams): FsrsState {
    checkParams(params);
    return fsrs.initial(params);
  },
  update(state: FsrsState, observation: ReviewObservation, params: FsrsParams): FsrsState {
    checkObject('fsrs.update.observation', observation);
    const { recallAfter } = observation;
    if (recallAfter === undefined) return fsrs.update(state, observation, params);
    if (typeof recallAfter !== 'function') throw invalidInput('personal.update.recallAfter', 'a function', recallAfter);
    return reviewWanted(state, observation, params, wantedBy(recallAfter, params));
  },
});

function checkParams(params: FsrsParams): void {
  checkFsrsParams(params, 'personal.params');
}

function wantedBy(recallAfter: RecallAfter, params: FsrsParams): WantedDays {
  return (grade, days) => {
    const rating = (grade + 1) as Rating;
    const soonest = Math.max(1, Math.floor(days / REACH));
    const latest = Math.min(params.maximum_interval_days, days * REACH);
    return daysUntilRecall((wait) => recallAfter(wait, rating), { retention: params.desired_retention, soonest, latest });
  };
}
