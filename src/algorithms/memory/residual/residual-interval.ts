import { invalidInput } from '../../../errors.js';
import { checkNotNegative, checkObject, checkUnit } from '../../argument-checks.js';
import { mixed, predictionsOf } from '../../online-logistic/online-logistic.js';
import { LONGEST_INTERVAL_DAYS } from '../longest-interval.js';
import { checkCurve, type ResidualCurve, withinRange } from './residual-base.js';
import { checkCard, type ResidualCard } from './residual-card.js';
import { laterFeatures } from './residual-features.js';
import { checkLearner, type ResidualLearner, usualMoment } from './residual-learner.js';

/** The model of later days knows nothing of shorter waits. */
const SHORTEST_INTERVAL_DAYS = 1;
/** Halvings of the ratio of 36,500 to 1: it ends within a part in 10¹². */
const HALVINGS = 44;

/** A card after its last answer, to be asked about days to come. */
export interface ResidualOutlook {
  /** From {@link residualUpdate} with the last answer. */
  readonly card: ResidualCard;
  readonly learner: ResidualLearner;
  /** The scheduler's memory of the card after the last answer. */
  readonly curve: ResidualCurve;
}

/**
 * The recall to expect some days after the last answer, all other things being as usual for the learner: their fast success rate is taken
 * to be the
 * slow one by then, and the day to be as busy as their days are. Otherwise {@link residualPredict} for a later day.
 *
 * @param elapsedDays - since the last answer; below 1 it is taken as it is, though the model of later days has then seen nothing like it
 * @returns 0.001 to 0.999; it never rises with `elapsedDays`, as long as the scheduler's curve does not
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range, or the curve gives no number from 0 to 1
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
 * Days after the last answer until the recall to expect has fallen to `retention`: {@link residualForecast} solved for the days.
 *
 * The forecast never rises, since the scheduler's curve does not, the weights of both features that grow with time are held at or below 0
 * and the trust mixes
 * two such curves; so halving finds the one place where it crosses `retention`.
 *
 * @param retention - the recall to wait for, 0 to 1; 0.9 is usual
 * @param longestDays - 1 to 36,500
 * @returns days from 1 (recall has fallen to the retention by then, or before) to `longestDays`
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range, or the curve gives no number from 0 to 1
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
  const features = laterFeatures(card, withinRange(curve), usualMoment(learner), elapsedDays);
  return mixed(learner.later.trust, predictionsOf(learner.later, features, retrievability));
}

function checkOutlook(where: string, outlook: ResidualOutlook): void {
  checkObject(where, outlook);
  checkCard(`${where}.card`, outlook.card);
  checkLearner(`${where}.learner`, outlook.learner);
  checkCurve(`${where}.curve`, outlook.curve);
}
