import { checkInstant, checkObject, checkRating } from '../../argument-checks.js';
import type { CardMemory } from '../../card-memory.js';
import type { ReviewObservation, Scheduler } from '../../model.js';
import { RECALL_UNSEEN } from '../recall-unseen.js';
import { clippedRecall, daysOf, exponentOf } from './half-life.js';
import { hlrFromCard } from './hlr-from-card.js';
import { checkHlrParams, type HlrParams, hlrDefaults } from './hlr-params.js';
import { checkHlrState, type HlrState, hlrFeatures } from './hlr-state.js';

const DAY_MS = 86_400_000;

/**
 * Half-life regression as a scheduler: the half-life depends only on the numbers of right and wrong answers so far.
 *
 *     h    = 2^(θr·√(1 + right) + θw·√(1 + wrong) + θ0)   days, from 15 minutes to 274 days
 *     p(Δ) = 2^(−Δ/h), from 0.0001 to 0.9999
 *     interval = h·log2(1 / desired_retention)
 *
 * A rating of 2 or more counts as right. Late or out-of-order answers lead to the same state. Days are periods of 24 hours, intervals have fractions,
 * and the learner's calendar is not used. For an item without reviews, `predict` returns 0.5. An instant before the last review counts as that
 * review. `update` and `predict` run in constant time. Every method throws AdaptiveLearningError `invalid_input` on an argument out of range.
 *
 * Source: B. Settles, B. Meeder, A trainable spaced repetition model for language learning, ACL 2016; features and bounds of their code
 * (github.com/duolingo/halflife-regression), without a weight per word; for that, see {@link halfLifeStep}.
 *
 * @example
 * const first = hlr.update(hlr.initial(hlr.defaults), { at: 0, rating: 3, grade: 4 }, hlr.defaults) //=> { right: 1, wrong: 0, last_review: 0 }
 * hlr.predict(first, 86400000, hlr.defaults) //=> 0.84…
 * hlr.intervalDays(first, hlr.defaults) //=> 0.6…
 * const lapsed = hlr.update(first, { at: 86400000, rating: 1, grade: 1 }, hlr.defaults) //=> { right: 1, wrong: 1, last_review: 86400000 }
 * hlr.intervalDays(lapsed, hlr.defaults) //=> 0.3…
 */
export const hlr: Scheduler<HlrState, HlrParams> = Object.freeze({
  name: 'hlr',
  version: '1',
  defaults: hlrDefaults,
  checkParams: checkHlrParams,
  initial(params: HlrParams): HlrState {
    checkHlrParams(params);
    return { right: 0, wrong: 0, last_review: null };
  },
  update(state: HlrState, observation: Pick<ReviewObservation, 'at' | 'rating'>, params: HlrParams): HlrState {
    checkHlrState(state);
    checkObject('hlr.update.observation', observation);
    const { at, rating } = observation;
    checkInstant('hlr.update.at', at);
    checkRating('hlr.update.rating', rating);
    checkHlrParams(params);
    const { right, wrong, last_review } = state;
    return {
      right: rating > 1 ? right + 1 : right,
      wrong: rating > 1 ? wrong : wrong + 1,
      last_review: (last_review === null ? at : Math.max(last_review, at)) + 0,
    };
  },
  predict(state: HlrState, at: number, params: HlrParams): number {
    checkHlrState(state);
    checkInstant('hlr.predict.at', at);
    checkHlrParams(params);
    if (state.last_review === null) return RECALL_UNSEEN;
    const elapsedDays = Math.max(0, at - state.last_review) / DAY_MS;
    return clippedRecall(2 ** -(elapsedDays / halfLifeOf(state, params)));
  },
  intervalDays,
  dueAt(state: HlrState, params: HlrParams): number {
    const days = intervalDays(state, params);
    return (state.last_review ?? 0) + days * DAY_MS;
  },
  adopt(card: CardMemory, params: HlrParams): HlrState {
    checkHlrParams(params);
    return hlrFromCard(card);
  },
});

function intervalDays(state: HlrState, params: HlrParams): number {
  checkHlrState(state);
  checkHlrParams(params);
  if (state.last_review === null) return 0;
  return Math.min(params.maximum_interval_days, halfLifeOf(state, params) * -Math.log2(params.desired_retention));
}

function halfLifeOf(state: HlrState, { weight_right, weight_wrong, bias }: HlrParams): number {
  return daysOf(exponentOf(hlrFeatures(state), [weight_right, weight_wrong, bias]));
}
