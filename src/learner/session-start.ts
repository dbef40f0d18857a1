import { type LearningSession, learningSessions } from '../collections/index.js';
import { abilityOf, initialAbility } from './ability.js';
import type { EventDay } from './event-day.js';
import { positionOf } from './event-order.js';
import type { IncomingOf } from './incoming-event.js';
import { type LearnerModels, versionOf } from './models.js';
import { NEITHER_GOOD_NOR_BAD } from './session-emotion.js';
import { noStudyTime } from './study-time.js';

/** A new session. It goes on from what the session before kept of the learner. */
export function startSession(
  event: IncomingOf<'session_started'>,
  { day, offset_minutes }: EventDay,
  previous: LearningSession | null,
  models: LearnerModels,
): LearningSession {
  const { planned_questions, study_gap_minutes, initial_emotional_state, timezone, day_rollover_hour, automatic, ...context } =
    event.session;
  const { predictor } = models;
  return {
    session_id: event.session_id,
    user_id: event.user_id,
    started_at: event.occurred_at,
    day,
    offset_minutes,
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
      overall_emotional_health_score: NEITHER_GOOD_NOR_BAD,
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
    ...(automatic === undefined ? {} : { automatic }),
    study: noStudyTime(event),
    ...(planned_questions === undefined ? {} : { planned_questions }),
    evidence: {
      concepts: [],
      subjects: {},
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
    predictor: { ...versionOf(predictor), state: previous?.predictor.state ?? predictor.model.initialLearner(predictor.params) },
    ability: { ...versionOf(abilityOf(models)), state: previous?.ability?.state ?? initialAbility(models) },
    last_event: positionOf(event),
    revision: 0,
    ...(event.metadata === undefined ? {} : { metadata: event.metadata }),
    schema_version: learningSessions.schemaVersion,
  };
}

/** The session before, which remembers from when on its answers no longer reach the next one. */
export function followed(previous: LearningSession | null, event: IncomingOf<'session_started'>): LearningSession | null {
  return previous === null ? null : { ...previous, continued: positionOf(event), revision: previous.revision + 1 };
}
