import { checkNotNegative, checkObject } from '../../argument-checks.js';
import { probabilityAt } from '../log-odds.js';
import { type AbilityModelParams, abilityModelDefaults, checkAbilityModelParams } from './ability-model-params.js';
import { MIDDLING, momentOf } from './ability-moment.js';
import { type ConceptAbility, checkConceptAbility } from './concept-ability.js';

/** When a concept would be practised, and when it will be needed. */
export type AbilityAhead = {
  /** Since the last answer until now, as the learner counts days. */
  readonly elapsedDays: number;
  /** From now until the concept is needed. */
  readonly horizonDays: number;
};

/** How well a concept is known at a horizon: the probability of solving a middling question, 0 to 1. */
export type MasteryAhead = {
  /** When it rests until then. */
  readonly rested: number;
  /** When it is practised once, now. */
  readonly practised: number;
};

/**
 * What practising a concept now adds to its mastery at a horizon: practice adds to what is known, and what was practised on one more day is
 * forgotten more slowly. What an answer would say of the learner is left out: it is news, and no learning.
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
  const solves = (state: ConceptAbility, days: number) => probabilityAt(momentOf(state, days, MIDDLING, params).logOdds);
  const { practice, days, answers } = concept;
  const practised = {
    ...concept,
    practice: practice + params.learning * (1 - solves(concept, elapsedDays)),
    days: answers === 0 || elapsedDays > 0 ? days + 1 : days,
  };
  return { rested: solves(concept, elapsedDays + horizonDays), practised: solves(practised, horizonDays) };
}
