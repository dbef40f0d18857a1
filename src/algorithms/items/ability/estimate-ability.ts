import { invalidInput } from '../../../errors.js';
import { checkObject } from '../../argument-checks.js';
import { scaleOf } from '../item-response/item-parameters.js';
import { type AbilityMethod, type AbilityParams, abilityDefaults, checkAbilityParams, needsAnswers } from './ability-params.js';
import { expectedAbility } from './expected-ability.js';
import type { HighestPoint } from './highest-point.js';
import { type ItemResponse, type ResponseColumns, responseColumns } from './item-responses.js';
import { likeliestAbility, posteriorRange, weightedAbility } from './likeliest-ability.js';
import { type LikelihoodSlope, likelihoodSlopeAt } from './log-likelihood.js';

/** An estimated ability. */
export interface AbilityEstimate {
  readonly method: AbilityMethod;
  readonly theta: number;
  /**
   * `eap`: the standard deviation of the posterior. `map`: 1/√(I + 1/sd²). `mle`, `wle`: 1/√I. I is the information of the items at theta. Null if
   * the items have no information at theta, so that the standard error is infinite.
   */
  readonly standardError: number | null;
  readonly answered: number;
  readonly right: number;
  /** Set if all answers were right or all wrong. `mle` then has no maximum, and any estimate is a bound rather than a measurement. */
  readonly oneSided: 'all_right' | 'all_wrong' | null;
  /** Set if the estimate is at this end of the range: the true maximum is outside of the range or does not exist. */
  readonly bound: 'lower' | 'upper' | null;
}

/**
 * Estimates a learner's ability, with its standard error, from answers to calibrated items.
 *
 * The estimate is within 1e-9 of the exact mean or maximum. With guessing, the likelihood can have several local maxima; the global one is returned.
 * The order of the answers does not matter. Without answers, `eap` and `map` return the prior, and `mle` and `wle` throw.
 *
 * Sources: R. D. Bock and R. J. Mislevy, Adaptive EAP estimation of ability in a microcomputer environment, Applied Psychological
 * Measurement 6, 1982; F. Samejima, Estimation of latent ability using a response pattern of graded scores, 1969;
 * T. A. Warm, Weighted likelihood estimation of ability in item response theory, Psychometrika 54, 1989.
 *
 * @param responses - items with their parameters and whether they were answered right
 * @param params - overrides of {@link abilityDefaults}
 * @throws AdaptiveLearningError `invalid_input` when an item's parameter is missing or an argument is out of range
 *
 * @example
 * const easy = { discrimination: 1.2, difficulty: -1, guessing: 0 };
 * const hard = { discrimination: 0.8, difficulty: 1, guessing: 0 };
 * const estimate = estimateAbility([{ item: easy, correct: true }, { item: hard, correct: false }]);
 * estimate.theta //=> 0.0467…
 * estimate.standardError //=> 0.8566…
 * estimateAbility([{ item: easy, correct: true }], { method: 'mle' }).bound //=> 'upper'
 * estimateAbility([{ item: { difficulty: 0 }, correct: true }]) //=> throws invalid_input
 */
export function estimateAbility(responses: readonly ItemResponse[], params: Partial<AbilityParams> = {}): AbilityEstimate {
  checkObject('estimateAbility.params', params);
  const complete = { ...abilityDefaults, ...params };
  checkAbilityParams('estimateAbility.params', complete);
  const columns = responseColumns('estimateAbility.responses', responses, scaleOf('estimateAbility.params', complete.metric));
  if (columns.count === 0 && needsAnswers(complete.method)) {
    throw invalidInput('estimateAbility.responses', `at least one answer, since ${complete.method} has no prior`, responses);
  }
  return abilityOf(columns, complete);
}

/** {@link estimateAbility} on what is checked already. */
export function abilityOf(columns: ResponseColumns, params: AbilityParams): AbilityEstimate {
  const { method, prior } = params;
  const right = columns.right.reduce((sum, each) => sum + each, 0);
  const oneSided = columns.count === 0 ? null : right === columns.count ? 'all_right' : right === 0 ? 'all_wrong' : null;
  const told = { method, answered: columns.count, right, oneSided } as const;
  if (method === 'eap') {
    const { mean, sd } = expectedAbility(columns, prior);
    return { ...told, theta: mean + 0, standardError: sd, bound: null };
  }
  const { theta, bound } = highest(columns, oneSided, params);
  const at: LikelihoodSlope = { slope: 0, information: 0, skew: 0 };
  likelihoodSlopeAt(columns, theta, at);
  const information = at.information + (method === 'map' ? 1 / prior.sd ** 2 : 0);
  return { ...told, theta: theta + 0, standardError: information > 0 ? 1 / Math.sqrt(information) : null, bound };
}

function highest(columns: ResponseColumns, oneSided: AbilityEstimate['oneSided'], { method, prior, range }: AbilityParams): HighestPoint {
  if (method === 'map') return likeliestAbility(columns, prior, posteriorRange(columns, prior));
  if (method === 'wle') return weightedAbility(columns, range);
  // A likelihood that only rises, or only falls; its slope may be too small for a double to tell.
  if (oneSided === 'all_right') return { theta: range[1], bound: 'upper' };
  if (oneSided === 'all_wrong') return { theta: range[0], bound: 'lower' };
  return likeliestAbility(columns, null, range);
}
