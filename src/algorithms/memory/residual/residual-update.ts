import { checkRating } from '../../argument-checks.js';
import type { Rating } from '../../model.js';
import { learned, mixed, predictionsOf } from '../../online-logistic/online-logistic.js';
import { checkBase, type ResidualBase } from './residual-base.js';
import { type CardTime, cardAfter, cardTime, dayOf, type ResidualCard } from './residual-card.js';
import { LATER_ELAPSED, SAME_DAY_ELAPSED } from './residual-features.js';
import { learnerAfter, type ResidualLearner } from './residual-learner.js';
import { checkResidualParams, type ResidualParams, residualDefaults } from './residual-params.js';
import { checkQuestion, opinionsNow, type ResidualQuestion } from './residual-predict.js';

/** An answer that was given. */
export interface ResidualAnswer extends Omit<ResidualQuestion, 'base'> {
  /**
   * The scheduler's prediction for the card before the answer; null only for a card's first answer, which contains no information about forgetting.
   */
  readonly base: ResidualBase | null;
  readonly rating: Rating;
}

/** The new states after an answer. */
export interface ResidualUpdated {
  /** Store it with the card. */
  readonly card: ResidualCard;
  /** Store it with the learner. */
  readonly learner: ResidualLearner;
  /** The prediction before the rating was known, as by {@link residualPredict}; null without a base. */
  readonly predicted: number | null;
}

/**
 * Predicts an answer, then learns from it, in constant time.
 *
 *     s = xᵀPx,  v = p(1 − p),  w ← w + Px·(y − p) / (1 + v·s),  P ← P − Px(Px)ᵀ·v / (1 + v·s)
 *     trust ← the posterior probability that the model, not the scheduler alone, predicts better
 *
 * y is 1 for hard, good and easy and 0 for again, p the model's own prediction, P the covariance of the weights. Then P grows by `drift` where it is
 * smaller than at the start, weights of elapsed time are clamped to at most 0, and all weights to −10 … 10. Compared with the better one of model and
 * scheduler, the trust of each of the two models costs at most ln 2 of log loss in total, plus about `switch_rate` per answer.
 *
 * Sources: W. D. Penny, S. J. Roberts, Dynamic logistic regression, IJCNN 1999; D. Simon, Kalman filtering with state constraints: a
 * survey, 2010;
 * M. Herbster, M. K. Warmuth, Tracking the best expert, Machine Learning 32, 1998.
 *
 * @returns new states; an answer with an earlier time than the card's last one counts as simultaneous with it
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const first = residualUpdate({ card: residualInitialCard(), learner: residualInitialLearner(), base: null, at: 0, rating: 3 });
 * first.predicted //=> null
 * const base = { retrievability: 0.8, stability: 2.3, difficulty: 5 };
 * const second = residualUpdate({ ...first, base, at: 7 * 86400000, rating: 3 });
 * second.predicted //=> 0.8…
 * residualPredict({ ...first, learner: second.learner, base, at: 7 * 86400000 }) //=> 0.810…
 */
export function residualUpdate(answer: ResidualAnswer, params: ResidualParams = residualDefaults): ResidualUpdated {
  checkQuestion('residualUpdate', answer);
  checkRating('residualUpdate.rating', answer.rating);
  checkResidualParams(params);
  const { card, learner, base, at, rating } = answer;
  const day = dayOf(at, answer.day);
  const time = cardTime(card, at, day);
  if (base !== null || time !== null) checkBase('residualUpdate.base', base as ResidualBase);
  const after = cardAfter(card, at, day, rating, params.card_decay);
  if (time === null) {
    const predicted = base === null ? null : predictionsOf(learner.later, [], base.retrievability).base;
    return { card: after, learner: learnerAfter(learner, day, null, learner, params), predicted };
  }
  const { learner: taught, predicted } = learnt(answer, base as ResidualBase, time, params);
  return { card: after, learner: taught, predicted };
}

function learnt(
  { card, learner, rating }: ResidualAnswer,
  base: ResidualBase,
  time: CardTime,
  params: ResidualParams,
): { learner: ResidualLearner; predicted: number } {
  const success = rating > 1;
  const { head, features, opinions } = opinionsNow(card, learner, base, time);
  const { drift, switch_rate: switchRate, start } = params;
  const predicted = mixed(head.trust, opinions);
  if (time.later) {
    const later = learned(head, features, opinions, success, { start: start.later, elapsed: LATER_ELAPSED, drift, switchRate });
    return { learner: learnerAfter(learner, time.day, success, { later, same_day: learner.same_day }, params), predicted };
  }
  const same_day = learned(head, features, opinions, success, { start: start.same_day, elapsed: SAME_DAY_ELAPSED, drift, switchRate });
  return { learner: learnerAfter(learner, time.day, null, { later: learner.later, same_day }, params), predicted };
}
