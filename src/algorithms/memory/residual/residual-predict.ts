import { checkInstant, checkObject } from '../../argument-checks.js';
import type { LogisticHead } from '../../online-logistic/logistic-head.js';
import { type HeadPredictions, mixed, predictionsOf } from '../../online-logistic/online-logistic.js';
import { checkBase, type ResidualBase, withinRange } from './residual-base.js';
import { type CardTime, cardTime, checkCard, checkDay, type ResidualCard } from './residual-card.js';
import { laterFeatures, sameDayFeatures } from './residual-features.js';
import { checkLearner, momentOf, type ResidualLearner } from './residual-learner.js';

/** A question before its answer. */
export interface ResidualQuestion {
  /** From {@link residualInitialCard} or an earlier update. */
  readonly card: ResidualCard;
  /** From {@link residualInitialLearner} or an earlier update. */
  readonly learner: ResidualLearner;
  /** The scheduler's prediction for the card at this instant. */
  readonly base: ResidualBase;
  /** ms since 1970; an instant before the card's last answer counts as that answer. */
  readonly at: number;
  /** The learner's day of that instant, an integer counted from 1970-01-01; the UTC day by default. */
  readonly day?: number;
}

/**
 * The probability of recall: the scheduler's prediction, corrected for its past errors on this learner's answers.
 *
 *     model = 1 / (1 + e^−z),   z = ln(R / (1 − R)) + w·x
 *     recall = trust·model + (1 − trust)·R
 *
 * R is the scheduler's retrievability, clamped to 0.001 … 0.999, and within z to 0.02 … 0.98. x are features of the card, the learner and the moment
 * (see {@link RESIDUAL_LATER_FEATURES}). w and trust belong to the learner, with one model for answers on a later day than the card's previous answer
 * and another for answers on the same day. Before w is learnt, and for a card without answers, recall is R.
 *
 * Store `card` with the card and `learner` with the learner, both as returned by {@link residualUpdate}.
 * Count the days of scheduler and model by the learner's calendar, with a rollover at night. With completed periods of 24 h, both predict worse.
 *
 * Source: our own; for the learning step of w and the trust, see the sources of {@link residualUpdate}.
 *
 * @returns 0.001 to 0.999; the model never increases with time (the weights of elapsed time are at most 0)
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const card = residualInitialCard();
 * const learner = residualInitialLearner();
 * const base = { retrievability: 0.9, stability: 2.3, difficulty: 5 };
 * residualPredict({ card, learner, base, at: 0 }) //=> 0.9
 */
export function residualPredict(question: ResidualQuestion): number {
  checkQuestion('residualPredict', question);
  const { card, learner, base, at, day } = question;
  checkBase('residualPredict.base', base);
  const time = cardTime(card, at, day);
  if (time === null) return predictionsOf(learner.later, [], base.retrievability).base;
  const { head, opinions } = opinionsNow(card, learner, base, time);
  return mixed(head.trust, opinions);
}

/** What is said of an answer to a card that was answered before, and by which head. */
export function opinionsNow(
  card: ResidualCard,
  learner: ResidualLearner,
  base: ResidualBase,
  time: CardTime,
): { head: LogisticHead; features: readonly number[]; opinions: HeadPredictions } {
  const moment = momentOf(learner, time.day);
  const head = time.later ? learner.later : learner.same_day;
  const features = time.later
    ? laterFeatures(card, withinRange(base), moment, time.elapsedDays)
    : sameDayFeatures(card, moment, time.elapsedDays);
  return { head, features, opinions: predictionsOf(head, features, base.retrievability) };
}

export function checkQuestion(where: string, question: Omit<ResidualQuestion, 'base'>): void {
  checkObject(where, question);
  checkCard(`${where}.card`, question.card);
  checkLearner(`${where}.learner`, question.learner);
  checkInstant(`${where}.at`, question.at);
  if (question.day !== undefined) checkDay(`${where}.day`, question.day);
}
