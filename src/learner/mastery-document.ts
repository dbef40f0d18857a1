import { type ContentMastery, contentMastery } from '../collections/index.js';
import { fittingDifficulty, isKnowledge } from './ability.js';
import type { BeliefAfter } from './belief.js';
import { positionOf } from './event-order.js';
import type { AnswerToLearn, ModelsAfterAnswer } from './learn-answer.js';
import { countEvidence, effectiveStrategies, type MasteryEvidence, NO_EVIDENCE } from './mastery-evidence.js';
import { versionOf } from './models.js';
import { keepNewest } from './newest.js';
import { activityOf } from './session-activity.js';
import { meanScores } from './tally.js';

/** A concept's document after an answer that the models have learnt. */
export function masteryDocument(known: AnswerToLearn, learnt: ModelsAfterAnswer, after: BeliefAfter): ContentMastery {
  const { event, session, mastery, models } = known;
  const { user_id, answer, curriculum } = event;
  const emotion = answer.emotional_state ?? session.evidence.current_emotion?.emotion;
  const evidence = countEvidence(mastery?.evidence ?? NO_EVIDENCE, answer, emotion);
  return {
    user_id,
    subject: answer.subject,
    topic: answer.topic,
    concept: answer.concept,
    mastery_tracking: masteryTracking(known, after),
    learning_history: learningHistory(known, emotion),
    spaced_repetition_data: spacedRepetition(known, learnt),
    ...(mastery?.suspended_at === undefined ? {} : { suspended_at: mastery.suspended_at }),
    prerequisite_relationships: mastery?.prerequisite_relationships ?? {
      prerequisite_concepts: curriculum?.prerequisite_concepts ?? [],
      dependent_concepts: curriculum?.dependent_concepts ?? [],
    },
    personalization_data: personalization(evidence, fittingDifficulty(learnt.able.concept, 0, models)),
    models: {
      scheduler: { ...versionOf(models.scheduler), state: learnt.schedulerState },
      knowledge: { ...versionOf(models.knowledge), state: learnt.knowledgeState },
      forgetting: versionOf(models.forgetting),
      predictor: { ...versionOf(models.predictor), state: learnt.predictorStates.concept },
    },
    ...(isKnowledge(models) ? {} : { ability: learnt.able.concept }),
    evidence,
    last_event: positionOf(event),
    revision: (mastery?.revision ?? -1) + 1,
    schema_version: contentMastery.schemaVersion,
  };
}

function masteryTracking({ event, mastery, models }: AnswerToLearn, after: BeliefAfter): ContentMastery['mastery_tracking'] {
  const isMastered = after.mastery_level > models.masteredAbove;
  const achieved = mastery?.mastery_tracking.mastery_achieved_date ?? (isMastered ? event.occurred_at : undefined);
  return {
    current_mastery_level: after.mastery_level,
    mastery_confidence: after.mastery_confidence,
    first_exposure_date: mastery?.mastery_tracking.first_exposure_date ?? event.occurred_at,
    last_practiced_date: event.occurred_at,
    last_practiced_day: event.day,
    ...(achieved === undefined ? {} : { mastery_achieved_date: achieved }),
  };
}

type HistoryEntry = ContentMastery['learning_history'][number];

function learningHistory(
  { event, session, mastery, difficulty }: AnswerToLearn,
  emotion: HistoryEntry['emotional_state'] | undefined,
): ContentMastery['learning_history'] {
  const { answer, session_id, occurred_at } = event;
  const entry: HistoryEntry = {
    session_id,
    date: occurred_at,
    activity_type: answer.activity_type ?? activityOf(mastery, session),
    performance_score: answer.score,
    correct: answer.correct,
    difficulty_level: difficulty,
    emotional_state: emotion ?? 'neutral',
    time_spent_minutes: answer.response_time_seconds / 60,
  };
  return keepNewest(mastery?.learning_history ?? [], entry, contentMastery.capped.learning_history as number);
}

function spacedRepetition(
  { event, mastery, before }: AnswerToLearn,
  { interval, due, curve }: ModelsAfterAnswer,
): ContentMastery['spaced_repetition_data'] {
  const review = {
    date: event.occurred_at,
    performance_score: event.answer.score,
    interval_adjustment: interval - before.repetition_interval_days,
  };
  return {
    repetition_interval_days: interval,
    ...due,
    review_history: keepNewest(
      mastery?.spaced_repetition_data.review_history ?? [],
      review,
      contentMastery.capped['spaced_repetition_data.review_history'] as number,
    ),
    forgetting_curve_parameters: curve,
  };
}

function personalization(evidence: MasteryEvidence, difficulty: number): ContentMastery['personalization_data'] {
  return {
    optimal_difficulty_level: difficulty,
    effective_learning_strategies: effectiveStrategies(evidence),
    emotional_associations: meanScores(evidence.emotions),
    learning_style_effectiveness: meanScores(evidence.styles),
  };
}
