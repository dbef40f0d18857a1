import { checkItem, checkTheta, type IrtMetric, type ItemParameters, scaleOf } from './item-parameters.js';

/**
 * The probability that a learner with ability theta answers an item right, by the three-parameter logistic model.
 *
 *     P(θ) = c + (1 − c) / (1 + exp(−D·a·(θ − b)))
 *
 * With c = 0 this is the 2PL; with a = 1 as well, the Rasch model. Source: A. Birnbaum, in Lord and Novick, Statistical theories of mental test
 * scores, 1968, chapters 17 and 20; G. Rasch, Probabilistic models for some intelligence and attainment tests, 1960.
 *
 * @param item - see {@link ItemParameters}
 * @param theta - ability, −100 to 100; 0 is the mean and 1 the standard deviation of the learners on whom the item was calibrated
 * @param metric - see {@link IrtMetric}; `logistic` by default
 * @returns a probability from c to 1
 * @throws AdaptiveLearningError `invalid_input` when a parameter is missing or out of range
 *
 * @example
 * itemProbability({ discrimination: 1, difficulty: 0, guessing: 0 }, 1) //=> 0.731…
 * itemProbability({ discrimination: 1.2, difficulty: 0.5, guessing: 0.2 }, 0.5) //=> 0.600…
 * itemProbability({ discrimination: 1, difficulty: 0, guessing: 0 }, 1, 'normal') //=> 0.846…
 * itemProbability({ discrimination: 1, difficulty: 0 }, 1) //=> throws invalid_input
 */
export function itemProbability(item: ItemParameters, theta: number, metric: IrtMetric = 'logistic'): number {
  checkItem('itemProbability.item', item);
  checkTheta('itemProbability.theta', theta);
  const z = scaleOf('itemProbability', metric) * item.discrimination * (theta - item.difficulty);
  return item.guessing + (1 - item.guessing) * logistic(z);
}

/**
 * The Fisher information of an item at an ability: how precisely one answer determines the ability.
 *
 *     I(θ) = P′(θ)² / (P(θ)·Q(θ)) = D²·a²·(Q/P)·((P − c)/(1 − c))²
 *
 * The information of several items adds up, and 1/√ΣI is the standard error of an ability estimated from them.
 * Source: A. Birnbaum 1968, section 20.2; F. M. Lord, Applications of item response theory, 1980, equation 5-9.
 *
 * @param item - its parameters
 * @param theta - ability, −100 to 100
 * @param metric - see {@link IrtMetric}; `logistic` by default
 * @returns 0 or more, in 1/θ²
 * @throws AdaptiveLearningError `invalid_input` when a parameter is missing or out of range
 *
 * @example
 * itemInformation({ discrimination: 2, difficulty: 0, guessing: 0 }, 0) //=> 1
 * itemInformation({ discrimination: 2, difficulty: 0, guessing: 0.25 }, 0) //=> 0.6
 */
export function itemInformation(item: ItemParameters, theta: number, metric: IrtMetric = 'logistic'): number {
  checkItem('itemInformation.item', item);
  checkTheta('itemInformation.theta', theta);
  return informationAt(scaleOf('itemInformation', metric) * item.discrimination, item.difficulty, item.guessing, theta);
}

/** 1 / (1 + exp(−z)), without losing the digits of small values. */
export function logistic(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}

/** {@link itemInformation} on checked numbers; `slope` is D·a. */
export function informationAt(slope: number, difficulty: number, guessing: number, theta: number): number {
  const z = slope * (theta - difficulty);
  const e = Math.exp(z < 0 ? z : -z);
  const big = 1 / (1 + e);
  const small = e * big;
  // ψ(1 − ψ) for the curve without guessing; with it, ψ²(1 − ψ)(1 − c)/P.
  if (guessing === 0) return slope * slope * big * small;
  const psi = z < 0 ? small : big;
  return (slope * slope * big * small * psi * (1 - guessing)) / (guessing + (1 - guessing) * psi);
}
