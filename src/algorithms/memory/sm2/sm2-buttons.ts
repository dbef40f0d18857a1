import { checkInstant, checkObject } from '../../argument-checks.js';
import type { CardMemory } from '../../card-memory.js';
import type { ReviewObservation, Scheduler } from '../../model.js';
import { openProbability } from '../../open-probability.js';
import { assumedRecall } from './assumed-recall.js';
import { checkDue, waitedShare } from './early-pass.js';
import { sm2ButtonsEarlyStep } from './sm2-buttons-early-step.js';
import { checkSm2ButtonsParams, type Sm2ButtonsParams, sm2ButtonsDefaults } from './sm2-buttons-params.js';
import { sm2ButtonsStep } from './sm2-buttons-step.js';
import { sm2FromCard } from './sm2-from-card.js';
import { checkSm2State, type Sm2State } from './sm2-step.js';

const DAY_MS = 86_400_000;

/**
 * SM-2 with four buttons as a scheduler. For a due review and for again, `update` is {@link sm2ButtonsStep} with the observation's rating.
 *
 * As in {@link sm2}, `params.early` sets the effect of a pass before the due date (`scaled` by default), and `predict` assumes 0.9^(elapsed /
 * interval), or 0.5 for an item without reviews. The state is that of `sm2`. Every method throws AdaptiveLearningError `invalid_input` on an argument
 * out of range.
 *
 * @example
 * const first = sm2Buttons.initial(sm2Buttons.defaults) //=> { repetitions: 0, ease_factor: 2.5, interval_days: 0, last_review: null }
 * const next = sm2Buttons.update(first, { at: 0, rating: 4, grade: 5 }, sm2Buttons.defaults);
 * next //=> { repetitions: 1, ease_factor: 2.65, interval_days: 4, last_review: 0 }
 * sm2Buttons.dueAt(next, sm2Buttons.defaults) //=> 345600000
 * const onDay2 = (early) => sm2Buttons.update(next, { at: 2 * 86400000, rating: 3, grade: 4 }, { ...sm2Buttons.defaults, early }).interval_days;
 * ['scaled', 'ignore', 'count'].map(onDay2) //=> [5, 4, 11]
 */
export const sm2Buttons: Scheduler<Sm2State, Sm2ButtonsParams> = Object.freeze({
  name: 'sm2_buttons',
  version: '1',
  defaults: sm2ButtonsDefaults,
  checkParams: checkSm2ButtonsParams,
  initial(params: Sm2ButtonsParams): Sm2State {
    checkSm2ButtonsParams(params);
    return { repetitions: 0, ease_factor: params.initial_ease, interval_days: 0, last_review: null };
  },
  update(state: Sm2State, observation: Pick<ReviewObservation, 'at' | 'rating' | 'due'>, params: Sm2ButtonsParams): Sm2State {
    checkObject('sm2_buttons.update.observation', observation);
    const { rating, at, due } = observation;
    checkDue('sm2_buttons.update.due', due);
    checkSm2ButtonsParams(params);
    const next = sm2ButtonsStep(state, rating, at, params);
    if (rating === 1 || params.early === 'count') return next;
    const share = waitedShare(state, { at, due });
    if (share >= 1) return next;
    return params.early === 'ignore' ? { ...state } : sm2ButtonsEarlyStep(state, rating, at, share, params);
  },
  predict(state: Sm2State, at: number, params: Sm2ButtonsParams): number {
    checkSm2State('sm2_buttons.state', state);
    checkInstant('sm2_buttons.predict.at', at);
    checkSm2ButtonsParams(params);
    return openProbability(assumedRecall(state.last_review, state.interval_days, at));
  },
  intervalDays,
  dueAt(state: Sm2State, params: Sm2ButtonsParams): number {
    const days = intervalDays(state, params);
    return (state.last_review ?? 0) + days * DAY_MS;
  },
  adopt(card: CardMemory, params: Sm2ButtonsParams): Sm2State {
    checkSm2ButtonsParams(params);
    return sm2FromCard(card, params.minimum_ease);
  },
});

function intervalDays(state: Sm2State, params: Sm2ButtonsParams): number {
  checkSm2State('sm2_buttons.state', state);
  checkSm2ButtonsParams(params);
  return Math.min(state.interval_days, params.maximum_interval_days);
}
