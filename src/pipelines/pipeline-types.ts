/** Written by `npm run docs` from the schemas of the pipelines: change the schema, not this file. */
import type { EmotionalState } from '../algorithms/index.js';

/** What each pipeline takes. */
export interface PipelineParams {
  answer_log: {
    /** Only learners after this one; to resume an export, pass the last learner that was read completely. */
    after: string;
    since?: Date | undefined;
    until?: Date | undefined;
    subject?: string | undefined;
    /** Only answers of these learners; all if not given. */
    among?: string[] | undefined;
    without?: string[] | undefined;
  };
  emotional_changes: {
    since: Date;
    until: Date;
  };
  emotional_log: {
    user_id: string;
    since: Date;
    until: Date;
  };
  profile_with_dna: {
    user_id: string;
  };
  user_progress_dashboard: {
    user_id: string;
    at: Date;
    mastered_above: number;
    /** The time zone of the learner's days, for retention. */
    timezone?: string | undefined;
    curve?: 'exponential' | 'power' | undefined;
    retired?: {
      subject: string;
      topic: string;
      concept: string;
    }[] | undefined;
    day_rollover_hour?: number | undefined;
    subject?: string | undefined;
    topic?: string | undefined;
    /** Names of concepts: only these are included, and topics without any of them have no row. */
    concepts?: string[] | undefined;
    /**
     * `name`: by subject and topic; `weakest`: lowest `mean_mastery` first; `due`: most `concepts_due` first; `recent`: most recently
     * practised
     * first.
     */
    sort?: 'due' | 'name' | 'recent' | 'weakest' | undefined;
  };
  session_history: {
    limit: number;
    /** The span's first instant. */
    since: Date;
    /** The first instant behind it. */
    until: Date;
    user_id: string;
    subject?: string | undefined;
    /** The last session of the previous page. */
    after?: {
      started_at: Date;
      session_id: string;
    } | undefined;
  };
  review_forecast: {
    timezone: string;
    user_id: string;
    at: Date;
    subject?: string | undefined;
    retired?: {
      subject: string;
      topic: string;
      concept: string;
    }[] | undefined;
    day_rollover_hour?: number | undefined;
    /** The number of days, starting with that of `at`. */
    days?: number | undefined;
  };
  retention_calibration: {
    bins: number;
    /** The span's first instant. */
    since: Date;
    /** The first instant behind it. */
    until: Date;
    user_id: string;
  };
  learning_velocity: {
    timezone: string;
    /** The span's first instant. */
    since: Date;
    /** The first instant behind it. */
    until: Date;
    user_id: string;
    day_rollover_hour?: number | undefined;
  };
  study_days: {
    /** The span's first instant. */
    since: Date;
    /** The first instant behind it. */
    until: Date;
    user_id: string;
  };
  learning_effectiveness: {
    by: 'difficulty' | 'strategy' | 'style';
    /** The span's first instant. */
    since: Date;
    /** The first instant behind it. */
    until: Date;
    user_id: string;
  };
  emotional_wellness_trends: {
    timezone: string;
    /** The span's first instant. */
    since: Date;
    /** The first instant behind it. */
    until: Date;
    user_id: string;
    window_days?: number | undefined;
  };
  platform_usage_analytics: {
    /** The span's first instant. */
    since: Date;
    /** The first instant behind it. */
    until: Date;
    least_learners?: number | undefined;
  };
  mastery_distribution: {
    without?: string[] | undefined;
    bins?: number | undefined;
    least_learners?: number | undefined;
    after?: {
      subject: string;
      topic: string;
      concept: string;
    } | undefined;
    limit?: number | undefined;
    subject?: string | undefined;
    topic?: string | undefined;
  };
  hardest_concepts: {
    mastered_above: number;
    without?: string[] | undefined;
    least_learners?: number | undefined;
    after?: {
      subject: string;
      topic: string;
      concept: string;
      mean_mastery: number;
    } | undefined;
    limit?: number | undefined;
    subject?: string | undefined;
    topic?: string | undefined;
  };
  prerequisite_funnel: {
    subject: string;
    mastered_above: number;
    without?: string[] | undefined;
    least_learners?: number | undefined;
    after?: {
      topic: string;
      concept: string;
    } | undefined;
    limit?: number | undefined;
  };
  class_mastery: {
    user_ids: string[];
    at: Date;
    subject?: string | undefined;
    curve?: 'exponential' | 'power' | undefined;
    /** The learners' days at `at`; for learners that are not listed, the UTC day with a rollover at 4. */
    learner_days?: {
      day: number;
      user_ids: string[];
    }[] | undefined;
    after?: {
      subject: string;
      topic: string;
      concept: string;
      user_id: string;
    } | undefined;
    limit?: number | undefined;
  };
  class_study: {
    /** The span's first instant. */
    since: Date;
    /** The first instant behind it. */
    until: Date;
    user_ids: string[];
    subject?: string | undefined;
  };
  cohort_comparison: {
    cohorts: {
      name: string;
      user_ids: string[];
    }[];
    mastered_above: number;
    subject?: string | undefined;
    least_learners?: number | undefined;
  };
  ai_usage: {
    /** The span's first instant. */
    since: Date;
    /** The first instant behind it. */
    until: Date;
    without?: string[] | undefined;
    least_learners?: number | undefined;
    timezone?: string | undefined;
  };
  intervention_effectiveness: {
    /** The span's first instant. */
    since: Date;
    /** The first instant behind it. */
    until: Date;
    without?: string[] | undefined;
    least_learners?: number | undefined;
    after?: {
      intervention_type: string;
    } | undefined;
    limit?: number | undefined;
  };
  emotion_by_performance: {
    /** The span's first instant. */
    since: Date;
    /** The first instant behind it. */
    until: Date;
    least_learners?: number | undefined;
  };
  forgetting_curves: {
    user_id: string;
    concepts: number;
    subject?: string | undefined;
    curve?: 'exponential' | 'power' | undefined;
    retired?: {
      subject: string;
      topic: string;
      concept: string;
    }[] | undefined;
  };
  active_learners: {
    /** The span's first instant. */
    since: Date;
    /** The first instant behind it. */
    until: Date;
    without?: string[] | undefined;
    least_learners?: number | undefined;
  };
}

/** A row of each pipeline. */
export interface PipelineRows {
  answer_log: {
    user_id: string;
    event_id: string;
    occurred_at: Date;
    day: number;
    subject: string;
    topic: string;
    concept: string;
    rating: 1 | 2 | 3 | 4;
    correct: boolean;
    /** The app's id of the question, if any. */
    item_id?: string | undefined;
    /** The recorded difficulty of the question, if any. */
    difficulty_level?: number | undefined;
  };
  emotional_changes: {
    user_id: string;
    session_id: string;
    /** The first and the last event of one UTC day; the learner's own days lie between theirs. */
    first: Date;
    last: Date;
    /** Whether one of them says how the learner feels. */
    felt: boolean;
    /** What a rating rates, which may lie on another day. */
    intervention_id?: string | undefined;
  };
  emotional_log: {
    type: 'answer';
    answer: {
      /** Partial credit; 1 or 0 after `correct` if not given. */
      score: number;
      response_time_seconds: number;
      /** The kind of activity. If not given, it follows from the session type, and is `introduction` for the first answer to a concept. */
      activity_type?: 'assessment' | 'introduction' | 'practice' | 'revision' | undefined;
      emotional_state?: EmotionalState | undefined;
    };
    provenance: {
      newly_mastered: boolean;
      before: {
        next_review_date?: Date | undefined;
      };
    };
    event_id: string;
    session_id: string;
    occurred_at: Date;
    undone_at?: Date | undefined;
  } | {
    type: 'consent_withdrawn';
    event_id: string;
    session_id: string;
    occurred_at: Date;
  } | {
    type: 'emotion';
    emotion: {
      emotion: EmotionalState;
      intensity: number;
      /** How sure the detector is. Below the engine's threshold, the reading is stored but changes nothing. */
      confidence: number;
      trigger?: string | undefined;
    };
    event_id: string;
    session_id: string;
    occurred_at: Date;
  } | {
    type: 'interaction';
    interaction: {
      emotional_context: {
        confidence: number;
        detected_emotion: EmotionalState;
        emotional_intensity: number;
      };
    };
    event_id: string;
    session_id: string;
    occurred_at: Date;
  } | {
    type: 'intervention';
    intervention: {
      intervention_type: string;
    };
    event_id: string;
    session_id: string;
    occurred_at: Date;
  } | {
    type: 'intervention_rated';
    rating: {
      intervention_id: string;
      effectiveness_rating: number;
    };
    event_id: string;
    session_id: string;
    occurred_at: Date;
  } | {
    type: 'session_started';
    session: {
      initial_emotional_state?: EmotionalState | undefined;
    };
    event_id: string;
    session_id: string;
    occurred_at: Date;
  };
  profile_with_dna: {
    user_id: string;
    email_verified: boolean;
    created_at: Date;
    updated_at: Date;
    last_login: Date;
    profile: {
      education_level: 'graduate' | 'high_school' | 'middle_school' | 'other' | 'primary_school' | 'professional' | 'undergraduate';
      /** Where the learner's days begin and end. */
      timezone: string;
      learning_goals: string[];
      subjects_of_interest: string[];
      /** What the learner is called; the engine needs no name. */
      name?: string | undefined;
      age?: number | undefined;
      /** The hour, 0 to 23, at which the learner's day turns; studying past midnight still counts for the evening. */
      day_rollover_hour?: number | undefined;
      location?: {
        country: string;
        region?: string | undefined;
      } | undefined;
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
        explanation_style: 'comprehensive' | 'concise' | 'detailed';
        difficulty_preference: 'adaptive' | 'challenging' | 'easy' | 'moderate';
        feedback_frequency: 'high' | 'minimal' | 'moderate';
        emotional_support_level: 'high' | 'minimal' | 'standard';
      };
    };
    account_status: 'active' | 'deleted' | 'suspended';
    subscription: {
      /** What the host sells, by whatever name: `free`, `premium`, `family`. */
      plan: string;
      status: 'active' | 'cancelled' | 'inactive' | 'trial';
      billing_cycle: 'monthly' | 'yearly';
      usage_tracking: {
        ai_queries_used: number;
        ai_queries_limit: number;
        /** When `ai_queries_used` is reset to 0. */
        reset_date: Date;
      };
      subscribed_at?: Date | undefined;
      expires_at?: Date | undefined;
    };
    learning_dna: null | {
      /** Counts the changes that sessions have made to the profile, from 1. */
      version: number;
      cognitive_profile: {
        /** Kept because products show it; nothing steers by the label (Pashler et al. 2008), only by measured effectiveness. */
        learning_style: {
          primary: 'auditory' | 'kinesthetic' | 'reading_writing' | 'visual';
          confidence_score: number;
          assessment_method: 'behavioral_analysis' | 'hybrid' | 'survey';
          last_assessed: Date;
          secondary?: 'auditory' | 'kinesthetic' | 'reading_writing' | 'visual' | undefined;
        };
        processing_characteristics: {
          processing_speed: 'average' | 'fast' | 'slow';
          working_memory_capacity: 'average' | 'high' | 'low';
          attention_span_minutes: number;
          information_processing_preference: 'global' | 'mixed' | 'sequential';
          multitasking_ability: 'average' | 'high' | 'low';
        };
        complexity_preferences: {
          /**
           * How hard the learner's questions have been for them to succeed as often as `targetSuccess` says: it moves a fifth of the way there
           * with each
           * session. It is a habit over sessions; what fits a learner now, `ability` says, and recommendations go by that.
           */
          preferred_difficulty_level: number;
          challenge_tolerance: 'high' | 'low' | 'moderate';
          explanation_depth_preference: 'comprehensive' | 'concise' | 'detailed';
          example_density_preference: 'extensive' | 'minimal' | 'moderate';
          /** -1 (concrete) to 1 (abstract). */
          abstract_vs_concrete: number;
        };
      };
      motivation_profile: {
        goal_orientation: 'mastery' | 'mixed' | 'performance' | 'social';
        intrinsic_motivation_level: number;
        extrinsic_motivation_responsiveness: number;
        feedback_preference: 'immediate' | 'milestone_based' | 'periodic';
        achievement_sensitivity: number;
        autonomy_preference: 'guided' | 'self_directed' | 'semi_independent';
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
      created_at: Date;
      updated_at: Date;
      assessment_history: {
        date: Date;
        assessment_type: 'behavioral_update' | 'initial' | 'performance_based' | 'user_feedback';
        changes_made: string[];
        confidence_delta: number;
      }[];
      learning_effectiveness: {
        subjects_performance: Record<string, {
          mastery_rate: number;
          engagement_level: number;
          optimal_difficulty: number;
        }>;
        /** Concepts mastered per hour of study. */
        overall_learning_velocity: number;
        personalization_effectiveness: number;
      };
      /** The sums behind the figures above, over all ended sessions. */
      evidence: {
        sessions: number;
        minutes: number;
        answers: number;
        concepts_mastered: number;
        subjects: Record<string, {
          sessions: number;
          answers: number;
          correct: number;
          concepts_introduced: number;
          concepts_mastered: number;
        }>;
        emotions: { [State in EmotionalState]?: {
          answers: number;
          score_sum: number;
        } };
        /** Times a hindering emotion came up, and times it gave way within its session. */
        setbacks: number;
        recoveries: number;
      };
    };
    /** Of an account that logs in by it, or is written to; `email_claims` keeps it unique. Change it by `engine.setEmail`. */
    email?: string | undefined;
  };
  user_progress_dashboard: {
    subject: string;
    topic: string;
    concepts_seen: number;
    concepts_mastered: number;
    concepts_due: number;
    mean_mastery: number;
    mean_retention: number;
    answers: number;
    accuracy: null | number;
    mean_response_seconds: null | number;
    mean_interval_days: number;
    last_answers: {
      at: Date;
      concept: string;
      correct: boolean;
      score: number;
    }[];
    mastered_per_week: number;
    last_practiced_date: Date;
  };
  session_history: {
    session_id: string;
    started_at: Date;
    minutes: number;
    session_type: 'assessment' | 'exploration' | 'practice' | 'revision' | 'study';
    topics: string[];
    questions_attempted: number;
    questions_correct: number;
    accuracy_percentage: number;
    concepts_introduced: number;
    concepts_mastered: number;
    ended_at?: Date | undefined;
    subject?: string | undefined;
  };
  review_forecast: {
    day: string;
    reviews: number;
    overdue: number;
  };
  retention_calibration: {
    measure: 'retention' | 'success';
    bin: number;
    from: number;
    to: number;
    answers: number;
    predicted_mean: number;
    recalled_share: number;
  };
  learning_velocity: {
    week: string;
    sessions: number;
    minutes: number;
    answers: number;
    concepts_introduced: number;
    concepts_mastered: number;
    mastered_per_hour: number;
  };
  study_days: {
    day: string;
    minutes: number;
    sessions: number;
    answers: number;
    streak: number;
  };
  learning_effectiveness: {
    by: 'difficulty' | 'strategy' | 'style';
    name: string;
    answers: number;
    mean_score: number;
    success_rate: number;
    expected_rate: number;
    mean_gain: number;
  };
  emotional_wellness_trends: {
    day: string;
    wellness: null | number;
    filled: boolean;
    wellness_filled: null | number;
    moving_average: null | number;
    stability: null | number;
    dominant_emotion: EmotionalState | null;
  };
  platform_usage_analytics: {
    day: string;
    suppressed: boolean;
    /** Exact for the day; do not add up several days, use `active_learners` instead. */
    active_learners: null | number;
    sessions: null | number;
    ended_sessions: null | number;
    total_minutes: null | number;
    /** Over ended sessions; null without any. */
    mean_session_minutes: null | number;
    questions: null | number;
    correct: null | number;
    concepts_mastered: null | number;
    ai_queries: null | number;
    ai_tokens: null | number;
    ai_cost_usd: null | number;
  };
  mastery_distribution: {
    suppressed: boolean;
    learners: null | number;
    mean_mastery: null | number;
    /** The number of learners per part, from the lowest mastery to the highest. */
    bins: null | number[];
    subject: string;
    topic: string;
    concept: string;
  };
  hardest_concepts: {
    learners: number;
    mean_mastery: number;
    mastered_share: number;
    answers: number;
    success_rate: null | number;
    subject: string;
    topic: string;
    concept: string;
  };
  prerequisite_funnel: {
    suppressed: boolean;
    prerequisites: {
      subject: string;
      topic: string;
      concept: string;
      mastery_required: number;
      learners_fulfilling: null | number;
    }[];
    learners_ready: null | number;
    learners_started: null | number;
    learners_ready_started: null | number;
    learners_mastered: null | number;
    left_out: null | number;
    subject: string;
    topic: string;
    concept: string;
  };
  class_mastery: {
    mastery: number;
    /** Null if the stored curve is invalid. */
    retention: null | number;
    answers: number;
    last_practiced_date: Date;
    subject: string;
    topic: string;
    concept: string;
    user_id: string;
  };
  class_study: {
    user_id: string;
    sessions: number;
    minutes: number;
    questions: number;
    correct: number;
    last_studied: Date;
  };
  cohort_comparison: {
    cohort: string;
    suppressed: boolean;
    learners: null | number;
    mean_mastery: null | number;
    concepts_mastered_per_learner: null | number;
    answers_per_learner: null | number;
    success_rate: null | number;
  };
  ai_usage: {
    day: string;
    provider: string;
    suppressed: boolean;
    queries: null | number;
    tokens: null | number;
    cost_usd: null | number;
    mean_response_ms: null | number;
    /** The number of answers from a cache. */
    cache_hits: null | number;
    mean_quality: null | number;
  };
  intervention_effectiveness: {
    intervention_type: string;
    suppressed: boolean;
    applied: null | number;
    learners: null | number;
    rated: null | number;
    mean_rating: null | number;
  };
  emotion_by_performance: {
    emotion: EmotionalState;
    suppressed: boolean;
    learners: null | number;
    sessions: null | number;
    answers: null | number;
    mean_score: null | number;
  };
  forgetting_curves: {
    subject: string;
    topic: string;
    concept: string;
    mastery_level: number;
    last_practiced_date: Date;
    /** The learner's day of it, counted from 1970-01-01. */
    last_practiced_day: number;
    next_review_date: Date;
    /** The shape of the curve. */
    curve: 'exponential' | 'power';
    forgetting_curve_parameters: {
      /** Retention right after a review. */
      initial_strength: number;
      decay_rate: number;
      /** Days until retention has fallen to 90 % of `initial_strength`. */
      stability: number;
    };
    review_history: {
      date: Date;
      performance_score: number;
      interval_adjustment: number;
    }[];
  };
  active_learners: {
    suppressed: boolean;
    active_learners: null | number;
  };
}

/** Whose data each pipeline is about. */
export interface PipelineScopes {
  answer_log: 'internal';
  emotional_changes: 'internal';
  emotional_log: 'internal';
  profile_with_dna: 'learner';
  user_progress_dashboard: 'learner';
  session_history: 'learner';
  review_forecast: 'learner';
  retention_calibration: 'learner';
  learning_velocity: 'learner';
  study_days: 'learner';
  learning_effectiveness: 'learner';
  emotional_wellness_trends: 'learner';
  platform_usage_analytics: 'platform';
  mastery_distribution: 'platform';
  hardest_concepts: 'platform';
  prerequisite_funnel: 'platform';
  class_mastery: 'platform';
  class_study: 'platform';
  cohort_comparison: 'platform';
  ai_usage: 'platform';
  intervention_effectiveness: 'platform';
  emotion_by_performance: 'platform';
  forgetting_curves: 'learner';
  active_learners: 'platform';
}
