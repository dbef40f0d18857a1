import { z } from 'zod';
import { type Content, defineCollection, EMOTIONAL, fields as f, LIMITS } from '../schema/index.js';
import { ACTIVITY_TYPES } from './content-mastery.js';
import { countedSessions } from './counted-sessions.js';
import type { EmotionalAnalyticsDocument } from './documents.js';

const EMOTIONS = 16;
const HOURS = 24;
/** Triggers that a day keeps of each state, the commonest: sums of weeks and months are exact as long as no day has more. */
export const TRIGGERS_KEPT = 20;

/** Minutes times valence times intensity: below 0 for time that felt bad. */
const balance = z.number();
const state = { emotion: f.emotionalState };

/** Everything behind the figures, in sums that add up: those of a week or a month are those of its days. */
const evidence = z.strictObject({
  /** Readings of any confidence that the log held: when it holds fewer, some were deleted since, and the document stays as it is. */
  heard: f.count,
  states: f.list(z.strictObject({ ...state, readings: f.count, minutes: f.amount, value_minutes: balance, sessions: f.count }), EMOTIONS),
  /** Steps from one reading to the next, and the squares of their sizes. */
  swings: z.strictObject({ pairs: f.count, squares: f.amount }),
  episodes: f.list(z.strictObject({ ...state, episodes: f.count, recoveries: f.count, minutes: f.amount }), EMOTIONS),
  triggers: f.list(z.strictObject({ ...state, trigger: f.name, readings: f.count }), EMOTIONS * TRIGGERS_KEPT),
  answers: f.list(
    z.strictObject({
      ...state,
      activity: z.enum(ACTIVITY_TYPES),
      answers: f.count,
      score: f.amount,
      minutes: f.amount,
      mastered: f.count,
    }),
    EMOTIONS * ACTIVITY_TYPES.length,
  ),
  interventions: f.list(
    z.strictObject({ intervention_type: f.name, applied: f.count, judged: f.count, rated: f.count, rating: f.amount }),
    LIMITS.shortList,
  ),
  rescues: f.list(z.strictObject({ intervention_type: f.name, ...state, recoveries: f.count }), LIMITS.shortList * EMOTIONS),
  hours: f.list(
    z.strictObject({
      hour: z.int().min(0).max(23),
      readings: f.count,
      minutes: f.amount,
      value_minutes: balance,
      hindered_minutes: f.amount,
    }),
    HOURS,
  ),
});

/** A day, week or month. */
const schema = z.strictObject({
  _id: f.objectId,
  user_id: f.userId,
  /**
   * The learner's own calendar day, as midnight UTC of its date, wherever they were: 2026-03-29 is `2026-03-29T00:00:00Z`, in Auckland as in Lima, and
   * however many hours the day had. It is a date and no instant: when the day began, the zone of each session says. A date that a zone
   * left out (30 December 2011 in Apia) has no document. Of a week it is the Monday, of a month the first.
   */
  analysis_date: f.instant,
  data_source: z.enum(['daily_aggregation', 'weekly_summary', 'monthly_report']),
  emotional_summary: z.strictObject({
    dominant_emotion: f.emotionalState,
    emotion_distribution: z.partialRecord(
      f.emotionalState,
      z.strictObject({ percentage: z.number().min(0).max(100), total_time_minutes: f.amount, session_count: f.count }),
    ),
    /** Less volatility gives a higher score; null where no two readings followed each other. */
    emotional_stability_score: f.unitInterval.nullable(),
    overall_emotional_wellness: f.unitInterval,
  }),
  learning_correlation_analysis: z.strictObject({
    /** States with answers that went no worse than usual, the best first. */
    most_productive_emotions: f.list(
      z.strictObject({
        emotion: f.emotionalState,
        learning_effectiveness_score: f.unitInterval,
        /** An hour; null where no time was noted. */
        concepts_mastered_rate: f.amount.nullable(),
      }),
      EMOTIONS,
    ),
    /** States that hinder by what they are, or in which answers went worse than usual by a twentieth and more. */
    problematic_emotional_patterns: f.list(
      z.strictObject({
        emotion: f.emotionalState,
        /** Null where nothing was answered in that state. */
        learning_hindrance_score: f.unitInterval.nullable(),
        common_triggers: f.list(f.name, 10),
        /** Null where nobody recovered from it. */
        recovery_time_minutes: f.amount.nullable(),
      }),
      EMOTIONS,
    ),
    /** Null where no state has answers enough to tell. */
    optimal_learning_conditions: z.strictObject({
      best_emotional_state_for_new_concepts: f.emotionalState.nullable(),
      best_emotional_state_for_practice: f.emotionalState.nullable(),
      best_emotional_state_for_assessment: f.emotionalState.nullable(),
    }),
  }),
  intervention_effectiveness: z.strictObject({
    interventions_applied: f.list(
      z.strictObject({
        intervention_type: f.name,
        application_count: f.count,
        /** Null where none came while learning was held back. */
        success_rate: f.unitInterval.nullable(),
        /** Null where none was rated. */
        average_effectiveness_rating: f.amount.nullable(),
      }),
      LIMITS.shortList,
    ),
    emotional_recovery_patterns: z.strictObject({
      /** States that nobody recovered from are left out. */
      average_recovery_time_minutes: z.partialRecord(f.emotionalState, f.amount),
      most_effective_recovery_strategies: f.list(
        z.strictObject({ strategy: f.name, success_rate: f.unitInterval, applicable_emotions: f.list(f.emotionalState, EMOTIONS) }),
        LIMITS.shortList,
      ),
    }),
  }),
  trends_and_patterns: z.strictObject({
    /** Beside the time before; empty where nothing is known of that. */
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
  evidence,
  revision: f.revision,
  schema_version: f.schemaVersion,
});

export const emotionalAnalytics = defineCollection({
  name: 'emotional_analytics',
  description: 'the emotions of a learner in a day, week or month, with related figures',
  schema,
  schemaVersion: 2,
  migrations: [countedSessions(schema)],
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
  capped: {},
  encrypted: ['learning_correlation_analysis', 'intervention_effectiveness', 'trends_and_patterns', 'evidence'],
  // No day is summed while it is off. What was summed before stays, as the readings do, until it is erased, and is not shown.
  consent: { '*': EMOTIONAL.noDocument },
  retention: [
    { part: '*', keep: { days: 1826 }, then: 'delete' },
    { part: 'trends_and_patterns', keep: 'user_controlled' },
    { part: 'learning_correlation_analysis', keep: 'user_controlled' },
  ],
  pseudonymised: { user_id: 'replace_id', learning_correlation_analysis: 'drop', evidence: 'drop' },
});

export type EmotionalAnalytics = Content<EmotionalAnalyticsDocument>;
export type EmotionalEvidence = EmotionalAnalytics['evidence'];
