import { type ConceptAbility, type Opinions, retention } from '../algorithms/index.js';
import type { AnswerProvenance, ContentMastery, LearningSession } from '../collections/index.js';
import { isKnowledge } from './ability.js';
import { CONCEPT_DRAWN_BY, drawnRate } from './drawn-rate.js';
import type { LearnerModels } from './models.js';

type Whole<Part> = { readonly [Field in keyof Part]-?: Exclude<Part[Field], undefined> };
type Stored = AnswerProvenance['before'];

/** The models' estimates for a concept; before its first answer there is no curve and no review. */
export type Belief = Whole<Omit<Stored, 'next_review_date' | 'forgetting_curve'>> & Pick<Stored, 'next_review_date' | 'forgetting_curve'>;

/** The models' estimates after an answer. */
export type BeliefAfter = Whole<Stored>;

/**
 * What the models believe so many days after the last practice, before they see an answer.
 *
 * @param able - the ability in the concept, with what is now known of the learner elsewhere: the state of the knowledge model that goes by it
 */
export function believe(mastery: ContentMastery | null, elapsedDays: number, able: ConceptAbility, models: LearnerModels): Belief {
  const { scheduler, knowledge } = models;
  if (mastery === null) {
    const knowledgeState = isKnowledge(models) ? able : knowledge.model.initial(knowledge.params);
    return {
      mastery_level: knowledge.model.mastery(knowledgeState, knowledge.params),
      mastery_confidence: knowledge.model.confidence(knowledgeState, knowledge.params),
      retention: 1,
      repetition_interval_days: 0,
      scheduler_state: scheduler.model.initial(scheduler.params),
      knowledge_state: knowledgeState,
    };
  }
  const { mastery_tracking, spaced_repetition_data, models: kept } = mastery;
  return {
    mastery_level: mastery_tracking.current_mastery_level,
    mastery_confidence: mastery_tracking.mastery_confidence,
    retention: retention(spaced_repetition_data.forgetting_curve_parameters, elapsedDays, models.forgetting.params),
    next_review_date: spaced_repetition_data.next_review_date,
    repetition_interval_days: spaced_repetition_data.repetition_interval_days,
    scheduler_state: kept.scheduler.state,
    knowledge_state: isKnowledge(models) ? able : kept.knowledge.state,
    forgetting_curve: spaced_repetition_data.forgetting_curve_parameters,
  };
}

/** How strongly a success rate is drawn to what the knowledge model says, in answers: the session speaks of other concepts too. */
const SESSION_DRAWN_BY = 5;

/**
 * What speaks for a right answer, each a probability: the knowledge model, the forgetting curve, and how the learner has lately done with
 * this concept and in this session. At first exposure only the first and the last know anything.
 */
export function opinionsOf(
  before: Belief,
  mastery: ContentMastery | null,
  session: LearningSession,
  { at, day, difficulty }: { readonly at: number; readonly day: number; readonly difficulty: number },
  { knowledge, scheduler }: LearnerModels,
): Opinions {
  const known = knowledge.model.predict(before.knowledge_state as never, at, knowledge.params, day, difficulty);
  const inSession = drawnRate(session.evidence.recent_success, known, SESSION_DRAWN_BY);
  if (mastery === null) return { knowledge: known, session: inSession };
  const ofConcept = drawnRate(mastery.evidence.recent_success, known, CONCEPT_DRAWN_BY);
  const memory = scheduler.model.predict(before.scheduler_state as never, at, scheduler.params, day);
  return { knowledge: known, session: inSession, retention: before.retention, concept: ofConcept, memory };
}
