import { checkObject } from '../../argument-checks.js';
import type { KnowledgeObservation } from '../../model.js';
import { probabilityAt } from '../log-odds.js';
import { type AbilityModelParams, abilityModelDefaults, checkAbilityModelParams } from './ability-model-params.js';
import { AVERAGE, dayOf, elapsedDays, momentOf } from './ability-moment.js';
import { checkAbilityObservation, scoreOf } from './ability-observation.js';
import { type ConceptAbility, checkConceptAbility, checkSubject } from './concept-ability.js';
import { ABILITY_SUBJECTS, bearingOf, checkLearnerAbility, easeSaid, inSubject, type LearnerAbility } from './learner-ability.js';
import { learnt, type NormalEstimate, type Surprise, surpriseOf } from './normal-estimate.js';

/** However few mistakes a learner makes in hard questions, these are no easier than easy ones. */
const LEAST_HARDNESS = 0.5;

/** The states of a learner and of the learner in a concept. */
export interface KnownAbility {
  readonly learner: LearnerAbility;
  readonly concept: ConceptAbility;
}

/**
 * Updates all estimates of a learner after one answer: the overall ability, the abilities in the subject and in the concept, the effect of question
 * and concept difficulty, and the gain from practice. The more uncertain an estimate is, the more it changes. For the concept this equals {@link
 * ability}.
 *
 * @param subject - the subject of the concept
 * @returns both states after the answer; `concept` contains the updated learner
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const before = { learner: initialLearnerAbility(), concept: ability.initial(abilityModelDefaults) };
 * const after = learnAbility(before, 'Algebra', { at: 0, correct: true });
 * after.learner.overall.mean //=> 0.415…
 * ability.mastery(after.concept, abilityModelDefaults) //=> 0.651…
 */
export function learnAbility(
  known: KnownAbility,
  subject: string,
  observation: KnowledgeObservation,
  params: AbilityModelParams = abilityModelDefaults,
): KnownAbility {
  checkObject('learnAbility.known', known);
  const { learner, concept } = known;
  checkLearnerAbility('learnAbility.learner', learner);
  checkConceptAbility('learnAbility.concept', concept);
  checkSubject('learnAbility.subject', subject);
  checkAbilityObservation('learnAbility.observation', observation);
  checkAbilityModelParams('learnAbility.params', params);
  const asked = { ...concept, learner: bearingOf(learner, subject, concept, params) };
  const verdict = judged(asked, observation, params);
  const { practice, ease, surprise } = verdict;
  const after: LearnerAbility = {
    overall: learnt(learner.overall, surprise, { drift: params.ability_drift }),
    subjects: subjectsAfter(learner, subject, surprise, params),
    question_hardness: learnt(learner.question_hardness, surprise, { weight: ease, least: LEAST_HARDNESS }),
    concept_hardness: learnt(learner.concept_hardness, surprise, { weight: easeSaid(concept), least: 0 }),
    learning: learnt(learner.learning, surprise, { weight: practice, least: 0 }),
  };
  const bearing = bearingOf(after, subject, concept, params);
  return { learner: after, concept: conceptAfter(asked, bearing, verdict, observation, params) };
}

function subjectsAfter(
  learner: LearnerAbility,
  subject: string,
  surprise: Surprise,
  params: AbilityModelParams,
): LearnerAbility['subjects'] {
  const { subjects } = learner;
  if (!Object.hasOwn(subjects, subject) && Object.keys(subjects).length >= ABILITY_SUBJECTS) return subjects;
  return { ...subjects, [subject]: learnt(inSubject(learner, subject, params), surprise, { drift: params.subject_drift }) };
}

/** What an answer says, by what was expected of it. */
export function judged(concept: ConceptAbility, observation: KnowledgeObservation, params: AbilityModelParams) {
  const elapsed = elapsedDays(concept, observation.at, observation.day);
  const moment = momentOf(concept, elapsed, observation.difficulty ?? AVERAGE, params);
  return { ...moment, elapsed, surprise: surpriseOf(scoreOf(observation), probabilityAt(moment.logOdds), moment.variance) };
}

/** @param bearing - what is known of the learner after the answer */
export function conceptAfter(
  concept: ConceptAbility,
  bearing: ConceptAbility['learner'],
  { surprise, elapsed }: { readonly surprise: Surprise; readonly elapsed: number },
  observation: KnowledgeObservation,
  params: AbilityModelParams,
): ConceptAbility {
  const deviation: NormalEstimate = learnt(concept.deviation, surprise, { drift: params.concept_drift });
  const answered = { ...concept, deviation, learner: bearing };
  const known = probabilityAt(momentOf(answered, 0, AVERAGE, params).logOdds);
  return {
    ...answered,
    practice: concept.practice + (observation.correct ? params.learning * (1 - known) : 0),
    answers: concept.answers + 1,
    days: concept.answers === 0 || elapsed > 0 ? concept.days + 1 : concept.days,
    at: observation.at,
    day: observation.day ?? dayOf(observation.at),
  };
}
