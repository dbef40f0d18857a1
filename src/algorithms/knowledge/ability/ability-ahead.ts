import { checkNotNegative, checkObject } from '../../argument-checks.js';
import { probabilityAt } from '../log-odds.js';
import { type AbilityModelParams, abilityModelDefaults, checkAbilityModelParams } from './ability-model-params.js';
import { AVERAGE, momentOf } from './ability-moment.js';
import { type ConceptAbility, checkConceptAbility } from './concept-ability.js';

/** The times for {@link masteryAhead}. */
export type AbilityAhead = {
  /** Days since the last answer, as counted by {@link elapsedLearnerDays}. */
  readonly elapsedDays: number;
  /** Days from now until the knowledge is needed. */
  readonly horizonDays: number;
};

/** Mastery of a concept at the horizon: the probability of solving a question of average difficulty, 0 to 1. */
export type MasteryAhead = {
  /** Without practice until then. */
  readonly rested: number;
  /** With one practice now. */
  readonly practised: number;
};

/**
 * The effect of practising a concept now on its mastery at a horizon. Practice increases mastery, and one more day of practice slows forgetting. The
 * information that the answer would give about the learner is not included, because it is not learning.
 *
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const fresh = ability.initial(abilityModelDefaults);
 * masteryAhead(fresh, { elapsedDays: 0, horizonDays: 30 }) //=> { rested: 0.574…, practised: 0.575… }
 */
export function masteryAhead(
  concept: ConceptAbility,
  ahead: AbilityAhead,
  params: AbilityModelParams = abilityModelDefaults,
): MasteryAhead {
  checkConceptAbility('masteryAhead.concept', concept);
  checkObject('masteryAhead.ahead', ahead);
  const { elapsedDays, horizonDays } = ahead;
  checkNotNegative('masteryAhead.elapsedDays', elapsedDays);
  checkNotNegative('masteryAhead.horizonDays', horizonDays);
  checkAbilityModelParams('masteryAhead.params', params);
  const solves = (state: ConceptAbility, days: number) => probabilityAt(momentOf(state, days, AVERAGE, params).logOdds);
  const { practice, days, answers } = concept;
  const practised = {
    ...concept,
    practice: practice + params.learning * (1 - solves(concept, elapsedDays)),
    days: answers === 0 || elapsedDays > 0 ? days + 1 : days,
  };
  return { rested: solves(concept, elapsedDays + horizonDays), practised: solves(practised, horizonDays) };
}
