import { answerCredit, type JsonObject, type LearnerAbility, learnAbility, updateForgettingCurve } from '../algorithms/index.js';
import { type ContentMastery, contentMastery, type LearningSession } from '../collections/index.js';
import { abilityOf, fittingDifficulty, isKnowledge, knownAbility } from './ability.js';
import { circumstancesOf, itemOf, knownBefore } from './answer-circumstances.js';
import { believe, opinionsOf } from './belief.js';
import { conceptKey } from './concept-key.js';
import { dueDateOf, isDue } from './due-date.js';
import { elapsedDays } from './elapsed-days.js';
import type { EventDay } from './event-day.js';
import { positionOf } from './event-order.js';
import type { IncomingAnswer } from './incoming-event.js';
import { countEvidence, effectiveStrategies, NO_EVIDENCE } from './mastery-evidence.js';
import { type LearnerModels, modelsFor, versionOf } from './models.js';
import { keepNewest } from './newest.js';
import type { Provenance } from './provenance.js';
import { recallAhead } from './recall-ahead.js';
import { meanScores } from './tally.js';

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
 * @param session the sitting it was given in: how the learner felt, what they were doing
 */
export function foldMastery(
  mastery: ContentMastery | null,
  event: IncomingAnswer & EventDay,
  session: LearningSession,
  allModels: LearnerModels,
): FoldedAnswer {
  const { answer, day } = event;
  const models = modelsFor(allModels, answer);
  const emotion = answer.emotional_state ?? session.evidence.current_emotion?.emotion;
  const difficultyLevel = difficultyOf(event, session);
  const at = event.occurred_at.getTime();
  const elapsed = mastery === null ? 0 : elapsedDays(mastery.mastery_tracking, { at: event.occurred_at, day });
  const { difficulty_level: hardness, ...around } = event.curriculum ?? NO_CURRICULUM;
  const able = knownAbility(mastery, { subject: answer.subject, difficulty: hardness }, session, models);
  const before = believe(mastery, elapsed, able.concept, models);
  const opinions = opinionsOf(before, mastery, session, { at, day, difficulty: difficultyLevel }, models);
  const { scheduler, knowledge, predictor } = models;
  const circumstances = circumstancesOf(event);
  const moment = {
    concept: conceptKey(answer),
    at,
    day,
    elapsedDays: mastery === null ? null : elapsed,
    difficulty: difficultyLevel,
    opinions,
    ...itemOf(answer),
    ...knownBefore(circumstances),
  };
  const states = {
    learner: session.predictor.state as JsonObject,
    concept: (mastery?.models.predictor.state ?? predictor.model.initialConcept(predictor.params)) as JsonObject,
  };
  const predicted = predictor.model.predict(states, moment, predictor.params);
  const observation = { correct: answer.correct, rating: answer.rating, ...circumstances };
  const learnt = predictor.model.update(states, moment, observation, predictor.params);
  const recallAfter = recallAhead(predictor, { states, moment, observation, learnt });

  const schedulerState = scheduler.model.update(
    before.scheduler_state as never,
    {
      at,
      rating: answer.rating,
      grade: answer.grade,
      day,
      ...(mastery !== null && { due: isDue(mastery.spaced_repetition_data, { day, before: event.occurred_at }) }),
      ...(recallAfter !== undefined && { recallAfter }),
      ...circumstances,
    },
    scheduler.params,
  );
  const credit = answerCredit(answer);
  const known = { at, day, correct: answer.correct, difficulty: difficultyLevel, ...(credit === 1 ? {} : { credit }), ...circumstances };
  const abler = learnAbility(able, answer.subject, known, abilityOf(models).params);
  const knowledgeState = isKnowledge(models)
    ? abler.concept
    : knowledge.model.update(before.knowledge_state as never, known, knowledge.params);
  const curve = updateForgettingCurve(
    before.forgetting_curve ?? null,
    { elapsedDays: elapsed, rating: answer.rating },
    models.forgetting.params,
  );
  const interval = scheduler.model.intervalDays(schedulerState, scheduler.params);
  const level = knowledge.model.mastery(knowledgeState, knowledge.params);
  const isMastered = level > models.masteredAbove;
  const wasMastered = before.mastery_level > models.masteredAbove && mastery !== null;
  const due = dueDateOf(scheduler.model.dueAt(schedulerState, scheduler.params), interval, session);

  const after = {
    mastery_level: level,
    mastery_confidence: knowledge.model.confidence(knowledgeState, knowledge.params),
    retention: curve.initial_strength,
    next_review_date: due.next_review_date,
    repetition_interval_days: interval,
    scheduler_state: schedulerState,
    knowledge_state: knowledgeState,
    forgetting_curve: curve,
  };
  const achieved = mastery?.mastery_tracking.mastery_achieved_date ?? (isMastered ? event.occurred_at : undefined);
  const evidence = countEvidence(mastery?.evidence ?? NO_EVIDENCE, answer, emotion);

  return {
    mastery: {
      user_id: event.user_id,
      subject: answer.subject,
      topic: answer.topic,
      concept: answer.concept,
      mastery_tracking: {
        current_mastery_level: level,
        mastery_confidence: after.mastery_confidence,
        first_exposure_date: mastery?.mastery_tracking.first_exposure_date ?? event.occurred_at,
        last_practiced_date: event.occurred_at,
        last_practiced_day: day,
        ...(achieved === undefined ? {} : { mastery_achieved_date: achieved }),
      },
      learning_history: keepNewest(
        mastery?.learning_history ?? [],
        {
          session_id: event.session_id,
          date: event.occurred_at,
          activity_type: answer.activity_type ?? activityOf(mastery, session),
          performance_score: answer.score,
          correct: answer.correct,
          difficulty_level: difficultyLevel,
          emotional_state: emotion ?? 'neutral',
          time_spent_minutes: answer.response_time_seconds / 60,
        },
        contentMastery.capped.learning_history as number,
      ),
      spaced_repetition_data: {
        repetition_interval_days: interval,
        ...due,
        review_history: keepNewest(
          mastery?.spaced_repetition_data.review_history ?? [],
          { date: event.occurred_at, performance_score: answer.score, interval_adjustment: interval - before.repetition_interval_days },
          contentMastery.capped['spaced_repetition_data.review_history'] as number,
        ),
        forgetting_curve_parameters: curve,
      },
      ...(mastery?.suspended_at === undefined ? {} : { suspended_at: mastery.suspended_at }),
      prerequisite_relationships: mastery?.prerequisite_relationships ?? around,
      personalization_data: {
        optimal_difficulty_level: fittingDifficulty(abler.concept, 0, models),
        effective_learning_strategies: effectiveStrategies(evidence),
        emotional_associations: meanScores(evidence.emotions),
        learning_style_effectiveness: meanScores(evidence.styles),
      },
      models: {
        scheduler: { ...versionOf(scheduler), state: schedulerState },
        knowledge: { ...versionOf(knowledge), state: knowledgeState },
        forgetting: versionOf(models.forgetting),
        predictor: { ...versionOf(predictor), state: learnt.concept },
      },
      ...(isKnowledge(models) ? {} : { ability: abler.concept }),
      evidence,
      last_event: positionOf(event),
      revision: (mastery?.revision ?? -1) + 1,
      schema_version: contentMastery.schemaVersion,
    },
    provenance: {
      scheduler: versionOf(scheduler),
      knowledge: versionOf(knowledge),
      forgetting: versionOf(models.forgetting),
      predictor: versionOf(predictor),
      predicted,
      opinions,
      before,
      after,
      newly_mastered: isMastered && !wasMastered,
    },
    learnerState: learnt.learner,
    learnerAbility: abler.learner,
  };
}

const NO_CURRICULUM: NonNullable<IncomingAnswer['curriculum']> = { prerequisite_concepts: [], dependent_concepts: [] };

/** How hard the question was: as given, or what the session set out with. */
export function difficultyOf({ answer }: IncomingAnswer, session: LearningSession): number {
  return answer.difficulty_level ?? session.session_context.initial_difficulty_level;
}

/** What the learner does in a session, unless an answer says otherwise. */
export const ACTIVITY_OF_SESSION = {
  study: 'practice',
  practice: 'practice',
  assessment: 'assessment',
  revision: 'revision',
  exploration: 'practice',
} as const;

function activityOf(mastery: ContentMastery | null, session: LearningSession): ContentMastery['learning_history'][number]['activity_type'] {
  return mastery === null ? 'introduction' : ACTIVITY_OF_SESSION[session.session_context.session_type];
}
