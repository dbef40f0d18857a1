import { checkNotNegative } from '../../argument-checks.js';
import { probabilityAt } from '../log-odds.js';
import { type AbilityModelParams, abilityModelDefaults, checkAbilityModelParams } from './ability-model-params.js';
import { AVERAGE, momentOf } from './ability-moment.js';
import { type ConceptAbility, checkConceptAbility } from './concept-ability.js';

/** A learner's ability in a concept. */
export type SolvingEstimate = {
  /** Log-odds of solving a question of average difficulty: 0 means half of them, 2 nearly nine of ten. */
  readonly ability: number;
  /** Standard error of the ability; the true ability is within two standard errors in about 95 % of cases. */
  readonly standard_error: number;
  /** The probability of solving a question of average difficulty, 0 to 1. */
  readonly solves: number;
};

/**
 * A learner's ability in a concept some days after the last answer, with its standard error.
 *
 * @param elapsedDays - days since the last answer, see {@link elapsedLearnerDays}
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
  const { logOdds, variance } = momentOf(concept, elapsedDays, AVERAGE, params);
  return { ability: logOdds, standard_error: Math.sqrt(variance), solves: probabilityAt(logOdds) };
}
