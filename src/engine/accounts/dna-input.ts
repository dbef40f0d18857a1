import { z } from 'zod';
import { initialDna } from '../../collections/index.js';
import { described } from '../../runtime/index.js';

const { cognitive_profile, motivation_profile, emotional_learning_patterns } = initialDna.shape;
const { learning_style, processing_characteristics, complexity_preferences } = cognitive_profile.shape;

const style = described(learning_style.shape, {
  primary: 'The primary style. The engine only stores it; its decisions use measured effectiveness instead.',
  secondary: 'The secondary style.',
  confidence_score: 'The confidence of the assessment, 0 to 1.',
  assessment_method: 'The method of the assessment.',
  last_assessed: 'The date of the assessment.',
});

const processing = described(processing_characteristics.shape, {
  processing_speed: 'The speed of understanding.',
  working_memory_capacity: 'The capacity of working memory.',
  attention_span_minutes: 'The attention span in minutes, 1 to 480.',
  information_processing_preference: 'Whether the learner prefers details first (`sequential`), the overview first (`global`), or both.',
  multitasking_ability: 'The ability to do several things at once.',
});

const complexity = described(complexity_preferences.shape, {
  preferred_difficulty_level: 'The preferred difficulty of questions, 0 (easy) to 1 (hard).',
  challenge_tolerance: 'The tolerance for difficult questions.',
  explanation_depth_preference: 'The preferred depth of explanations.',
  example_density_preference: 'The preferred number of examples.',
  abstract_vs_concrete: 'From -1 (concrete) to 1 (abstract).',
});

const cognition = described(
  {
    learning_style: z.strictObject(style),
    processing_characteristics: z.strictObject(processing),
    complexity_preferences: z.strictObject(complexity),
  },
  {
    learning_style: "The learner's stated learning style.",
    processing_characteristics: 'How the learner processes content.',
    complexity_preferences: 'Preferences for the complexity of content.',
  },
);

const motivation = described(motivation_profile.shape, {
  goal_orientation: "The learner's goal orientation.",
  intrinsic_motivation_level: 'The intrinsic motivation, 0 to 1.',
  extrinsic_motivation_responsiveness: 'The responsiveness to rewards, 0 to 1.',
  feedback_preference: 'The preferred time of feedback.',
  achievement_sensitivity: 'The importance of achievements, 0 to 1.',
  autonomy_preference: 'The preferred degree of autonomy.',
});

const emotions = described(emotional_learning_patterns.shape, {
  optimal_emotional_states: 'Emotions with which the learner learns best.',
  problematic_emotional_states: 'Emotions that hinder the learner.',
  stress_triggers: 'Causes of stress, up to 50 names.',
  confidence_builders: "What builds the learner's confidence, up to 50 names.",
  engagement_factors: 'What engages the learner, up to 50 names.',
  emotional_recovery_strategies: 'Strategies that help after a setback, up to 50 names.',
  emotional_resilience_score: 'How well the learner recovers, 0 to 1.',
});

/** The first image of how a learner learns, as a host gives it. */
export const givenDna = z.strictObject(
  described(
    {
      cognitive_profile: z.strictObject(cognition),
      motivation_profile: z.strictObject(motivation),
      emotional_learning_patterns: z.strictObject(emotions),
    },
    {
      cognitive_profile: 'How the learner processes content, for example from a survey.',
      motivation_profile: "The learner's motivation.",
      emotional_learning_patterns: "How emotions affect the learner's learning.",
    },
  ),
);
