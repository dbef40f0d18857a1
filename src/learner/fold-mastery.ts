import type { JsonObject, LearnerAbility } from '../algorithms/index.js';
import type { ContentMastery, LearningSession } from '../collections/index.js';
import { knownAbility } from './ability.js';
import { type BeliefAfter, believe } from './belief.js';
import { elapsedDays } from './elapsed-days.js';
import type { EventDay } from './event-day.js';
import type { IncomingAnswer } from './incoming-event.js';
import { type AnswerToLearn, learnAnswer, type ModelsAfterAnswer } from './learn-answer.js';
import { masteryDocument } from './mastery-document.js';
import { type LearnerModels, modelsFor, versionOf } from './models.js';
import type { Provenance } from './provenance.js';

export interface FoldedAnswer {
  readonly mastery: ContentMastery;
  readonly provenance: Provenance;
  /** What the predictor now keeps of the learner. */
  readonly learnerState: JsonObject;
  /** How able the learner now is, as a whole and in their subjects. */
  readonly learnerAbility: LearnerAbility;
}

/**
 * What one answer does to what is believed of its concept. Predicts first, then learns.
 *
 * @param mastery the concept's document so far; null at first exposure
 * @param session the session that it belongs to: how the learner felt, what they were doing
 */
export function foldMastery(
  mastery: ContentMastery | null,
  event: IncomingAnswer & EventDay,
  session: LearningSession,
  allModels: LearnerModels,
): FoldedAnswer {
  const known = knownBefore(mastery, event, session, modelsFor(allModels, event.answer));
  const { models, before } = known;
  const learnt = learnAnswer(known);
  const after = beliefAfter(models, learnt);
  const isMastered = after.mastery_level > models.masteredAbove;
  const wasMastered = before.mastery_level > models.masteredAbove && mastery !== null;
  return {
    mastery: masteryDocument(known, learnt, after),
    provenance: {
      scheduler: versionOf(models.scheduler),
      knowledge: versionOf(models.knowledge),
      forgetting: versionOf(models.forgetting),
      predictor: versionOf(models.predictor),
      predicted: learnt.predicted,
      opinions: learnt.opinions,
      before,
      after,
      newly_mastered: isMastered && !wasMastered,
    },
    learnerState: learnt.predictorStates.learner,
    learnerAbility: learnt.able.learner,
  };
}

function knownBefore(
  mastery: ContentMastery | null,
  event: IncomingAnswer & EventDay,
  session: LearningSession,
  models: LearnerModels,
): AnswerToLearn {
  const { answer, occurred_at, day, curriculum } = event;
  const elapsed = mastery === null ? 0 : elapsedDays(mastery.mastery_tracking, { at: occurred_at, day });
  const able = knownAbility(mastery, { subject: answer.subject, difficulty: curriculum?.difficulty_level }, session, models);
  const before = believe(mastery, elapsed, able.concept, models);
  return { event, session, mastery, models, difficulty: difficultyOf(event, session), elapsedDays: elapsed, able, before };
}

function beliefAfter({ knowledge }: LearnerModels, learnt: ModelsAfterAnswer): BeliefAfter {
  const { knowledgeState, curve } = learnt;
  return {
    mastery_level: knowledge.model.mastery(knowledgeState, knowledge.params),
    mastery_confidence: knowledge.model.confidence(knowledgeState, knowledge.params),
    retention: curve.initial_strength,
    next_review_date: learnt.due.next_review_date,
    repetition_interval_days: learnt.interval,
    scheduler_state: learnt.schedulerState,
    knowledge_state: knowledgeState,
    forgetting_curve: curve,
  };
}

/** How hard the question was: as the answer says, or what the session set out with. */
export function difficultyOf({ answer }: IncomingAnswer, session: LearningSession): number {
  return answer.difficulty_level ?? session.session_context.initial_difficulty_level;
}
