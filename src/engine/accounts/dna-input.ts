import { z } from 'zod';
import { initialDna } from '../../collections/index.js';
import { described } from '../../runtime/index.js';

const { cognitive_profile, motivation_profile, emotional_learning_patterns } = initialDna.shape;
const { learning_style, processing_characteristics, complexity_preferences } = cognitive_profile.shape;

const style = described(learning_style.shape, {
  primary: 'The style that the learner names first. It is shown and steers nothing: what steers is measured effectiveness.',
  secondary: 'The style that the learner names second.',
  confidence_score: 'How sure the survey is, 0 to 1.',
  assessment_method: 'How it was found.',
  last_assessed: 'When it was found.',
});

const processing = described(processing_characteristics.shape, {
  processing_speed: 'How fast the learner understands content.',
  working_memory_capacity: 'How much the learner holds in mind.',
  attention_span_minutes: 'How long the learner stays attentive, in minutes, 1 to 480.',
  information_processing_preference: 'Step by step, the whole first, or both.',
  multitasking_ability: 'How well the learner does several things at once.',
});

const complexity = described(complexity_preferences.shape, {
  preferred_difficulty_level: 'How hard questions should be, 0 (easy) to 1 (hard).',
  challenge_tolerance: 'How much difficulty the learner bears.',
  explanation_depth_preference: 'How detailed explanations should be.',
  example_density_preference: 'How many examples the learner wants.',
  abstract_vs_concrete: 'From -1 (concrete) to 1 (abstract).',
});

const cognition = described(
  {
    learning_style: z.strictObject(style),
    processing_characteristics: z.strictObject(processing),
    complexity_preferences: z.strictObject(complexity),
  },
  {
    learning_style: 'How the learner likes content to be presented.',
    processing_characteristics: 'How the learner works with content.',
    complexity_preferences: 'How complex content may be.',
  },
);

const motivation = described(motivation_profile.shape, {
  goal_orientation: 'What the learner studies for.',
  intrinsic_motivation_level: 'How much the subject itself drives the learner, 0 to 1.',
  extrinsic_motivation_responsiveness: 'How much rewards drive the learner, 0 to 1.',
  feedback_preference: 'When the learner wants feedback.',
  achievement_sensitivity: 'How much achievements matter, 0 to 1.',
  autonomy_preference: 'How much the learner wants to decide.',
});

const emotions = described(emotional_learning_patterns.shape, {
  optimal_emotional_states: 'Emotions in which the learner learns best.',
  problematic_emotional_states: 'Emotions in which the learner learns badly.',
  stress_triggers: 'What stresses the learner, up to 50 names.',
  confidence_builders: 'What encourages the learner, up to 50 names.',
  engagement_factors: 'What engages the learner, up to 50 names.',
  emotional_recovery_strategies: 'What helps after a setback, up to 50 names.',
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
      cognitive_profile: 'How the learner works with content, as a survey of yours found.',
      motivation_profile: 'What drives the learner.',
      emotional_learning_patterns: 'How emotions bear on learning.',
    },
  ),
);
