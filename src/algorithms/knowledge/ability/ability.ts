import { checkInstant, checkUnit } from '../../argument-checks.js';
import { checkDay } from '../../days/check-day.js';
import type { KnowledgeModel, KnowledgeObservation } from '../../model.js';
import { openProbability } from '../../open-probability.js';
import { probabilityAt } from '../log-odds.js';
import { type AbilityModelParams, abilityModelDefaults, checkAbilityModelParams } from './ability-model-params.js';
import { AVERAGE, elapsedDays, momentOf } from './ability-moment.js';
import { checkAbilityObservation } from './ability-observation.js';
import { type ConceptAbility, checkConceptAbility } from './concept-ability.js';
import { conceptAfter, judged } from './learn-ability.js';
import { bearingOf, initialLearnerAbility } from './learner-ability.js';
import { learnt } from './normal-estimate.js';

/**
 * A knowledge model that estimates a learner's ability in a concept: `mastery` is the probability of solving a question of average difficulty on the
 * concept.
 *
 *     P(correct) = 1 / (1 + e^−(θ + δ + λ·practice·left + h·(0.5 − difficulty)))
 *     θ' = θ + Var(θ)·(correct − P) / (1 + 0.2·V),   Var(θ)' = Var(θ) − 0.2·Var(θ)² / (1 + 0.2·V) + drift,   so also δ
 *     practice' = practice + learning·(1 − mastery), after a right answer
 *     left = (1 + days since the last answer / (forgetting_days·days of practice))^−forgetting_power
 *
 * θ is the learner's ability outside of the concept ({@link withLearner}), δ their deviation in it, and V the variance of the sum. The
 * more uncertain θ or δ is, the more an answer changes it. A right answer after help counts as its `credit` instead of 1. `confidence` is 1 minus the
 * standard error of the mastery, relative to the standard error before the first answer; so it is 0 before the first answer. {@link learnAbility}
 * also updates the learner's overall ability.
 *
 * Source: M. E. Glickman, Parameter estimation in large dynamic paired comparison experiments, Applied Statistics 48, 1999 (a rating with its own
 * uncertainty); R. Pelánek, Applications of the Elo rating system in adaptive educational systems, Computers & Education 98, 2016. The gain from
 * practice and its forgetting are our own additions. Every method throws AdaptiveLearningError `invalid_input` on an argument out of range.
 *
 * @example
 * const fresh = ability.initial(ability.defaults);
 * ability.mastery(fresh, ability.defaults) //=> 0.574…
 * const right = ability.update(fresh, { at: 0, correct: true }, ability.defaults);
 * ability.mastery(right, ability.defaults) //=> 0.651…
 * ability.predict(right, 0, ability.defaults, 0, 0.9) //=> 0.4069…
 */
export const ability = Object.freeze({
  name: 'ability',
  version: '2',
  defaults: abilityModelDefaults,
  checkParams: (params: AbilityModelParams) => checkAbilityModelParams('ability.params', params),
  initial(params: AbilityModelParams): ConceptAbility {
    checkAbilityModelParams('ability.params', params);
    const { concept_ease } = params;
    const hardness = { difficulty: AVERAGE, ...(concept_ease === null ? {} : { ease: concept_ease }) };
    return {
      deviation: { mean: 0, variance: params.concept_variance },
      practice: 0,
      ...hardness,
      answers: 0,
      days: 0,
      at: 0,
      day: 0,
      learner: bearingOf(initialLearnerAbility(params), '', hardness, params),
    };
  },
  update(state: ConceptAbility, observation: KnowledgeObservation, params: AbilityModelParams): ConceptAbility {
    checkConceptAbility('ability.state', state);
    checkAbilityObservation('ability.update', observation);
    checkAbilityModelParams('ability.params', params);
    const verdict = judged(state, observation, params);
    const { mean, variance } = learnt({ mean: state.learner.ability, variance: state.learner.variance }, verdict.surprise, {
      drift: params.ability_drift + params.subject_drift,
    });
    return conceptAfter(state, { ...state.learner, ability: mean, variance }, verdict, observation, params);
  },
  predict(state: ConceptAbility, at: number, params: AbilityModelParams, day?: number, difficulty = AVERAGE): number {
    checkConceptAbility('ability.state', state);
    checkInstant('ability.predict.at', at);
    if (day !== undefined) checkDay('ability.predict.day', day);
    checkUnit('ability.predict.difficulty', difficulty);
    checkAbilityModelParams('ability.params', params);
    return openProbability(probabilityAt(momentOf(state, elapsedDays(state, at, day), difficulty, params).logOdds));
  },
  mastery: masteryOf,
  masteryAt(state: ConceptAbility, at: number, params: AbilityModelParams, day?: number): number {
    return ability.predict(state, at, params, day);
  },
  confidence(state: ConceptAbility, params: AbilityModelParams): number {
    return Math.max(0, 1 - standardError(state, params) / standardError(ability.initial(params), params));
  },
}) satisfies KnowledgeModel<ConceptAbility, AbilityModelParams>;

function masteryOf(state: ConceptAbility, params: AbilityModelParams): number {
  checkConceptAbility('ability.state', state);
  checkAbilityModelParams('ability.params', params);
  return probabilityAt(momentOf(state, 0, AVERAGE, params).logOdds);
}

/** Of the mastery: that of the log-odds, times how steeply the probability rises with them. */
function standardError(state: ConceptAbility, params: AbilityModelParams): number {
  const mastery = masteryOf(state, params);
  return mastery * (1 - mastery) * Math.sqrt(momentOf(state, 0, AVERAGE, params).variance);
}
