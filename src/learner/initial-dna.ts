import { type EventOf, type LearningDna, learningDna, NO_EMOTIONAL_PATTERNS } from '../collections/index.js';
import { positionOf } from './event-order.js';

type InitialDna = EventOf<'learner_created'>['dna'];

/** What is assumed of a learner of whom nothing is known: the middle of every scale, and no confidence in it. */
export function assumedDna(at: Date): InitialDna {
  return {
    cognitive_profile: {
      learning_style: { primary: 'reading_writing', confidence_score: 0, assessment_method: 'behavioral_analysis', last_assessed: at },
      processing_characteristics: {
        processing_speed: 'average',
        working_memory_capacity: 'average',
        attention_span_minutes: 30,
        information_processing_preference: 'mixed',
        multitasking_ability: 'average',
      },
      complexity_preferences: {
        preferred_difficulty_level: 0.5,
        challenge_tolerance: 'moderate',
        explanation_depth_preference: 'detailed',
        example_density_preference: 'moderate',
        abstract_vs_concrete: 0,
      },
    },
    motivation_profile: {
      goal_orientation: 'mixed',
      intrinsic_motivation_level: 0.5,
      extrinsic_motivation_responsiveness: 0.5,
      feedback_preference: 'immediate',
      achievement_sensitivity: 0.5,
      autonomy_preference: 'semi_independent',
    },
    emotional_learning_patterns: NO_EMOTIONAL_PATTERNS,
  };
}

/** The first learning DNA, from the event that created its learner. */
export function initialDna(event: EventOf<'learner_created'>): LearningDna {
  return {
    user_id: event.user_id,
    created_at: event.recorded_at,
    updated_at: event.recorded_at,
    version: 1,
    ...event.dna,
    assessment_history: [{ date: event.recorded_at, assessment_type: 'initial', changes_made: [], confidence_delta: 0 }],
    learning_effectiveness: { subjects_performance: {}, overall_learning_velocity: 0, personalization_effectiveness: 0 },
    evidence: {
      sessions: 0,
      minutes: 0,
      answers: 0,
      concepts_mastered: 0,
      subjects: {},
      emotions: {},
      setbacks: 0,
      recoveries: 0,
    },
    last_event: positionOf(event),
    revision: 0,
    schema_version: learningDna.schemaVersion,
  };
}
