import { checkUnit } from '../../argument-checks.js';
import { informationAt, logistic } from './item-curve.js';
import { checkItems, checkTheta, type IrtMetric, type ItemParameters, scaleOf } from './item-parameters.js';

/** Halvings of the ability scale, 200 wide: after them the interval is as small as a double can tell. */
const HALVINGS = 60;

/**
 * The information of a test at an ability: the sum of {@link itemInformation} over its items. 1/√ of it is the standard error of the test there.
 *
 * Source: A. Birnbaum 1968, section 20.2.
 *
 * @throws AdaptiveLearningError `invalid_input` when a parameter is missing or out of range
 *
 * @example
 * const items = [{ discrimination: 2, difficulty: 0, guessing: 0 }, { discrimination: 2, difficulty: 0, guessing: 0.25 }];
 * testInformation(items, 0) //=> 1.6
 */
export function testInformation(items: readonly ItemParameters[], theta: number, metric: IrtMetric = 'logistic'): number {
  checkItems('testInformation.items', items);
  checkTheta('testInformation.theta', theta);
  const scale = scaleOf('testInformation', metric);
  return items.reduce((sum, item) => sum + informationAt(scale * item.discrimination, item.difficulty, item.guessing, theta), 0);
}

/**
 * The expected share of right answers on a test at ability theta: the test characteristic curve.
 *
 *     τ(θ) = (1/n)·Σ P(θ)
 *
 * Source: F. M. Lord, Applications of item response theory, 1980, section 4.2.
 *
 * @returns 0 to 1
 * @throws AdaptiveLearningError `invalid_input` when a parameter is missing or out of range
 *
 * @example
 * const items = [{ discrimination: 1, difficulty: -1, guessing: 0 }, { discrimination: 1, difficulty: 1, guessing: 0.2 }];
 * expectedScore(items, 0) //=> 0.573…
 */
export function expectedScore(items: readonly ItemParameters[], theta: number, metric: IrtMetric = 'logistic'): number {
  checkItems('expectedScore.items', items);
  checkTheta('expectedScore.theta', theta);
  return shareAt(items, theta, scaleOf('expectedScore', metric));
}

/**
 * The ability at which a given share of right answers is expected; it converts a pass mark to a cut score on the ability scale. The inverse of {@link
 * expectedScore}.
 *
 * A share at or below the mean of the guessing parameters gives −100; a share of 1 gives 100. All items count the same; repeat an item to give it
 * more points.
 *
 * @param share - 0 to 1: a pass mark of 70 % is 0.7
 * @returns an ability, −100 to 100
 * @throws AdaptiveLearningError `invalid_input` when a parameter is missing or out of range
 *
 * @example
 * const items = [{ discrimination: 1, difficulty: -1, guessing: 0 }, { discrimination: 1, difficulty: 1, guessing: 0.2 }];
 * const cut = abilityForScore(items, 0.7) //=> 0.743…
 * expectedScore(items, cut) //=> 0.7…
 */
export function abilityForScore(items: readonly ItemParameters[], share: number, metric: IrtMetric = 'logistic'): number {
  checkItems('abilityForScore.items', items);
  checkUnit('abilityForScore.share', share);
  const scale = scaleOf('abilityForScore', metric);
  let low = -100;
  let high = 100;
  if (shareAt(items, low, scale) >= share) return low;
  if (shareAt(items, high, scale) <= share) return high;
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    if (shareAt(items, middle, scale) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function shareAt(items: readonly ItemParameters[], theta: number, scale: number): number {
  let sum = 0;
  for (const { discrimination, difficulty, guessing } of items) {
    sum += guessing + (1 - guessing) * logistic(scale * discrimination * (theta - difficulty));
  }
  return sum / items.length;
}
