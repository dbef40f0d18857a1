import { checkInstant, checkObject } from '../../argument-checks.js';
import type { CardMemory } from '../../card-memory.js';
import type { ReviewObservation, Scheduler } from '../../model.js';
import { openProbability } from '../../open-probability.js';
import { assumedRecall } from './assumed-recall.js';
import { checkDue, waitedShare } from './early-pass.js';
import { sm2EarlyStep } from './sm2-early-step.js';
import { sm2FromCard } from './sm2-from-card.js';
import { PASSING_GRADE } from './sm2-item.js';
import { checkSm2Params, type Sm2Params, sm2Defaults } from './sm2-params.js';
import { checkSm2State, type Sm2State, sm2Step } from './sm2-step.js';

const DAY_MS = 86_400_000;

/**
 * SM-2 as a scheduler. For a due review and for a failure, `update` is {@link sm2Step} with the observation's grade.
 *
 * The published SM-2 only describes reviews on their due date, but learners also practise in between, often several times in one session.
 * `params.early` sets the effect of such an early pass. By default (`scaled`) it counts in proportion to the elapsed share of the interval: the new
 * interval is the elapsed days times EF', but never shorter than before, and the ease changes by that share of its step. A review is due if the
 * observation's `due` is true; without `due`, from half a day before its date.
 *
 * SM-2 has no model of forgetting, so `predict` is our own assumption: recall falls exponentially to 0.9 on the due date, 0.9^(elapsed / interval).
 * For an item without reviews it returns 0.5. An instant before the last review counts as that review. Every method throws AdaptiveLearningError
 * `invalid_input` on an argument out of range.
 *
 * @example
 * const first = sm2.initial(sm2.defaults) //=> { repetitions: 0, ease_factor: 2.5, interval_days: 0, last_review: null }
 * const next = sm2.update(first, { at: 0, rating: 3, grade: 4 }, sm2.defaults);
 * sm2.intervalDays(next, sm2.defaults) //=> 1
 * sm2.dueAt(next, sm2.defaults) //=> 86400000
 * sm2.update(next, { at: 3600000, rating: 3, grade: 4 }, sm2.defaults) //=> { repetitions: 1, ease_factor: 2.5, interval_days: 1, last_review: 3600000 }
 * const known = { repetitions: 3, ease_factor: 2.5, interval_days: 15, last_review: 0 };
 * const onDay14 = (early) => sm2.update(known, { at: 14 * 86400000, rating: 3, grade: 4 }, { ...sm2.defaults, early }).interval_days;
 * ['scaled', 'ignore', 'count'].map(onDay14) //=> [35, 15, 38]
 * sm2.predict(next, 86400000, sm2.defaults) //=> 0.9
 */
export const sm2: Scheduler<Sm2State, Sm2Params> = Object.freeze({
  name: 'sm2',
  version: '1',
  defaults: sm2Defaults,
  checkParams: checkSm2Params,
  initial(params: Sm2Params): Sm2State {
    checkSm2Params(params);
    return { repetitions: 0, ease_factor: params.initial_ease, interval_days: 0, last_review: null };
  },
  update(state: Sm2State, observation: Pick<ReviewObservation, 'at' | 'grade' | 'due'>, params: Sm2Params): Sm2State {
    checkObject('sm2.update.observation', observation);
    const { grade, at, due } = observation;
    checkSm2State('sm2.state', state);
    checkDue('sm2.update.due', due);
    checkSm2Params(params);
    const next = sm2Step(state, grade, at, params);
    if (grade < PASSING_GRADE || params.early === 'count') return next;
    const share = waitedShare(state, { at, due });
    if (share >= 1) return next;
    return params.early === 'ignore' ? { ...state } : sm2EarlyStep(state, grade, at, share, params);
  },
  predict(state: Sm2State, at: number, params: Sm2Params): number {
    checkSm2State('sm2.state', state);
    checkInstant('sm2.predict.at', at);
    checkSm2Params(params);
    return openProbability(assumedRecall(state.last_review, state.interval_days, at));
  },
  intervalDays,
  dueAt(state: Sm2State, params: Sm2Params): number {
    const days = intervalDays(state, params);
    return (state.last_review ?? 0) + days * DAY_MS;
  },
  adopt(card: CardMemory, params: Sm2Params): Sm2State {
    checkSm2Params(params);
    return sm2FromCard(card, params.minimum_ease);
  },
});

function intervalDays(state: Sm2State, params: Sm2Params): number {
  checkSm2State('sm2.state', state);
  checkSm2Params(params);
  return Math.min(state.interval_days, params.maximum_interval_days);
}
