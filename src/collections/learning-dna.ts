import { z } from 'zod';
import { type Content, defineCollection, EMOTIONAL, fields as f, LIMITS } from '../schema/index.js';
import type { LearningDnaDocument } from './documents.js';
import { lastEvent } from './event-position.js';

export const LEARNING_STYLES = ['visual', 'auditory', 'kinesthetic', 'reading_writing'] as const;
export const learningStyle = z.enum(LEARNING_STYLES);

export const cognitiveProfile = z.strictObject({
  /** Kept because products show it; nothing steers by the label (Pashler et al. 2008), only by measured effectiveness. */
  learning_style: z.strictObject({
    primary: learningStyle,
    secondary: learningStyle.optional(),
    confidence_score: f.unitInterval,
    assessment_method: z.enum(['survey', 'behavioral_analysis', 'hybrid']),
    last_assessed: f.instant,
  }),
  processing_characteristics: z.strictObject({
    processing_speed: z.enum(['slow', 'average', 'fast']),
    working_memory_capacity: z.enum(['low', 'average', 'high']),
    attention_span_minutes: z.number().min(1).max(480),
    information_processing_preference: z.enum(['sequential', 'global', 'mixed']),
    multitasking_ability: z.enum(['low', 'average', 'high']),
  }),
  complexity_preferences: z.strictObject({
    /**
     * How hard the learner's questions have been for them to succeed as often as `targetSuccess` says: it moves a fifth of the way there with each
     * session. It is a habit over sessions; what fits a learner now, `ability` says, and recommendations go by that.
     */
    preferred_difficulty_level: f.unitInterval,
    challenge_tolerance: z.enum(['low', 'moderate', 'high']),
    explanation_depth_preference: z.enum(['concise', 'detailed', 'comprehensive']),
    example_density_preference: z.enum(['minimal', 'moderate', 'extensive']),
    /** -1 (concrete) to 1 (abstract). */
    abstract_vs_concrete: z.number().min(-1).max(1),
  }),
});

export const motivationProfile = z.strictObject({
  goal_orientation: z.enum(['mastery', 'performance', 'social', 'mixed']),
  intrinsic_motivation_level: f.unitInterval,
  extrinsic_motivation_responsiveness: f.unitInterval,
  feedback_preference: z.enum(['immediate', 'periodic', 'milestone_based']),
  achievement_sensitivity: f.unitInterval,
  autonomy_preference: z.enum(['guided', 'semi_independent', 'self_directed']),
});

export const emotionalLearningPatterns = z.strictObject({
  optimal_emotional_states: f.list(f.emotionalState, 16),
  problematic_emotional_states: f.list(f.emotionalState, 16),
  stress_triggers: f.list(f.name, LIMITS.shortList),
  confidence_builders: f.list(f.name, LIMITS.shortList),
  engagement_factors: f.list(f.name, LIMITS.shortList),
  emotional_recovery_strategies: f.list(f.name, LIMITS.shortList),
  emotional_resilience_score: f.unitInterval,
});

/** What is assumed of a learner of whose emotions nothing is known, or of whom they are withheld. */
export const NO_EMOTIONAL_PATTERNS: z.output<typeof emotionalLearningPatterns> = {
  optimal_emotional_states: [],
  problematic_emotional_states: [],
  stress_triggers: [],
  confidence_builders: [],
  engagement_factors: [],
  emotional_recovery_strategies: [],
  emotional_resilience_score: 0.5,
};

/** A line of the history that tells of a change of these patterns: it begins with the name of one. */
const CHANGE_OF_PATTERN = new RegExp(`^(${Object.keys(emotionalLearningPatterns.shape).join('|')}):`);

const tally = z.strictObject({ answers: f.count, score_sum: f.amount });

export const learningDna = defineCollection({
  name: 'learning_dna',
  description: 'how a learner learns, as far as their sessions have shown',
  schema: z.strictObject({
    _id: f.objectId,
    user_id: f.userId,
    created_at: f.instant,
    updated_at: f.instant,
    /** Counts the changes that sessions have made to the profile, from 1. */
    version: z.int().min(1),
    cognitive_profile: cognitiveProfile,
    motivation_profile: motivationProfile,
    emotional_learning_patterns: emotionalLearningPatterns,
    assessment_history: f.list(
      z.strictObject({
        date: f.instant,
        assessment_type: z.enum(['initial', 'behavioral_update', 'user_feedback', 'performance_based']),
        changes_made: f.list(f.sentence, 8),
        confidence_delta: z.number().min(-1).max(1),
      }),
      100,
    ),
    learning_effectiveness: z.strictObject({
      subjects_performance: f.byName(
        z.strictObject({ mastery_rate: f.unitInterval, engagement_level: f.unitInterval, optimal_difficulty: f.unitInterval }),
      ),
      /** Concepts mastered per hour of study. */
      overall_learning_velocity: f.amount,
      personalization_effectiveness: f.unitInterval,
    }),
    /** The sums behind the figures above, over all ended sessions. */
    evidence: z.strictObject({
      sessions: f.count,
      minutes: f.amount,
      answers: f.count,
      concepts_mastered: z.int(),
      subjects: f.byName(
        z.strictObject({ sessions: f.count, answers: f.count, correct: f.count, concepts_introduced: f.count, concepts_mastered: z.int() }),
      ),
      emotions: z.partialRecord(f.emotionalState, tally),
      /** Times a hindering emotion came up, and times it gave way within its session. */
      setbacks: f.count,
      recoveries: f.count,
    }),
    last_event: lastEvent,
    revision: f.revision,
    schema_version: f.schemaVersion,
  }),
  schemaVersion: 1,
  owner: 'user_id',
  identity: ['user_id'],
  shardKey: { user_id: 1 },
  indexes: [
    { name: 'user_id', key: { user_id: 1 }, unique: true, why: 'the one DNA of a learner' },
    { name: 'updated_at', key: { updated_at: -1 }, why: 'recent changes, for analytics' },
    { name: 'learning_style', key: { 'cognitive_profile.learning_style.primary': 1 }, why: 'analytics by learning style' },
    {
      name: 'velocity',
      key: { 'learning_effectiveness.overall_learning_velocity': -1 },
      why: 'analytics of performance',
    },
  ],
  capped: { assessment_history: 100 },
  encrypted: ['emotional_learning_patterns', 'assessment_history.changes_made'],
  entryIds: { assessment_history: 'date' },
  consent: {
    emotional_learning_patterns: EMOTIONAL.as(NO_EMOTIONAL_PATTERNS),
    // A change of a pattern names the emotions.
    'assessment_history.changes_made': EMOTIONAL.only((line) => !CHANGE_OF_PATTERN.test(String(line))),
    'evidence.emotions': EMOTIONAL.as({}),
    'evidence.setbacks': EMOTIONAL.as(0),
    'evidence.recoveries': EMOTIONAL.as(0),
  },
  retention: [{ part: '*', keep: 'while_active' }],
  pseudonymised: { user_id: 'replace_id', 'emotional_learning_patterns.stress_triggers': 'drop' },
});

export type LearningDna = Content<LearningDnaDocument>;
