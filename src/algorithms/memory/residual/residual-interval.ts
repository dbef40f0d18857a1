import { invalidInput } from '../../../errors.js';
import { checkNotNegative, checkObject, checkUnit } from '../../argument-checks.js';
import { mixed, predictionsOf } from '../../online-logistic/online-logistic.js';
import { LONGEST_INTERVAL_DAYS } from '../longest-interval.js';
import { checkCurve, type ResidualCurve, withinRange } from './residual-base.js';
import { checkCard, type ResidualCard } from './residual-card.js';
import { laterFeatures } from './residual-features.js';
import { checkLearner, type ResidualLearner, typicalMoment } from './residual-learner.js';

/** The model of later days knows nothing of shorter waits. */
const SHORTEST_INTERVAL_DAYS = 1;
/** Halvings of the ratio of 36,500 to 1: it ends within a part in 10¹². */
const HALVINGS = 44;

/** A card after its last answer, for predictions of later days. */
export interface ResidualOutlook {
  /** From {@link residualUpdate} with the last answer. */
  readonly card: ResidualCard;
  readonly learner: ResidualLearner;
  /** The scheduler's memory of the card after the last answer. */
  readonly curve: ResidualCurve;
}

/**
 * The expected recall a number of days after the last answer. It is {@link residualPredict} for a later day, assuming that the learner's fast success
 * rate has then returned to the slow one and that the day has their average number of answers.
 *
 * @param elapsedDays - days since the last answer; values below 1 are allowed, but the model for later days has not seen such data
 * @returns 0.001 to 0.999; never increases with `elapsedDays` if the scheduler's curve does not
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range, or the curve does not return a number from 0 to 1
 *
 * @example
 * const card = residualUpdate({ card: residualInitialCard(), learner: residualInitialLearner(), base: null, at: 0, rating: 3 }).card;
 * const curve = { stability: 10, difficulty: 5, retrievabilityAfter: (days) => 0.9 ** (days / 10) };
 * residualForecast({ card, learner: residualInitialLearner(), curve }, 20) //=> 0.81…
 */
export function residualForecast(outlook: ResidualOutlook, elapsedDays: number): number {
  checkOutlook('residualForecast', outlook);
  checkNotNegative('residualForecast.elapsedDays', elapsedDays);
  return forecast('residualForecast', outlook, elapsedDays);
}

/**
 * Days after the last answer until the expected recall falls to `retention`: the inverse of {@link residualForecast}.
 *
 * The forecast never increases: the scheduler's curve does not, the weights of the two features that grow with time are at most 0, and the trust
 * mixes two such curves. So bisection finds the only crossing with `retention`.
 *
 * @param retention - the target recall, 0 to 1; typically 0.9
 * @param longestDays - 1 to 36,500
 * @returns days, from 1 (recall is at or below the target by then) to `longestDays`
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range, or the curve does not return a number from 0 to 1
 *
 * @example
 * const card = residualUpdate({ card: residualInitialCard(), learner: residualInitialLearner(), base: null, at: 0, rating: 3 }).card;
 * const curve = { stability: 10, difficulty: 5, retrievabilityAfter: (days) => 0.9 ** (days / 10) };
 * residualInterval({ card, learner: residualInitialLearner(), curve }, 0.9) //=> 10…
 * residualInterval({ card, learner: residualInitialLearner(), curve }, 0.1, 60) //=> 60
 */
export function residualInterval(outlook: ResidualOutlook, retention: number, longestDays: number = LONGEST_INTERVAL_DAYS): number {
  const where = 'residualInterval';
  checkOutlook(where, outlook);
  checkUnit('residualInterval.retention', retention);
  if (!(Number.isFinite(longestDays) && longestDays >= SHORTEST_INTERVAL_DAYS && longestDays <= LONGEST_INTERVAL_DAYS)) {
    throw invalidInput('residualInterval.longestDays', 'days from 1 to 36500', longestDays);
  }
  if (forecast(where, outlook, SHORTEST_INTERVAL_DAYS) <= retention) return SHORTEST_INTERVAL_DAYS;
  if (forecast(where, outlook, longestDays) > retention) return longestDays;
  let above = SHORTEST_INTERVAL_DAYS;
  let below = longestDays;
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = Math.sqrt(above * below);
    if (forecast(where, outlook, middle) > retention) above = middle;
    else below = middle;
  }
  return below;
}

function forecast(where: string, { card, learner, curve }: ResidualOutlook, elapsedDays: number): number {
  const retrievability = curve.retrievabilityAfter(elapsedDays);
  checkUnit(`${where}.curve.retrievabilityAfter`, retrievability);
  const features = laterFeatures(card, withinRange(curve), typicalMoment(learner), elapsedDays);
  return mixed(learner.later.trust, predictionsOf(learner.later, features, retrievability));
}

function checkOutlook(where: string, outlook: ResidualOutlook): void {
  checkObject(where, outlook);
  checkCard(`${where}.card`, outlook.card);
  checkLearner(`${where}.learner`, outlook.learner);
  checkCurve(`${where}.curve`, outlook.curve);
}
