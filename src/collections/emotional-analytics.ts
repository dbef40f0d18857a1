import { z } from 'zod';
import { type Content, type DocumentOf, defineCollection } from './define-collection.js';
import * as f from './fields.js';
import { LIMITS } from './limits.js';

const EMOTIONS = 16;

export const emotionalAnalytics = defineCollection({
  name: 'emotional_analytics',
  holds: "one learner's day, week or month of emotions and what they went with",
  schema: z.strictObject({
    _id: f.objectId,
    user_id: f.uuid,
    analysis_date: f.instant,
    data_source: z.enum(['daily_aggregation', 'weekly_summary', 'monthly_report']),
    emotional_summary: z.strictObject({
      dominant_emotion: f.emotionalState,
      emotion_distribution: z.partialRecord(
        f.emotionalState,
        z.strictObject({ percentage: z.number().min(0).max(100), total_time_minutes: f.amount, session_count: f.count }),
      ),
      /** Less volatility gives a higher score. */
      emotional_stability_score: f.unitInterval,
      overall_emotional_wellness: f.unitInterval,
    }),
    learning_correlation_analysis: z.strictObject({
      most_productive_emotions: f.list(
        z.strictObject({ emotion: f.emotionalState, learning_effectiveness_score: f.unitInterval, concepts_mastered_rate: f.amount }),
        EMOTIONS,
      ),
      problematic_emotional_patterns: f.list(
        z.strictObject({
          emotion: f.emotionalState,
          learning_hindrance_score: f.unitInterval,
          common_triggers: f.list(f.name, 10),
          recovery_time_minutes: f.amount,
        }),
        EMOTIONS,
      ),
      optimal_learning_conditions: z.strictObject({
        best_emotional_state_for_new_concepts: f.emotionalState,
        best_emotional_state_for_practice: f.emotionalState,
        best_emotional_state_for_assessment: f.emotionalState,
      }),
    }),
    intervention_effectiveness: z.strictObject({
      interventions_applied: f.list(
        z.strictObject({
          intervention_type: f.name,
          application_count: f.count,
          success_rate: f.unitInterval,
          average_effectiveness_rating: f.amount,
        }),
        LIMITS.shortList,
      ),
      emotional_recovery_patterns: z.strictObject({
        average_recovery_time_minutes: z.partialRecord(f.emotionalState, f.amount),
        most_effective_recovery_strategies: f.list(
          z.strictObject({ strategy: f.name, success_rate: f.unitInterval, applicable_emotions: f.list(f.emotionalState, EMOTIONS) }),
          LIMITS.shortList,
        ),
      }),
    }),
    trends_and_patterns: z.strictObject({
      emotional_trends: f.list(
        z.strictObject({
          emotion: f.emotionalState,
          trend_direction: z.enum(['increasing', 'decreasing', 'stable']),
          change_percentage: z.number(),
          time_period: f.name,
        }),
        EMOTIONS,
      ),
      temporal_patterns: z.strictObject({
        best_learning_times: f.list(f.name, 24),
        challenging_periods: f.list(f.name, 24),
        emotional_biorhythm_insights: f.list(f.sentence, 24),
      }),
    }),
    schema_version: f.schemaVersion,
  }),
  schemaVersion: 1,
  owner: 'user_id',
  identity: ['user_id', 'analysis_date', 'data_source'],
  shardKey: { user_id: 1 },
  indexes: [
    { name: 'user_date', key: { user_id: 1, analysis_date: -1 }, why: "a learner's emotional trends" },
    { name: 'date', key: { analysis_date: -1 }, why: 'emotional health of the platform' },
    { name: 'dominant_emotion', key: { 'emotional_summary.dominant_emotion': 1 }, why: 'insights by emotion' },
    { name: 'wellness', key: { 'emotional_summary.overall_emotional_wellness': -1 }, why: 'ranking by wellness' },
    {
      name: 'identity',
      key: { user_id: 1, analysis_date: 1, data_source: 1 },
      unique: true,
      why: 'a day that is aggregated again replaces itself',
    },
  ],
  newest: {},
  encrypted: ['learning_correlation_analysis', 'intervention_effectiveness', 'trends_and_patterns'],
  consent: { emotional_summary: 'emotional_data_usage' },
  retention: [
    { part: '*', keep: { days: 1826 }, then: 'delete' },
    { part: 'trends_and_patterns', keep: 'user_controlled' },
    { part: 'learning_correlation_analysis', keep: 'user_controlled' },
  ],
  pseudonymised: { user_id: 'replace_id', learning_correlation_analysis: 'drop' },
});

export type EmotionalAnalyticsDocument = DocumentOf<typeof emotionalAnalytics>;
export type EmotionalAnalytics = Content<EmotionalAnalyticsDocument>;
