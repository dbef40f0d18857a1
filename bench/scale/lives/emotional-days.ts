import { EMOTIONS, type EmotionalState, emotionDistribution } from 'adaptive-learning-engine/algorithms';
import { type EmotionalAnalytics, emotionalAnalytics, type LearningSession } from 'adaptive-learning-engine/collections';
import { learnerDayNumber } from '../../../src/learner/index.js';
import { learnerOf } from './placeholder-ids.js';
import type { PlayedLife } from './play-life.js';

const DAY_MS = 86_400_000;

/** The days of emotions of a life, one for each day with a session that knows of any, from the sessions as they are stored. */
export function emotionalDaysOf({ shape, history }: PlayedLife): EmotionalAnalytics[] {
  if (!shape.sharesEmotions) return [];
  return [...history.sessions.values()].flatMap((session) => emotionalDay(session) ?? []);
}

function emotionalDay(session: LearningSession): EmotionalAnalytics | undefined {
  const { emotional_states_timeline: readings, initial_emotional_state: initial } = session.emotional_journey;
  const timeline = [
    ...(initial === undefined ? [] : [{ at: session.started_at.getTime(), emotion: initial }]),
    ...readings.map(({ timestamp, emotion, intensity }) => ({ at: timestamp.getTime(), emotion, intensity })),
  ];
  const { dominant_emotion, emotion_distribution } = emotionDistribution(timeline);
  if (dominant_emotion === null) return undefined;
  const wellness = session.emotional_journey.overall_emotional_health_score;
  const felt = Object.keys(emotion_distribution) as EmotionalState[];
  const score = session.performance_metrics.accuracy_percentage / 100;
  return {
    user_id: learnerOf(),
    analysis_date: new Date(learnerDayNumber(session.started_at, session.timezone, session.day_rollover_hour) * DAY_MS),
    data_source: 'daily_aggregation',
    emotional_summary: {
      dominant_emotion,
      emotion_distribution,
      emotional_stability_score: 1 / felt.length,
      overall_emotional_wellness: wellness,
    },
    learning_correlation_analysis: {
      most_productive_emotions: felt
        .filter((emotion) => EMOTIONS[emotion].valence > 0)
        .map((emotion) => ({
          emotion,
          learning_effectiveness_score: score,
          concepts_mastered_rate: Math.max(0, session.evidence.concepts_mastered),
        })),
      problematic_emotional_patterns: felt
        .filter((emotion) => EMOTIONS[emotion].valence < 0)
        .map((emotion) => ({ emotion, learning_hindrance_score: 1 - score, common_triggers: [], recovery_time_minutes: 3 })),
      optimal_learning_conditions: {
        best_emotional_state_for_new_concepts: dominant_emotion,
        best_emotional_state_for_practice: dominant_emotion,
        best_emotional_state_for_assessment: dominant_emotion,
      },
    },
    intervention_effectiveness: {
      interventions_applied: session.emotional_journey.interventions_applied.map(({ intervention_type }) => ({
        intervention_type,
        application_count: 1,
        success_rate: 0.5,
        average_effectiveness_rating: 0,
      })),
      emotional_recovery_patterns: { average_recovery_time_minutes: {}, most_effective_recovery_strategies: [] },
    },
    trends_and_patterns: {
      emotional_trends: felt.map((emotion) => ({ emotion, trend_direction: 'stable', change_percentage: 0, time_period: '7 days' })),
      temporal_patterns: { best_learning_times: ['09:00'], challenging_periods: [], emotional_biorhythm_insights: [] },
    },
    schema_version: emotionalAnalytics.schemaVersion,
  };
}
