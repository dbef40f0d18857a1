import { checkInstant, checkObject } from '../../argument-checks.js';
import type { Grade, Scheduler } from '../../model.js';
import { PASSING_GRADE } from './sm2-item.js';
import { checkSm2Params, type Sm2Params, sm2Defaults } from './sm2-params.js';
import { checkSm2State, type Sm2State, sm2Step } from './sm2-step.js';

const DAY_MS = 86_400_000;

/** Recall assumed at the due date. Woźniak's text names no figure for SM-2; 0.9 is what SuperMemo and FSRS aim at by default. */
const RECALL_AT_DUE = 0.9;

/** Recall assumed of an item never reviewed: even odds, the one number that claims nothing. */
const RECALL_UNSEEN = 0.5;

/** A pass up to so long before the due date is a repetition: people do not study at the same hour each day. */
const EARLY_DAYS = 0.5;

/**
 * SM-2 as a scheduler: `update` is {@link sm2Step} on the observation's grade, when the review counts.
 *
 * The text knows reviews at their due date only. Between them a tutor's learner practises, often many times in one sitting: a pass more
 * than half a day before the due date changes nothing, or five right answers in a row would send the concept away for months.
 * A failure always counts.
 *
 * `predict` is an assumption of ours, since SM-2 has no model of forgetting: recall falls exponentially and reaches 0.9 on
 * the due date, 0.9^(elapsed / interval). An item never reviewed is predicted 0.5; an instant before the last review counts as that review.
 * Every method throws AdaptiveLearningError `invalid_input` on an argument out of range.
 *
 * @example
 * const first = sm2.initial(sm2.defaults) //=> { repetitions: 0, ease_factor: 2.5, interval_days: 0, last_review: null }
 * const next = sm2.update(first, { at: 0, rating: 3, grade: 4 }, sm2.defaults);
 * sm2.intervalDays(next, sm2.defaults) //=> 1
 * sm2.dueAt(next, sm2.defaults) //=> 86400000
 * sm2.update(next, { at: 3600000, rating: 3, grade: 4 }, sm2.defaults) //=> { repetitions: 1, ease_factor: 2.5, interval_days: 1, last_review: 0 }
 * sm2.predict(next, 86400000, sm2.defaults) //=> 0.9
 */
export const sm2: Scheduler<Sm2State, Sm2Params> = Object.freeze({
  name: 'sm2',
  version: '1',
  defaults: sm2Defaults,
  initial(params: Sm2Params): Sm2State {
    checkSm2Params(params);
    return { repetitions: 0, ease_factor: params.initial_ease, interval_days: 0, last_review: null };
  },
  update(state: Sm2State, observation: { readonly at: number; readonly grade: Grade }, params: Sm2Params): Sm2State {
    checkObject('sm2.update.observation', observation);
    const { grade, at } = observation;
    checkSm2State(state);
    const next = sm2Step(state, grade, at, params);
    return isPractice(state, grade, at) ? { ...state } : next;
  },
  predict(state: Sm2State, at: number, params: Sm2Params): number {
    checkSm2State(state);
    checkInstant('sm2.predict.at', at);
    checkSm2Params(params);
    if (state.last_review === null || state.interval_days === 0) return RECALL_UNSEEN;
    const elapsedDays = Math.max(0, at - state.last_review) / DAY_MS;
    return RECALL_AT_DUE ** (elapsedDays / state.interval_days);
  },
  intervalDays,
  dueAt(state: Sm2State, params: Sm2Params): number {
    const days = intervalDays(state, params);
    return (state.last_review ?? 0) + days * DAY_MS;
  },
});

function intervalDays(state: Sm2State, params: Sm2Params): number {
  checkSm2State(state);
  checkSm2Params(params);
  return Math.min(state.interval_days, params.maximum_interval_days);
}

/** A pass too early to say anything about the interval. */
function isPractice({ last_review, interval_days }: Sm2State, grade: Grade, at: number): boolean {
  return last_review !== null && grade >= PASSING_GRADE && at < last_review + (interval_days - EARLY_DAYS) * DAY_MS;
}
