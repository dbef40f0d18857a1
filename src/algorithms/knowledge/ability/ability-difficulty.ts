import { checkNotNegative, checkObject, checkUnit } from '../../argument-checks.js';
import { difficultyForSuccess } from '../../difficulty/difficulty-for-success.js';
import { type AbilityModelParams, abilityModelDefaults, checkAbilityModelParams } from './ability-model-params.js';
import { AVERAGE, momentOf } from './ability-moment.js';
import { type ConceptAbility, checkConceptAbility } from './concept-ability.js';

/** Nearer to 0 and 1 no difficulty would do. */
const LEAST_CHANCE = 0.01;

/** π / 8: how much a logistic curve is flattened by a doubt of a given variance (D. J. C. MacKay, 1992). */
const FLATTENED_BY = Math.PI / 8;

/**
 * The question difficulty at which a learner succeeds with a given probability, including the uncertainty about the learner.
 *
 * @param aim - `success`: the target probability, 0 to 1; `elapsedDays`: days since the last answer, see {@link elapsedLearnerDays}
 * @returns 0 to 1; 0 if even the easiest question is too hard, 1 if even the hardest is too easy
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const fresh = ability.initial(abilityModelDefaults);
 * abilityDifficulty(fresh, { success: 0.6, elapsedDays: 0 }) //=> 0.441…
 * abilityDifficulty(fresh, { success: 0.85, elapsedDays: 0 }) //=> 0
 */
export function abilityDifficulty(
  concept: ConceptAbility,
  aim: { readonly success: number; readonly elapsedDays: number },
  params: AbilityModelParams = abilityModelDefaults,
): number {
  checkConceptAbility('abilityDifficulty.concept', concept);
  checkObject('abilityDifficulty.aim', aim);
  const { success, elapsedDays } = aim;
  checkUnit('abilityDifficulty.success', success);
  checkNotNegative('abilityDifficulty.elapsedDays', elapsedDays);
  checkAbilityModelParams('abilityDifficulty.params', params);
  const { logOdds, variance } = momentOf(concept, elapsedDays, AVERAGE, params);
  const { hardness } = concept.learner;
  if (hardness === 0) return AVERAGE;
  const chance = Math.min(1 - LEAST_CHANCE, Math.max(LEAST_CHANCE, success));
  const difficulty = AVERAGE + difficultyForSuccess(logOdds / hardness, chance, hardness / Math.sqrt(1 + FLATTENED_BY * variance));
  return Math.min(1, Math.max(0, difficulty));
}
