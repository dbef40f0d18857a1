import type { ObjectId } from 'mongodb';
import type { EmotionalState } from '../../src/algorithms/index.js';

// The documents of the specification's section 1, with its names, optional fields and choices.
// Where it says Record<EmotionalState, …>, a document holds the emotions that were seen; where it says Record<string, …> over a closed set,
// the declarations name that set. An account may go without address and password (another system signs its learner on) and without a name,
// and plans and providers are any name. These differences are spelled out here, once, and everything else is as specified.

/** Of the emotions, those that were seen. */
type ByEmotion<Value> = { [State in EmotionalState]?: Value };
/** Of a closed set of names, those that occurred. */
type ByName<Name extends string, Value> = { [N in Name]?: Value };

type Level = 'low' | 'average' | 'high';
type Detail = 'concise' | 'detailed' | 'comprehensive';
type Style = 'visual' | 'auditory' | 'kinesthetic' | 'reading_writing';

/** Section 1.1. */
export interface SpecifiedUser {
  _id: ObjectId;
  user_id: string;
  email?: string | undefined;
  password_hash?: string | undefined;
  email_verified: boolean;
  created_at: Date;
  updated_at: Date;
  last_login: Date;
  profile: {
    name?: string | undefined;
    age?: number | undefined;
    education_level: 'primary_school' | 'middle_school' | 'high_school' | 'undergraduate' | 'graduate' | 'professional' | 'other';
    timezone: string;
    location?: { country: string; region?: string | undefined } | undefined;
    learning_goals: string[];
    subjects_of_interest: string[];
  };
  subscription: {
    plan: string;
    status: 'active' | 'inactive' | 'cancelled' | 'trial';
    subscribed_at?: Date | undefined;
    expires_at?: Date | undefined;
    payment_method_id?: string | undefined;
    billing_cycle: 'monthly' | 'yearly';
    usage_tracking: { ai_queries_used: number; ai_queries_limit: number; reset_date: Date };
  };
  preferences: {
    notification_settings: {
      email_notifications: boolean;
      study_reminders: boolean;
      progress_updates: boolean;
      achievement_notifications: boolean;
    };
    privacy_settings: {
      analytics_participation: boolean;
      emotional_data_usage: boolean;
      learning_data_sharing: boolean;
      public_profile: boolean;
    };
    learning_preferences: {
      explanation_style: Detail;
      difficulty_preference: 'easy' | 'moderate' | 'challenging' | 'adaptive';
      feedback_frequency: 'high' | 'moderate' | 'minimal';
      emotional_support_level: 'minimal' | 'standard' | 'high';
    };
  };
  account_status: 'active' | 'suspended' | 'deleted';
  security: { failed_login_attempts: number; last_password_change: Date; two_factor_enabled: boolean };
}

/** Section 1.2. */
export interface SpecifiedLearningDna {
  _id: ObjectId;
  user_id: string;
  created_at: Date;
  updated_at: Date;
  version: number;
  cognitive_profile: {
    learning_style: {
      primary: Style;
      secondary?: Style | undefined;
      confidence_score: number;
      assessment_method: 'survey' | 'behavioral_analysis' | 'hybrid';
      last_assessed: Date;
    };
    processing_characteristics: {
      processing_speed: 'slow' | 'average' | 'fast';
      working_memory_capacity: Level;
      attention_span_minutes: number;
      information_processing_preference: 'sequential' | 'global' | 'mixed';
      multitasking_ability: Level;
    };
    complexity_preferences: {
      preferred_difficulty_level: number;
      challenge_tolerance: 'low' | 'moderate' | 'high';
      explanation_depth_preference: Detail;
      example_density_preference: 'minimal' | 'moderate' | 'extensive';
      abstract_vs_concrete: number;
    };
  };
  motivation_profile: {
    goal_orientation: 'mastery' | 'performance' | 'social' | 'mixed';
    intrinsic_motivation_level: number;
    extrinsic_motivation_responsiveness: number;
    feedback_preference: 'immediate' | 'periodic' | 'milestone_based';
    achievement_sensitivity: number;
    autonomy_preference: 'guided' | 'semi_independent' | 'self_directed';
  };
  emotional_learning_patterns: {
    optimal_emotional_states: EmotionalState[];
    problematic_emotional_states: EmotionalState[];
    stress_triggers: string[];
    confidence_builders: string[];
    engagement_factors: string[];
    emotional_recovery_strategies: string[];
    emotional_resilience_score: number;
  };
  assessment_history: {
    date: Date;
    assessment_type: 'initial' | 'behavioral_update' | 'user_feedback' | 'performance_based';
    changes_made: string[];
    confidence_delta: number;
  }[];
  learning_effectiveness: {
    subjects_performance: Record<string, { mastery_rate: number; engagement_level: number; optimal_difficulty: number }>;
    overall_learning_velocity: number;
    personalization_effectiveness: number;
  };
}

/** Section 1.3. */
export interface SpecifiedLearningSession {
  _id: ObjectId;
  session_id: string;
  user_id: string;
  started_at: Date;
  ended_at?: Date | undefined;
  duration_minutes?: number | undefined;
  session_context: {
    session_type: 'study' | 'practice' | 'assessment' | 'revision' | 'exploration';
    /** Absent until the first answer of a session that was opened for no subject. */
    subject?: string | undefined;
    topics: string[];
    learning_objectives: string[];
    initial_difficulty_level: number;
    device_type: 'mobile' | 'tablet' | 'desktop';
    platform: 'web' | 'ios' | 'android';
  };
  interactions: {
    interaction_id: string;
    timestamp: Date;
    interaction_type: 'question' | 'response' | 'feedback' | 'assessment';
    user_input?: string | undefined;
    ai_response?: { text: string; provider_used: string; response_time_ms: number; tokens_used: number; cost_usd: number } | undefined;
    emotional_context?:
      | { detected_emotion: EmotionalState; confidence: number; emotional_intensity: number; adaptation_applied: string[] }
      | undefined;
    personalization_applied?: { difficulty_adjustment: number; explanation_style: string; content_modifications: string[] } | undefined;
  }[];
  learning_progress: {
    concepts_introduced: string[];
    concepts_practiced: string[];
    concepts_mastered: string[];
    knowledge_gaps_identified: string[];
    mastery_demonstrations: { concept: string; evidence: string; confidence_level: number }[];
  };
  emotional_journey: {
    initial_emotional_state?: EmotionalState | undefined;
    emotional_states_timeline: { timestamp: Date; emotion: EmotionalState; intensity: number; trigger?: string | undefined }[];
    interventions_applied: { timestamp: Date; intervention_type: string; reason: string; effectiveness_rating?: number | undefined }[];
    final_emotional_state?: EmotionalState | undefined;
    overall_emotional_health_score: number;
  };
  performance_metrics: {
    questions_attempted: number;
    questions_correct: number;
    accuracy_percentage: number;
    average_response_time_seconds: number;
    difficulty_progression: { timestamp: Date; difficulty_level: number; success_rate: number }[];
    engagement_indicators: { follow_up_questions: number; self_directed_exploration: boolean; session_completion_rate: number };
  };
  ai_usage_analytics: {
    total_ai_queries: number;
    providers_used: { [name: string]: number };
    total_tokens_consumed: number;
    total_cost_usd: number;
    average_response_time_ms: number;
    cache_hit_rate: number;
    quality_scores: number[];
  };
  session_outcome: {
    learning_objectives_met: string[];
    areas_needing_more_work: string[];
    user_satisfaction_rating?: number | undefined;
    perceived_difficulty_rating?: number | undefined;
    emotional_satisfaction_rating?: number | undefined;
    next_session_recommendations: string[];
  };
}

/** The one departure from the specification: null where a day's data tells nothing, rather than a number that is made up. */
type OrUntold<Value> = Value | null;

/** Section 1.4. */
export interface SpecifiedEmotionalAnalytics {
  _id: ObjectId;
  user_id: string;
  analysis_date: Date;
  data_source: 'daily_aggregation' | 'weekly_summary' | 'monthly_report';
  emotional_summary: {
    dominant_emotion: EmotionalState;
    emotion_distribution: ByEmotion<{ percentage: number; total_time_minutes: number; session_count: number }>;
    emotional_stability_score: OrUntold<number>;
    overall_emotional_wellness: number;
  };
  learning_correlation_analysis: {
    most_productive_emotions: { emotion: EmotionalState; learning_effectiveness_score: number; concepts_mastered_rate: OrUntold<number> }[];
    problematic_emotional_patterns: {
      emotion: EmotionalState;
      learning_hindrance_score: OrUntold<number>;
      common_triggers: string[];
      recovery_time_minutes: OrUntold<number>;
    }[];
    optimal_learning_conditions: {
      best_emotional_state_for_new_concepts: OrUntold<EmotionalState>;
      best_emotional_state_for_practice: OrUntold<EmotionalState>;
      best_emotional_state_for_assessment: OrUntold<EmotionalState>;
    };
  };
  intervention_effectiveness: {
    interventions_applied: {
      intervention_type: string;
      application_count: number;
      success_rate: OrUntold<number>;
      average_effectiveness_rating: OrUntold<number>;
    }[];
    emotional_recovery_patterns: {
      average_recovery_time_minutes: ByEmotion<number>;
      most_effective_recovery_strategies: { strategy: string; success_rate: number; applicable_emotions: EmotionalState[] }[];
    };
  };
  trends_and_patterns: {
    emotional_trends: {
      emotion: EmotionalState;
      trend_direction: 'increasing' | 'decreasing' | 'stable';
      change_percentage: number;
      time_period: string;
    }[];
    temporal_patterns: { best_learning_times: string[]; challenging_periods: string[]; emotional_biorhythm_insights: string[] };
  };
}

/** Section 1.5. */
export interface SpecifiedContentMastery {
  _id: ObjectId;
  user_id: string;
  subject: string;
  topic: string;
  concept: string;
  mastery_tracking: {
    current_mastery_level: number;
    mastery_confidence: number;
    first_exposure_date: Date;
    last_practiced_date: Date;
    mastery_achieved_date?: Date | undefined;
  };
  learning_history: {
    session_id: string;
    date: Date;
    activity_type: 'introduction' | 'practice' | 'assessment' | 'revision';
    performance_score: number;
    difficulty_level: number;
    emotional_state: EmotionalState;
    time_spent_minutes: number;
  }[];
  spaced_repetition_data: {
    repetition_interval_days: number;
    next_review_date: Date;
    review_history: { date: Date; performance_score: number; interval_adjustment: number }[];
    forgetting_curve_parameters: { initial_strength: number; decay_rate: number; stability: number };
  };
  prerequisite_relationships: {
    prerequisite_concepts: { concept: string; importance_weight: number; mastery_required: number }[];
    dependent_concepts: { concept: string; dependency_strength: number }[];
  };
  personalization_data: {
    optimal_difficulty_level: number;
    effective_learning_strategies: string[];
    emotional_associations: ByEmotion<number>;
    learning_style_effectiveness: ByName<Style, number>;
  };
}
