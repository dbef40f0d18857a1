import { invalidInput } from '../../../errors.js';
import { checkCount, checkObject } from '../../argument-checks.js';
import { checkRecentSuccess, type RecentSuccess, updateRecentSuccess } from '../../difficulty/recent-success.js';
import { copyOfHead, type LogisticHead } from '../../online-logistic/logistic-head.js';
import { checkDay } from './residual-card.js';
import type { Moment } from './residual-features.js';
import { checkLaterHead, checkResidualParams, checkSameDayHead, type ResidualParams, residualDefaults } from './residual-params.js';

/** ln of more answers than a counter can hold. */
const MOST_LOAD_LOG = 40;

/** A learner's recent success rates on later days, and the number of answers on their days. */
export type ResidualRates = {
  /** Decayed success rates over answers on a later day than the card's previous answer; null before the first. */
  readonly fast: RecentSuccess | null;
  readonly slow: RecentSuccess | null;
  /** The learner's day of the last answer, an integer counted from 1970-01-01; null before the first. */
  readonly day: number | null;
  /** Number of answers on that day, to any card. */
  readonly day_reviews: number;
  /** Decayed mean of ln(1 + answers so far on the day): the load that a forecast assumes for a later day. */
  readonly typical_load_log: number;
};

/** The state of the residual model for a learner, about 220 numbers; store it once per learner. */
export type ResidualLearner = ResidualRates & {
  /** The model for answers on a later day than the card's previous answer. */
  readonly later: LogisticHead;
  /** The model for answers on the same day. */
  readonly same_day: LogisticHead;
};

export const NO_RATES: ResidualRates = Object.freeze({ fast: null, slow: null, day: null, day_reviews: 0, typical_load_log: 0 });

/**
 * The state of a new learner, from `params.start`.
 *
 * @throws AdaptiveLearningError `invalid_input` when a parameter is out of range
 *
 * @example
 * residualInitialLearner().later.weights.length //=> 17
 */
export function residualInitialLearner(params: ResidualParams = residualDefaults): ResidualLearner {
  checkResidualParams(params);
  return {
    ...NO_RATES,
    later: copyOfHead(params.start.later),
    same_day: copyOfHead(params.start.same_day),
  };
}

/** What the learner brings to an answer now. A day before the last one is an answer that came late: it is counted to the last day. */
export function momentOf({ fast, slow, day, day_reviews }: ResidualRates, today: number): Moment {
  return { fast, slow, dayLoadLog: day !== null && today <= day ? Math.log1p(day_reviews) : 0 };
}

/** What they are expected to bring to an answer some day to come: of the fast rate no more than the slow one, and their typical day. */
export function typicalMoment({ slow, typical_load_log }: ResidualRates): Moment {
  return { fast: slow, slow, dayLoadLog: typical_load_log };
}

/** The learner after an answer, with the heads that it left; `success` null where it tells nothing of memory over days. */
export function learnerAfter(
  learner: ResidualLearner,
  today: number,
  success: boolean | null,
  { later, same_day }: Pick<ResidualLearner, 'later' | 'same_day'>,
  params: ResidualParams,
): ResidualLearner {
  return { ...ratesAfter(learner, today, success, params), later, same_day };
}

export function ratesAfter(
  rates: ResidualRates,
  today: number,
  success: boolean | null,
  { fast_decay, slow_decay }: Pick<ResidualParams, 'fast_decay' | 'slow_decay'>,
): ResidualRates {
  const { fast, slow, typical_load_log } = rates;
  const sameDay = rates.day !== null && today <= rates.day;
  const day = sameDay ? rates.day : today;
  const day_reviews = sameDay ? rates.day_reviews + 1 : 1;
  if (success === null) return { fast, slow, day, day_reviews, typical_load_log };
  const score = success ? 1 : 0;
  const nextSlow = updateRecentSuccess(slow, score, slow_decay);
  return {
    fast: updateRecentSuccess(fast, score, fast_decay),
    slow: nextSlow,
    day,
    day_reviews,
    typical_load_log: typical_load_log + (momentOf(rates, today).dayLoadLog - typical_load_log) / nextSlow.weight,
  };
}

export function checkLearner(where: string, learner: ResidualLearner): void {
  checkObject(where, learner);
  checkRates(where, learner);
  checkLaterHead(`${where}.later`, learner.later);
  checkSameDayHead(`${where}.same_day`, learner.same_day);
}

export function checkRates(where: string, learner: ResidualRates): void {
  if (learner.fast !== null) checkRecentSuccess(`${where}.fast`, learner.fast);
  if (learner.slow !== null) checkRecentSuccess(`${where}.slow`, learner.slow);
  if (learner.day !== null) checkDay(`${where}.day`, learner.day);
  checkCount(`${where}.day_reviews`, learner.day_reviews);
  if (!(Number.isFinite(learner.typical_load_log) && learner.typical_load_log >= 0 && learner.typical_load_log <= MOST_LOAD_LOG)) {
    throw invalidInput(`${where}.typical_load_log`, 'a number from 0 to 40', learner.typical_load_log);
  }
}
