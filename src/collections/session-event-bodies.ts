import { z } from 'zod';
import { fields as f, LIMITS } from '../schema/index.js';
import {
  aiResponse,
  emotionalContext,
  INTERACTION_TYPES,
  learnerDay,
  personalizationApplied,
  sessionContext,
} from './learning-sessions.js';
import { studyGapMinutes } from './study-time.js';

export const interactionBody = z.strictObject({
  interaction_type: z.enum(INTERACTION_TYPES),
  user_input: f.optionalText(LIMITS.userInputLength).optional(),
  ai_response: aiResponse.optional(),
  /** True when the AI's answer came from a cache. */
  cache_hit: z.boolean().optional(),
  quality_score: f.unitInterval.optional(),
  follow_up: z.boolean().optional(),
  emotional_context: emotionalContext.optional(),
  personalization_applied: personalizationApplied.optional(),
});

export const emotionBody = z.strictObject({
  emotion: f.emotionalState,
  intensity: f.unitInterval,
  /** How sure the detector is. Below the engine's threshold, the reading is stored but changes nothing. */
  confidence: f.unitInterval,
  trigger: f.name.optional(),
});

export const interventionBody = z.strictObject({ intervention_type: f.name, reason: f.sentence });

export const interventionRatingBody = z.strictObject({ intervention_id: f.eventId, effectiveness_rating: f.starRating });

export const sessionStartBody = z.strictObject({
  ...sessionContext.shape,
  ...learnerDay.shape,
  planned_questions: z.int().min(1).max(10_000).optional(),
  /** What a longer gap between two events counts as, in minutes of study; 5 if not given. */
  study_gap_minutes: studyGapMinutes.optional(),
  initial_emotional_state: f.emotionalState.optional(),
  /** The engine opened the session for an event that named none. */
  automatic: z.literal(true).optional(),
});

export const sessionEndBody = z.strictObject({
  user_satisfaction_rating: f.starRating.optional(),
  perceived_difficulty_rating: f.starRating.optional(),
  emotional_satisfaction_rating: f.starRating.optional(),
});
