import { z } from 'zod';
import { type Content, defineCollection, fields as f, LIMITS } from '../schema/index.js';
import type { LearningSessionDocument } from './documents.js';
import { lastEvent } from './event-position.js';
import { learnerAbility } from './learner-ability.js';
import { modelWithState } from './model-version.js';
import { sessionConsent } from './session-consent.js';
import { sessionEncryption } from './session-encryption.js';
import { studyTime } from './study-time.js';

export const SESSION_TYPES = ['study', 'practice', 'assessment', 'revision', 'exploration'] as const;
export const INTERACTION_TYPES = ['question', 'response', 'feedback', 'assessment'] as const;

/** How many of the newest entries a session keeps of each list; the log keeps all. Ten exchanges of the longest texts are 450 kB, 50 concepts of the longest names 180 kB. */
const NEWEST = { interactions: 10, timeline: 100, interventions: 30, difficulty: 50, quality: 100, concepts: 50 } as const;

export const sessionContext = z.strictObject({
  session_type: z.enum(SESSION_TYPES),
  /** What the session was opened for; the subject of its first answer if it was opened for none. */
  subject: f.name.optional(),
  topics: f.list(f.name, LIMITS.shortList),
  learning_objectives: f.list(f.sentence, LIMITS.shortList),
  initial_difficulty_level: f.unitInterval,
  device_type: z.enum(['mobile', 'tablet', 'desktop']),
  platform: z.enum(['web', 'ios', 'android']),
});

export const aiResponse = z.strictObject({
  text: f.optionalText(LIMITS.aiTextLength),
  /** Who made the answer, by whatever name the host gives: `groq`, `gemini`, `emergent`. */
  provider_used: f.name,
  response_time_ms: f.amount.max(3_600_000),
  tokens_used: f.count.max(100_000_000),
  cost_usd: f.amount.max(100_000),
});

export const emotionalContext = z.strictObject({
  detected_emotion: f.emotionalState,
  confidence: f.unitInterval,
  emotional_intensity: f.unitInterval,
  adaptation_applied: f.list(f.name, 10),
});

export const personalizationApplied = z.strictObject({
  difficulty_adjustment: z.number().min(-1).max(1),
  explanation_style: f.name,
  content_modifications: f.list(f.name, 10),
});

/** Where the learner's days turned when the session started: elapsed days are counted by it, also in a replay after they have moved. */
export const learnerDay = z.strictObject({ timezone: f.timeZone, day_rollover_hour: z.int().min(0).max(23) });

/** What one concept has come to within the session: the figures behind gaps, objectives and recommendations. */
const conceptProgress = z.strictObject({
  subject: f.name,
  topic: f.name,
  concept: f.name,
  attempted: f.count,
  correct: f.count,
  mastery_before: f.unitInterval,
  mastery_level: f.unitInterval,
  /** It passed the mastery threshold in this session, whatever came after. */
  mastered_here: z.boolean(),
});

export const learningSessions = defineCollection({
  name: 'learning_sessions',
  description: 'a session: its settings, what happened, and its outcome',
  schema: z.strictObject({
    _id: f.objectId,
    session_id: f.sessionId,
    user_id: f.userId,
    started_at: f.instant,
    /** The learner's own day of the start, counted from 1970, and how far their clock was ahead of UTC then. */
    day: f.dayNumber,
    offset_minutes: f.offsetMinutes,
    ended_at: f.instant.optional(),
    /** Minutes of study in the ended session: the time between its events, of long gaps only a part. `started_at` and `ended_at` tell the rest. */
    duration_minutes: f.amount.optional(),
    session_context: sessionContext,
    interactions: f.list(
      z.strictObject({
        interaction_id: f.eventId,
        timestamp: f.instant,
        interaction_type: z.enum(INTERACTION_TYPES),
        user_input: f.optionalText(LIMITS.userInputLength).optional(),
        ai_response: aiResponse.optional(),
        emotional_context: emotionalContext.optional(),
        personalization_applied: personalizationApplied.optional(),
      }),
      NEWEST.interactions,
    ),
    learning_progress: z.strictObject({
      concepts_introduced: f.list(f.name, NEWEST.concepts),
      concepts_practiced: f.list(f.name, NEWEST.concepts),
      concepts_mastered: f.list(f.name, NEWEST.concepts),
      knowledge_gaps_identified: f.list(f.name, NEWEST.concepts),
      mastery_demonstrations: f.list(
        z.strictObject({ concept: f.name, evidence: f.sentence, confidence_level: f.unitInterval }),
        NEWEST.concepts,
      ),
    }),
    emotional_journey: z.strictObject({
      initial_emotional_state: f.emotionalState.optional(),
      emotional_states_timeline: f.list(
        z.strictObject({ timestamp: f.instant, emotion: f.emotionalState, intensity: f.unitInterval, trigger: f.name.optional() }),
        NEWEST.timeline,
      ),
      interventions_applied: f.list(
        z.strictObject({
          intervention_id: f.eventId,
          timestamp: f.instant,
          intervention_type: f.name,
          reason: f.sentence,
          effectiveness_rating: f.starRating.optional(),
        }),
        NEWEST.interventions,
      ),
      final_emotional_state: f.emotionalState.optional(),
      overall_emotional_health_score: f.unitInterval,
    }),
    performance_metrics: z.strictObject({
      questions_attempted: f.count,
      questions_correct: f.count,
      accuracy_percentage: z.number().min(0).max(100),
      average_response_time_seconds: f.amount,
      difficulty_progression: f.list(
        z.strictObject({ timestamp: f.instant, difficulty_level: f.unitInterval, success_rate: f.unitInterval }),
        NEWEST.difficulty,
      ),
      engagement_indicators: z.strictObject({
        follow_up_questions: f.count,
        self_directed_exploration: z.boolean(),
        session_completion_rate: f.unitInterval,
      }),
    }),
    ai_usage_analytics: z.strictObject({
      total_ai_queries: f.count,
      /** Queries by provider, of the first 50 different ones. */
      providers_used: f.byName(f.count),
      total_tokens_consumed: f.count,
      total_cost_usd: f.amount,
      average_response_time_ms: f.amount,
      cache_hit_rate: f.unitInterval,
      quality_scores: f.list(f.unitInterval, NEWEST.quality),
    }),
    session_outcome: z.strictObject({
      learning_objectives_met: f.list(f.sentence, LIMITS.shortList),
      areas_needing_more_work: f.list(f.name, LIMITS.shortList),
      user_satisfaction_rating: f.starRating.optional(),
      perceived_difficulty_rating: f.starRating.optional(),
      emotional_satisfaction_rating: f.starRating.optional(),
      next_session_recommendations: f.list(f.sentence, 20),
    }),
    ...learnerDay.shape,
    /** The engine opened it for an event that named no session. The engine also closes it: once nothing has happened for its idle time. */
    automatic: z.literal(true).optional(),
    /** The time between the events so far, where a gap longer than `gap_minutes` counts as that; and on which of the learner's days they answered. */
    study: studyTime,
    /** Questions that the session was planned for; `session_completion_rate` is measured against it. */
    planned_questions: z.int().min(1).max(10_000).optional(),
    /** The sums behind the figures above. */
    evidence: z.strictObject({
      /** Until the session ends: then its outcome says what resulted. */
      concepts: f.list(conceptProgress, NEWEST.concepts),
      /** The answers by their own subjects: a session may have several. */
      subjects: f.byName(z.strictObject({ answers: f.count, correct: f.count, concepts_introduced: f.count, concepts_mastered: z.int() })),
      concepts_introduced: f.count,
      /** Concepts that passed the mastery threshold in this session, less those that fell below it again. */
      concepts_mastered: z.int(),
      response_seconds: f.amount,
      cache_hits: f.count,
      response_ms: f.amount,
      recent_success: z.strictObject({ rate: f.unitInterval, weight: f.amount }),
      emotions: z.partialRecord(f.emotionalState, z.strictObject({ answers: f.count, score_sum: f.amount })),
      emotion_readings: f.count,
      valence_sum: z.number(),
      current_emotion: z.strictObject({ emotion: f.emotionalState, confidence: f.unitInterval, at: f.instant }).optional(),
      triggers: f.list(f.name, 20),
      setbacks: f.count,
      recoveries: f.count,
    }),
    /** What the predictor keeps of the learner as a whole; the next session goes on from it. */
    predictor: modelWithState,
    /** How able the learner is as a whole and in their subjects; the next session goes on from it. Missing in what was written before it was kept. */
    ability: learnerAbility.optional(),
    /** The start of the next session: an answer that stands before it changes what that one began with. */
    continued: lastEvent.optional(),
    last_event: lastEvent,
    revision: f.revision,
    metadata: f.metadata.optional(),
    schema_version: f.schemaVersion,
  }),
  schemaVersion: 1,
  owner: 'user_id',
  identity: ['user_id', 'session_id'],
  shardKey: { user_id: 1 },
  indexes: [
    {
      name: 'user_started',
      key: { user_id: 1, started_at: -1, session_id: 1 },
      why: "a learner's session history, the most common query, page by page",
    },
    { name: 'identity', key: { user_id: 1, session_id: 1 }, unique: true, why: "one of a learner's sessions by its id" },
    { name: 'subject_started', key: { 'session_context.subject': 1, started_at: -1 }, why: 'analytics by subject' },
    { name: 'open', key: { ended_at: 1, started_at: 1 }, why: 'sessions that nobody has ended' },
    { name: 'started', key: { started_at: -1 }, why: 'sessions in chronological order' },
    { name: 'cost', key: { 'ai_usage_analytics.total_cost_usd': -1 }, why: 'the most expensive sessions' },
    {
      name: 'user_subject_started',
      key: { user_id: 1, 'session_context.subject': 1, started_at: -1 },
      why: "a learner's sessions of one subject",
    },
    {
      name: 'text',
      key: { 'session_context.topics': 'text' },
      why: 'search of educational content; what learners and the AI wrote stays out because it is encrypted at rest',
    },
  ],
  capped: {
    interactions: NEWEST.interactions,
    'learning_progress.concepts_introduced': NEWEST.concepts,
    'learning_progress.concepts_practiced': NEWEST.concepts,
    'learning_progress.concepts_mastered': NEWEST.concepts,
    'learning_progress.mastery_demonstrations': NEWEST.concepts,
    'emotional_journey.emotional_states_timeline': NEWEST.timeline,
    'emotional_journey.interventions_applied': NEWEST.interventions,
    'performance_metrics.difficulty_progression': NEWEST.difficulty,
    'ai_usage_analytics.quality_scores': NEWEST.quality,
  },
  ...sessionEncryption,
  consent: sessionConsent,
  retention: [
    { part: '*', keep: { days: 730 }, then: 'aggregate_then_delete' },
    { part: 'interactions', keep: { days: 90 }, then: 'delete' },
    { part: 'emotional_journey', keep: { days: 90 }, then: 'aggregate_then_delete' },
  ],
  pseudonymised: { user_id: 'replace_id', session_id: 'replace_id', interactions: 'drop', metadata: 'drop' },
});

export type LearningSession = Content<LearningSessionDocument>;
