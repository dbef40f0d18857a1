import { match } from 'ts-pattern';
import { type EventOf, type LearningEvent, type LearningSession, learningSessions } from '../collections/index.js';
import { AdaptiveLearningError } from '../errors.js';
import { positionOf } from './event-order.js';
import type { LearnerModels } from './models.js';
import { keepNewest } from './newest.js';
import { foldEmotion, forgetEmotion } from './session-emotion.js';
import { foldSessionEnd } from './session-end.js';
import { foldInteraction } from './session-interaction.js';

/** Events that a session is made of, but for answers: those need what the models made of them. */
export type SessionEvent = Exclude<LearningEvent, { type: 'answer' | 'learner_created' }>;

const INTERVENTIONS = learningSessions.newest['emotional_journey.interventions_applied'] as number;

/** What one event does to its session. */
export function foldSession(session: LearningSession | null, event: SessionEvent, models: LearnerModels): LearningSession {
  if (event.type === 'session_started') return started(event);
  return advance(change(known(session, event), event, models), event);
}

/** Marks a session as having taken in an event. */
export function advance(session: LearningSession, event: LearningEvent | Omit<EventOf<'answer'>, 'provenance'>): LearningSession {
  return { ...session, last_event: positionOf(event), revision: session.revision + 1 };
}

/** The session of an event, which its `session_started` must have made. */
export function known(session: LearningSession | null, event: { readonly event_id: string }): LearningSession {
  if (session !== null) return session;
  throw new AdaptiveLearningError('corrupt_document', `learning_events ${event.event_id}: its session was never started`, {
    where: `learning_events ${event.event_id}`,
  });
}

function change(
  session: LearningSession,
  event: Exclude<SessionEvent, { type: 'session_started' }>,
  models: LearnerModels,
): LearningSession {
  return match(event)
    .with({ type: 'interaction' }, (interaction) => foldInteraction(session, interaction, models))
    .with({ type: 'emotion' }, ({ occurred_at, emotion }) => foldEmotion(session, occurred_at, emotion, models.emotionConfidence))
    .with({ type: 'intervention' }, (intervention) => intervened(session, intervention))
    .with({ type: 'intervention_rated' }, (rating) => rated(session, rating))
    .with({ type: 'consent_withdrawn' }, () => forgetEmotion(session))
    .with({ type: 'session_ended' }, (end) => foldSessionEnd(session, end, models))
    .exhaustive();
}

function intervened(session: LearningSession, { event_id, occurred_at, intervention }: EventOf<'intervention'>): LearningSession {
  const journey = session.emotional_journey;
  const entry = { intervention_id: event_id, timestamp: occurred_at, ...intervention };
  return {
    ...session,
    emotional_journey: { ...journey, interventions_applied: keepNewest(journey.interventions_applied, entry, INTERVENTIONS) },
  };
}

function rated(session: LearningSession, { rating }: EventOf<'intervention_rated'>): LearningSession {
  const journey = session.emotional_journey;
  const rate = (entry: (typeof journey.interventions_applied)[number]) =>
    entry.intervention_id === rating.intervention_id ? { ...entry, effectiveness_rating: rating.effectiveness_rating } : entry;
  return { ...session, emotional_journey: { ...journey, interventions_applied: journey.interventions_applied.map(rate) } };
}

function started(event: EventOf<'session_started'>): LearningSession {
  const { planned_questions, initial_emotional_state, timezone, day_rollover_hour, ...context } = event.session;
  return {
    session_id: event.session_id,
    user_id: event.user_id,
    started_at: event.occurred_at,
    session_context: context,
    interactions: [],
    learning_progress: {
      concepts_introduced: [],
      concepts_practiced: [],
      concepts_mastered: [],
      knowledge_gaps_identified: [],
      mastery_demonstrations: [],
    },
    emotional_journey: {
      ...(initial_emotional_state === undefined ? {} : { initial_emotional_state }),
      emotional_states_timeline: [],
      interventions_applied: [],
      overall_emotional_health_score: 0.5,
    },
    performance_metrics: {
      questions_attempted: 0,
      questions_correct: 0,
      accuracy_percentage: 0,
      average_response_time_seconds: 0,
      difficulty_progression: [],
      engagement_indicators: {
        follow_up_questions: 0,
        self_directed_exploration: context.session_type === 'exploration',
        session_completion_rate: 0,
      },
    },
    ai_usage_analytics: {
      total_ai_queries: 0,
      providers_used: {},
      total_tokens_consumed: 0,
      total_cost_usd: 0,
      average_response_time_ms: 0,
      cache_hit_rate: 0,
      quality_scores: [],
    },
    session_outcome: { learning_objectives_met: [], areas_needing_more_work: [], next_session_recommendations: [] },
    timezone,
    day_rollover_hour,
    ...(planned_questions === undefined ? {} : { planned_questions }),
    evidence: {
      concepts: [],
      concepts_introduced: 0,
      concepts_mastered: 0,
      response_seconds: 0,
      cache_hits: 0,
      response_ms: 0,
      recent_success: { rate: 0, weight: 0 },
      emotions: {},
      emotion_readings: 0,
      valence_sum: 0,
      ...(initial_emotional_state === undefined
        ? {}
        : { current_emotion: { emotion: initial_emotional_state, confidence: 1, at: event.occurred_at } }),
      triggers: [],
      setbacks: 0,
      recoveries: 0,
    },
    last_event: positionOf(event),
    revision: 0,
    ...(event.metadata === undefined ? {} : { metadata: event.metadata }),
    schema_version: learningSessions.schemaVersion,
  };
}
