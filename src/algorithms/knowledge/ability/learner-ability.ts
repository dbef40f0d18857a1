import { checkObject } from '../../argument-checks.js';
import { type AbilityModelParams, abilityModelDefaults, checkAbilityModelParams } from './ability-model-params.js';
import { AVERAGE } from './ability-moment.js';
import { type AbilityBearing, type ConceptAbility, checkConceptAbility, checkSubject } from './concept-ability.js';
import { checkNormalEstimate, type NormalEstimate } from './normal-estimate.js';

/** The maximum number of subjects with an ability of their own per learner; further subjects use the overall ability. */
export const ABILITY_SUBJECTS = 16;

/** The state of a learner apart from their concepts, of constant size. */
export type LearnerAbility = {
  /** Log-odds of a right answer to an average question of an average concept, over all subjects. */
  readonly overall: NormalEstimate;
  /** The deviation in each subject, for at most {@link ABILITY_SUBJECTS} subjects. */
  readonly subjects: { readonly [subject: string]: NormalEstimate };
  /** The difference in log-odds between the hardest and the easiest question, and between the hardest and the easiest concept, for this learner. */
  readonly question_hardness: NormalEstimate;
  readonly concept_hardness: NormalEstimate;
  /** The learner's factor on the gain from practice. */
  readonly learning: NormalEstimate;
};

/**
 * The state of a learner before the first answer.
 *
 * @throws AdaptiveLearningError `invalid_input` when a parameter is out of range
 *
 * @example
 * initialLearnerAbility().overall //=> { mean: 0.3, variance: 0.3 }
 */
export function initialLearnerAbility(params: AbilityModelParams = abilityModelDefaults): LearnerAbility {
  checkAbilityModelParams('initialLearnerAbility.params', params);
  return {
    overall: { mean: params.ability, variance: params.ability_variance },
    subjects: {},
    question_hardness: { mean: params.question_hardness, variance: params.question_hardness_variance },
    concept_hardness: { mean: params.concept_hardness, variance: params.concept_hardness_variance },
    learning: { mean: 1, variance: params.learning_variance },
  };
}

/**
 * Updates a concept's state with what is now known about the learner from other concepts. If the learner has meanwhile done well in the subject,
 * their estimated mastery of this concept rises too, even before they first practise it.
 *
 * @param subject - the subject of the concept; a subject without answers uses the overall ability
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const able = { ...initialLearnerAbility(), overall: { mean: 2, variance: 0.1 } };
 * const fresh = ability.initial(abilityModelDefaults);
 * ability.mastery(fresh, abilityModelDefaults) //=> 0.574…
 * ability.mastery(withLearner(fresh, able, 'Algebra'), abilityModelDefaults) //=> 0.8808…
 */
export function withLearner(
  concept: ConceptAbility,
  learner: LearnerAbility,
  subject: string,
  params: AbilityModelParams = abilityModelDefaults,
): ConceptAbility {
  checkConceptAbility('withLearner.concept', concept);
  checkLearnerAbility('withLearner.learner', learner);
  checkSubject('withLearner.subject', subject);
  checkAbilityModelParams('withLearner.params', params);
  return { ...concept, learner: bearingOf(learner, subject, concept, params) };
}

/** How hard a concept is, as it is kept. */
export type ConceptHardness = Pick<ConceptAbility, 'difficulty' | 'ease'>;

/** How far a learner is from their own ability in a subject. */
export function inSubject(
  { subjects }: LearnerAbility,
  subject: string,
  { subject_variance: variance }: AbilityModelParams,
): NormalEstimate {
  return Object.hasOwn(subjects, subject) ? (subjects[subject] as NormalEstimate) : { mean: 0, variance };
}

/** How far a concept is below an average one, as the curriculum says: 0 where a fit knows better. */
export function easeSaid({ difficulty, ease }: ConceptHardness): number {
  return ease === undefined ? AVERAGE - difficulty : 0;
}

export function bearingOf(learner: LearnerAbility, subject: string, concept: ConceptHardness, params: AbilityModelParams): AbilityBearing {
  const deviation = inSubject(learner, subject, params);
  const ease = easeSaid(concept);
  const { overall, concept_hardness, question_hardness, learning } = learner;
  return {
    ability: overall.mean + deviation.mean + concept_hardness.mean * ease + (concept.ease ?? 0),
    variance: overall.variance + deviation.variance + concept_hardness.variance * ease ** 2,
    learning: learning.mean,
    learning_variance: learning.variance,
    hardness: question_hardness.mean,
    hardness_variance: question_hardness.variance,
  };
}

export function checkLearnerAbility(where: string, learner: LearnerAbility): void {
  checkObject(where, learner);
  checkNormalEstimate(`${where}.overall`, learner.overall);
  checkNormalEstimate(`${where}.question_hardness`, learner.question_hardness);
  checkNormalEstimate(`${where}.concept_hardness`, learner.concept_hardness);
  checkNormalEstimate(`${where}.learning`, learner.learning);
  checkObject(`${where}.subjects`, learner.subjects);
  for (const estimate of Object.values(learner.subjects)) checkNormalEstimate(`${where}.subjects`, estimate);
}
