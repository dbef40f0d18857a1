import { checkNotNegative } from '../../argument-checks.js';
import { probabilityAt } from '../log-odds.js';
import { type AbilityModelParams, abilityModelDefaults, checkAbilityModelParams } from './ability-model-params.js';
import { MIDDLING, momentOf } from './ability-moment.js';
import { type ConceptAbility, checkConceptAbility } from './concept-ability.js';

/** How able a learner is in a concept. */
export type SolvingEstimate = {
  /** Log-odds of solving a middling question: at 0 half of them are solved, at 2 nearly nine of ten. */
  readonly ability: number;
  /** Of the ability; the true one is within twice of it in about 19 of 20 cases. */
  readonly standard_error: number;
  /** The probability of solving a middling question, 0 to 1. */
  readonly solves: number;
};

/**
 * How able a learner is in a concept some days after their last answer, with the standard error.
 *
 * @param elapsedDays - since the last answer, as the learner counts them
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * abilityEstimate(ability.initial(abilityModelDefaults), 0) //=> { ability: 0.3, standard_error: 0.7416…, solves: 0.574… }
 */
export function abilityEstimate(
  concept: ConceptAbility,
  elapsedDays: number,
  params: AbilityModelParams = abilityModelDefaults,
): SolvingEstimate {
  checkConceptAbility('abilityEstimate.concept', concept);
  checkNotNegative('abilityEstimate.elapsedDays', elapsedDays);
  checkAbilityModelParams('abilityEstimate.params', params);
  const { logOdds, variance } = momentOf(concept, elapsedDays, MIDDLING, params);
  return { ability: logOdds, standard_error: Math.sqrt(variance), solves: probabilityAt(logOdds) };
}
