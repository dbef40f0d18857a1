/** Written by `npm run docs` from the schemas of the collections: change the schema, not this file. */
import type { EmotionalState } from '../algorithms/index.js';
import type { DocumentId } from '../schema/index.js';

/** What identifies a concept: the same name in another topic is another concept. */
export interface ConceptId {
  subject: string;
  topic: string;
  concept: string;
}

/** The place of an event in its learner's history; each derived document carries the place of the newest event in it. */
export interface EventPosition {
  occurred_at: Date;
  type: 'answer' | 'answer_undone' | 'card_adopted' | 'concept_reset' | 'concept_resumed' | 'concept_suspended' | 'consent_withdrawn' | 'emotion' | 'interaction' | 'intervention' | 'intervention_rated' | 'learner_created' | 'review_rescheduled' | 'session_ended' | 'session_started';
  event_id: string;
}

/** What the models made of an answer, in its place and at its time. */
export interface AnswerProvenance {
  /** Probability of a correct answer, computed before any model saw this one. */
  predicted: number;
  before: {
    mastery_level: number;
    /** Chance that the concept is remembered at the answer's time; 1 before the first. */
    retention: number;
    scheduler_state?: Record<string, unknown> | undefined;
    knowledge_state?: Record<string, unknown> | undefined;
    forgetting_curve?: {
      /** Retention right after a review. */
      initial_strength: number;
      decay_rate: number;
      /** Days until retention has fallen to 90 % of `initial_strength`. */
      stability: number;
    } | undefined;
    mastery_confidence?: number | undefined;
    /** Missing before the first answer. */
    next_review_date?: Date | undefined;
    repetition_interval_days?: number | undefined;
  };
  after: {
    mastery_level: number;
    mastery_confidence: number;
    repetition_interval_days: number;
    scheduler_state?: Record<string, unknown> | undefined;
    knowledge_state?: Record<string, unknown> | undefined;
    forgetting_curve?: {
      /** Retention right after a review. */
      initial_strength: number;
      decay_rate: number;
      /** Days until retention has fallen to 90 % of `initial_strength`. */
      stability: number;
    } | undefined;
    retention?: number | undefined;
    next_review_date?: Date | undefined;
  };
  newly_mastered: boolean;
  /** Of `short` provenance: scheduler, knowledge, forgetting and predictor, each as name/version/params_version. */
  models?: string | undefined;
  scheduler?: {
    name: string;
    version: string;
    params_version: string;
  } | undefined;
  knowledge?: {
    name: string;
    version: string;
    params_version: string;
  } | undefined;
  forgetting?: {
    name: string;
    version: string;
    params_version: string;
  } | undefined;
  predictor?: {
    name: string;
    version: string;
    params_version: string;
  } | undefined;
  /** The probabilities of a right answer that the other models gave the predictor. */
  opinions?: {
    knowledge: number;
    session: number;
    retention?: number | undefined;
    concept?: number | undefined;
    memory?: number | undefined;
  } | undefined;
}

/** What sessions came to, summed; times in milliseconds, costs in billionths of a dollar. */
export interface UsageFigures {
  sessions: number;
  /** Sessions with a duration: the others are still open, or were left open. */
  ended_sessions: number;
  duration_ms: number;
  questions: number;
  correct: number;
  answering_ms: number;
  concepts_introduced: number;
  /** Concepts that passed the mastery threshold, less those that fell below it again. */
  concepts_mastered: number;
  ai_queries: number;
  /** Of more than 50 different providers, those that were asked most. */
  ai_queries_by_provider: Record<string, number>;
  ai_tokens: number;
  ai_cost_nano_usd: number;
  ai_response_ms: number;
  ai_cache_hits: number;
}

/** The part of a concept's mastery that is shown. */
export interface ShownMasteryDocument {
  subject: string;
  topic: string;
  concept: string;
  _id: DocumentId;
  mastery_tracking: {
    current_mastery_level: number;
    mastery_confidence: number;
    first_exposure_date: Date;
    last_practiced_date: Date;
    /** The learner's day of it, counted from 1970: retention falls by these days. */
    last_practiced_day: number;
    mastery_achieved_date?: Date | undefined;
  };
  spaced_repetition_data: {
    /** When the next review comes due. For one that is for a day: when that day began where the learner was at the last answer. */
    next_review_date: Date;
    repetition_interval_days: number;
    forgetting_curve_parameters: {
      /** Retention right after a review. */
      initial_strength: number;
      decay_rate: number;
      /** Days until retention has fallen to 90 % of `initial_strength`. */
      stability: number;
    };
    /** The learner's day on which the next review comes due, counted from 1970; missing when it comes due at an instant, in less than a day. */
    next_review_day?: number | undefined;
  };
  personalization_data: {
    optimal_difficulty_level: number;
  };
  models: {
    knowledge: {
      name: string;
      version: string;
      params_version: string;
      state: Record<string, unknown>;
    };
  };
  evidence: {
    answers: number;
  };
  /** Since when the concept is suspended: it is neither due nor recommended. */
  suspended_at?: Date | undefined;
  ability?: Record<string, unknown> | undefined;
}

/** The same with how often and how fast its questions were answered. */
export interface RankedMasteryDocument {
  subject: string;
  topic: string;
  concept: string;
  _id: DocumentId;
  mastery_tracking: {
    current_mastery_level: number;
    mastery_confidence: number;
    first_exposure_date: Date;
    last_practiced_date: Date;
    /** The learner's day of it, counted from 1970: retention falls by these days. */
    last_practiced_day: number;
    mastery_achieved_date?: Date | undefined;
  };
  spaced_repetition_data: {
    /** When the next review comes due. For one that is for a day: when that day began where the learner was at the last answer. */
    next_review_date: Date;
    repetition_interval_days: number;
    forgetting_curve_parameters: {
      /** Retention right after a review. */
      initial_strength: number;
      decay_rate: number;
      /** Days until retention has fallen to 90 % of `initial_strength`. */
      stability: number;
    };
    /** The learner's day on which the next review comes due, counted from 1970; missing when it comes due at an instant, in less than a day. */
    next_review_day?: number | undefined;
  };
  personalization_data: {
    optimal_difficulty_level: number;
  };
  models: {
    knowledge: {
      name: string;
      version: string;
      params_version: string;
      state: Record<string, unknown>;
    };
  };
  evidence: {
    answers: number;
    recent_success: {
      rate: number;
      weight: number;
    };
    /** How many answers have a known time (more than 0 seconds), and the sum of those times. Older documents lack it. */
    response_time?: {
      answers: number;
      seconds: number;
    } | undefined;
  };
  /** Since when the concept is suspended: it is neither due nor recommended. */
  suspended_at?: Date | undefined;
  ability?: Record<string, unknown> | undefined;
}

/** The same with the answers that it keeps. */
export interface ListedMasteryDocument {
  subject: string;
  topic: string;
  concept: string;
  _id: DocumentId;
  mastery_tracking: {
    current_mastery_level: number;
    mastery_confidence: number;
    first_exposure_date: Date;
    last_practiced_date: Date;
    /** The learner's day of it, counted from 1970: retention falls by these days. */
    last_practiced_day: number;
    mastery_achieved_date?: Date | undefined;
  };
  spaced_repetition_data: {
    /** When the next review comes due. For one that is for a day: when that day began where the learner was at the last answer. */
    next_review_date: Date;
    repetition_interval_days: number;
    forgetting_curve_parameters: {
      /** Retention right after a review. */
      initial_strength: number;
      decay_rate: number;
      /** Days until retention has fallen to 90 % of `initial_strength`. */
      stability: number;
    };
    /** The learner's day on which the next review comes due, counted from 1970; missing when it comes due at an instant, in less than a day. */
    next_review_day?: number | undefined;
  };
  personalization_data: {
    optimal_difficulty_level: number;
  };
  models: {
    knowledge: {
      name: string;
      version: string;
      params_version: string;
      state: Record<string, unknown>;
    };
  };
  learning_history: {
    session_id: string;
    date: Date;
    activity_type: 'assessment' | 'introduction' | 'practice' | 'revision';
    performance_score: number;
    difficulty_level: number;
    emotional_state: EmotionalState;
    time_spent_minutes: number;
    /** Missing in what was written before it was kept; `replay` fills it in. */
    correct?: boolean | undefined;
  }[];
  evidence: {
    correct: number;
    answers: number;
    /** How many answers have a known time (more than 0 seconds), and the sum of those times. Older documents lack it. */
    response_time?: {
      answers: number;
      seconds: number;
    } | undefined;
  };
  /** Since when the concept is suspended: it is neither due nor recommended. */
  suspended_at?: Date | undefined;
  ability?: Record<string, unknown> | undefined;
}

export interface UserDocument {
  _id: DocumentId;
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
    payment_method_id?: string | undefined;
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
  security: {
    failed_login_attempts: number;
    last_password_change: Date;
    two_factor_enabled: boolean;
  };
  schema_version: number;
  /** Of an account that logs in by it, or is written to; `email_claims` keeps it unique. Change it by `engine.setEmail`. */
  email?: string | undefined;
  /** Of an account that logs in by a password, and so has an email. */
  password_hash?: string | undefined;
  /** Who made the last change of the account, where that was not the learner; absent before the first change. */
  updated_by?: {
    role: 'admin' | 'guardian' | 'maintainer' | 'system' | 'teacher';
    /** The host's id of the person or process; absent for the host's system as a whole. */
    actor_id?: string | undefined;
  } | undefined;
  /** When the learner last switched the use of their emotions off: what was felt until then colours nothing that is recorded later. */
  emotions_withdrawn_at?: Date | undefined;
  /**
   * Counts the transactions that recorded something. Each writes it as it reads the account, so that none of them commits behind a
   * change of the account or of consent that was acknowledged.
   */
  recordings?: number | undefined;
  metadata?: Record<string, unknown> | undefined;
}

export interface EmailClaimDocument {
  _id: DocumentId;
  /** In the spelling that login goes by; a document of `users` has the same. */
  email: string;
  user_id: string;
  claimed_at: Date;
  schema_version: number;
}

export interface LearningDnaDocument {
  _id: DocumentId;
  user_id: string;
  created_at: Date;
  updated_at: Date;
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
  last_event: EventPosition;
  revision: number;
  schema_version: number;
}

export interface LearningSessionDocument {
  /**
   * The time between the events so far, where a gap longer than `gap_minutes` counts as that; and on which of the learner's days they
   * answered.
   */
  study: {
    gap_minutes: number;
    milliseconds: number;
    /** The event that the time was counted up to. */
    last_at: Date;
    days: {
      day: number;
      offset_minutes: number;
      first_answer_at: Date;
      answers: number;
      milliseconds: number;
    }[];
  };
  /** The sums behind the figures above. */
  evidence: {
    /** Until the session ends: then its outcome says what resulted. */
    concepts: {
      subject: string;
      topic: string;
      concept: string;
      attempted: number;
      correct: number;
      mastery_before: number;
      mastery_level: number;
      /** It passed the mastery threshold in this session, whatever came after. */
      mastered_here: boolean;
    }[];
    /** The answers by their own subjects: a session may have several. */
    subjects: Record<string, {
      answers: number;
      correct: number;
      concepts_introduced: number;
      concepts_mastered: number;
    }>;
    concepts_introduced: number;
    /** Concepts that passed the mastery threshold in this session, less those that fell below it again. */
    concepts_mastered: number;
    response_seconds: number;
    cache_hits: number;
    response_ms: number;
    recent_success: {
      rate: number;
      weight: number;
    };
    emotions: { [State in EmotionalState]?: {
      answers: number;
      score_sum: number;
    } };
    emotion_readings: number;
    valence_sum: number;
    triggers: string[];
    setbacks: number;
    recoveries: number;
    current_emotion?: {
      emotion: EmotionalState;
      confidence: number;
      at: Date;
    } | undefined;
  };
  /** What the predictor keeps of the learner as a whole; the next session goes on from it. */
  predictor: {
    name: string;
    version: string;
    params_version: string;
    state: Record<string, unknown>;
  };
  last_event: EventPosition;
  revision: number;
  schema_version: number;
  timezone: string;
  day_rollover_hour: number;
  _id: DocumentId;
  session_id: string;
  user_id: string;
  started_at: Date;
  /** The learner's own day of the start, counted from 1970, and how far their clock was ahead of UTC then. */
  day: number;
  offset_minutes: number;
  session_context: {
    session_type: 'assessment' | 'exploration' | 'practice' | 'revision' | 'study';
    topics: string[];
    learning_objectives: string[];
    initial_difficulty_level: number;
    device_type: 'desktop' | 'mobile' | 'tablet';
    platform: 'android' | 'ios' | 'web';
    /** What the session was opened for; the subject of its first answer if it was opened for none. */
    subject?: string | undefined;
  };
  interactions: {
    interaction_id: string;
    timestamp: Date;
    interaction_type: 'assessment' | 'feedback' | 'question' | 'response';
    user_input?: string | undefined;
    ai_response?: {
      text: string;
      /** Who made the answer, by whatever name the host gives: `groq`, `gemini`, `emergent`. */
      provider_used: string;
      response_time_ms: number;
      tokens_used: number;
      cost_usd: number;
    } | undefined;
    emotional_context?: {
      detected_emotion: EmotionalState;
      confidence: number;
      emotional_intensity: number;
      adaptation_applied: string[];
    } | undefined;
    personalization_applied?: {
      difficulty_adjustment: number;
      explanation_style: string;
      content_modifications: string[];
    } | undefined;
  }[];
  learning_progress: {
    concepts_introduced: string[];
    concepts_practiced: string[];
    concepts_mastered: string[];
    knowledge_gaps_identified: string[];
    mastery_demonstrations: {
      concept: string;
      evidence: string;
      confidence_level: number;
    }[];
  };
  emotional_journey: {
    emotional_states_timeline: {
      timestamp: Date;
      emotion: EmotionalState;
      intensity: number;
      trigger?: string | undefined;
    }[];
    interventions_applied: {
      intervention_id: string;
      timestamp: Date;
      intervention_type: string;
      reason: string;
      effectiveness_rating?: number | undefined;
    }[];
    overall_emotional_health_score: number;
    initial_emotional_state?: EmotionalState | undefined;
    final_emotional_state?: EmotionalState | undefined;
  };
  performance_metrics: {
    questions_attempted: number;
    questions_correct: number;
    accuracy_percentage: number;
    average_response_time_seconds: number;
    difficulty_progression: {
      timestamp: Date;
      difficulty_level: number;
      success_rate: number;
    }[];
    engagement_indicators: {
      follow_up_questions: number;
      self_directed_exploration: boolean;
      session_completion_rate: number;
    };
  };
  ai_usage_analytics: {
    total_ai_queries: number;
    /** Queries by provider, of the first 50 different ones. */
    providers_used: Record<string, number>;
    total_tokens_consumed: number;
    total_cost_usd: number;
    average_response_time_ms: number;
    cache_hit_rate: number;
    quality_scores: number[];
  };
  session_outcome: {
    learning_objectives_met: string[];
    areas_needing_more_work: string[];
    next_session_recommendations: string[];
    user_satisfaction_rating?: number | undefined;
    perceived_difficulty_rating?: number | undefined;
    emotional_satisfaction_rating?: number | undefined;
  };
  /** The engine opened it for an event that named no session. The engine also closes it: once nothing has happened for its idle time. */
  automatic?: true | undefined;
  /** Questions that the session was planned for; `session_completion_rate` is measured against it. */
  planned_questions?: number | undefined;
  /**
   * How able the learner is as a whole and in their subjects; the next session goes on from it. Missing in what was written before it was
   * kept.
   */
  ability?: {
    name: string;
    version: string;
    params_version: string;
    state: {
      overall: {
        mean: number;
        variance: number;
      };
      subjects: Record<string, {
        mean: number;
        variance: number;
      }>;
      question_hardness: {
        mean: number;
        variance: number;
      };
      concept_hardness: {
        mean: number;
        variance: number;
      };
      learning: {
        mean: number;
        variance: number;
      };
    };
  } | undefined;
  /** The start of the next session: an answer that stands before it changes what that one began with. */
  continued?: EventPosition | undefined;
  metadata?: Record<string, unknown> | undefined;
  ended_at?: Date | undefined;
  /**
   * Minutes of study in the ended session: the time between its events, of long gaps only a part. `started_at` and `ended_at` tell the
   * rest.
   */
  duration_minutes?: number | undefined;
}

export interface EmotionalAnalyticsDocument {
  _id: DocumentId;
  user_id: string;
  /**
   * The learner's own calendar day, as midnight UTC of its date, wherever they were: 2026-03-29 is `2026-03-29T00:00:00Z`, in Auckland as
   * in Lima, and
   * however many hours the day had. It is a date and no instant: when the day began, the zone of each session says. A date that a zone
   * left out (30 December 2011 in Apia) has no document. Of a week it is the Monday, of a month the first.
   */
  analysis_date: Date;
  data_source: 'daily_aggregation' | 'monthly_report' | 'weekly_summary';
  emotional_summary: {
    dominant_emotion: EmotionalState;
    emotion_distribution: { [State in EmotionalState]?: {
      percentage: number;
      total_time_minutes: number;
      session_count: number;
    } };
    /** Less volatility gives a higher score; null where no two readings followed each other. */
    emotional_stability_score: null | number;
    overall_emotional_wellness: number;
  };
  learning_correlation_analysis: {
    /** States with answers that went no worse than usual, the best first. */
    most_productive_emotions: {
      emotion: EmotionalState;
      learning_effectiveness_score: number;
      /** An hour; null where no time was noted. */
      concepts_mastered_rate: null | number;
    }[];
    /** States that hinder by what they are, or in which answers went worse than usual by a twentieth and more. */
    problematic_emotional_patterns: {
      emotion: EmotionalState;
      /** Null where nothing was answered in that state. */
      learning_hindrance_score: null | number;
      common_triggers: string[];
      /** Null where nobody recovered from it. */
      recovery_time_minutes: null | number;
    }[];
    /** Null where no state has answers enough to tell. */
    optimal_learning_conditions: {
      best_emotional_state_for_new_concepts: EmotionalState | null;
      best_emotional_state_for_practice: EmotionalState | null;
      best_emotional_state_for_assessment: EmotionalState | null;
    };
  };
  intervention_effectiveness: {
    interventions_applied: {
      intervention_type: string;
      application_count: number;
      /** Null where none came while learning was held back. */
      success_rate: null | number;
      /** Null where none was rated. */
      average_effectiveness_rating: null | number;
    }[];
    emotional_recovery_patterns: {
      /** States that nobody recovered from are left out. */
      average_recovery_time_minutes: { [State in EmotionalState]?: number };
      most_effective_recovery_strategies: {
        strategy: string;
        success_rate: number;
        applicable_emotions: EmotionalState[];
      }[];
    };
  };
  trends_and_patterns: {
    /** Beside the time before; empty where nothing is known of that. */
    emotional_trends: {
      emotion: EmotionalState;
      trend_direction: 'decreasing' | 'increasing' | 'stable';
      change_percentage: number;
      time_period: string;
    }[];
    temporal_patterns: {
      best_learning_times: string[];
      challenging_periods: string[];
      emotional_biorhythm_insights: string[];
    };
  };
  evidence: {
    /** Readings of any confidence that the log held: when it holds fewer, some were deleted since, and the document stays as it is. */
    heard: number;
    states: {
      readings: number;
      minutes: number;
      value_minutes: number;
      sessions: number;
      emotion: EmotionalState;
    }[];
    /** Steps from one reading to the next, and the squares of their sizes. */
    swings: {
      pairs: number;
      squares: number;
    };
    episodes: {
      episodes: number;
      recoveries: number;
      minutes: number;
      emotion: EmotionalState;
    }[];
    triggers: {
      trigger: string;
      readings: number;
      emotion: EmotionalState;
    }[];
    answers: {
      activity: 'assessment' | 'introduction' | 'practice' | 'revision';
      answers: number;
      score: number;
      minutes: number;
      mastered: number;
      emotion: EmotionalState;
    }[];
    interventions: {
      intervention_type: string;
      applied: number;
      judged: number;
      rated: number;
      rating: number;
    }[];
    rescues: {
      recoveries: number;
      emotion: EmotionalState;
      intervention_type: string;
    }[];
    hours: {
      hour: number;
      readings: number;
      minutes: number;
      value_minutes: number;
      hindered_minutes: number;
    }[];
  };
  revision: number;
  schema_version: number;
}

export interface ContentMasteryDocument {
  _id: DocumentId;
  user_id: string;
  subject: string;
  topic: string;
  concept: string;
  mastery_tracking: {
    current_mastery_level: number;
    mastery_confidence: number;
    first_exposure_date: Date;
    last_practiced_date: Date;
    /** The learner's day of it, counted from 1970: retention falls by these days. */
    last_practiced_day: number;
    mastery_achieved_date?: Date | undefined;
  };
  learning_history: {
    session_id: string;
    date: Date;
    activity_type: 'assessment' | 'introduction' | 'practice' | 'revision';
    performance_score: number;
    difficulty_level: number;
    emotional_state: EmotionalState;
    time_spent_minutes: number;
    /** Missing in what was written before it was kept; `replay` fills it in. */
    correct?: boolean | undefined;
  }[];
  spaced_repetition_data: {
    repetition_interval_days: number;
    /** When the next review comes due. For one that is for a day: when that day began where the learner was at the last answer. */
    next_review_date: Date;
    review_history: {
      date: Date;
      performance_score: number;
      interval_adjustment: number;
    }[];
    forgetting_curve_parameters: {
      /** Retention right after a review. */
      initial_strength: number;
      decay_rate: number;
      /** Days until retention has fallen to 90 % of `initial_strength`. */
      stability: number;
    };
    /** The learner's day on which the next review comes due, counted from 1970; missing when it comes due at an instant, in less than a day. */
    next_review_day?: number | undefined;
  };
  prerequisite_relationships: {
    prerequisite_concepts: {
      concept: string;
      importance_weight: number;
      mastery_required: number;
    }[];
    dependent_concepts: {
      concept: string;
      dependency_strength: number;
    }[];
  };
  personalization_data: {
    optimal_difficulty_level: number;
    effective_learning_strategies: string[];
    emotional_associations: { [State in EmotionalState]?: number };
    learning_style_effectiveness: {
      visual?: number;
      auditory?: number;
      kinesthetic?: number;
      reading_writing?: number;
    };
  };
  models: {
    scheduler: {
      name: string;
      version: string;
      params_version: string;
      state: Record<string, unknown>;
    };
    knowledge: {
      name: string;
      version: string;
      params_version: string;
      state: Record<string, unknown>;
    };
    forgetting: {
      name: string;
      version: string;
      params_version: string;
    };
    predictor: {
      name: string;
      version: string;
      params_version: string;
      state: Record<string, unknown>;
    };
  };
  /** The sums behind the figures above. */
  evidence: {
    answers: number;
    correct: number;
    score_sum: number;
    recent_success: {
      rate: number;
      weight: number;
    };
    emotions: { [State in EmotionalState]?: {
      answers: number;
      score_sum: number;
    } };
    styles: {
      visual?: {
        answers: number;
        score_sum: number;
      };
      auditory?: {
        answers: number;
        score_sum: number;
      };
      kinesthetic?: {
        answers: number;
        score_sum: number;
      };
      reading_writing?: {
        answers: number;
        score_sum: number;
      };
    };
    strategies: Record<string, {
      answers: number;
      score_sum: number;
    }>;
    /** How many answers have a known time (more than 0 seconds), and the sum of those times. Older documents lack it. */
    response_time?: {
      answers: number;
      seconds: number;
    } | undefined;
  };
  last_event: EventPosition;
  revision: number;
  schema_version: number;
  /** Since when the concept is suspended: it is neither due nor recommended. */
  suspended_at?: Date | undefined;
  /** How able the learner is in the concept, beside a knowledge model of another kind; what `ability` keeps is its state in `models`. */
  ability?: Record<string, unknown> | undefined;
}

interface AnswerLearningEventDocument {
  _id: DocumentId;
  user_id: string;
  /** Unique for its learner: the same id again is the same event. */
  event_id: string;
  /** When it happened, by its observer's clock. History is in this order. */
  occurred_at: Date;
  /** When it reached the engine. */
  recorded_at: Date;
  /**
   * SHA-256 over the call's input without what is personal, which is compared where it stands: the same event_id with another body is a
   * conflict.
   */
  body_hash: string;
  schema_version: number;
  session_id: string;
  /**
   * The learner's own day of it, counted from 1970, by the zone of the session. Worked out once: zones change their rules, days that were
   * do not.
   */
  day: number;
  /** How far the learner's clock was ahead of UTC, in minutes. */
  offset_minutes: number;
  type: 'answer';
  answer: {
    subject: string;
    topic: string;
    concept: string;
    correct: boolean;
    /** Partial credit; 1 or 0 after `correct` if not given. */
    score: number;
    rating: 1 | 2 | 3 | 4;
    grade: 0 | 1 | 2 | 3 | 4 | 5;
    response_time_seconds: number;
    /** The question, where the host has an id for it. */
    item_id?: string | undefined;
    /** How hard the question was; what the session set out with if not given. */
    difficulty_level?: number | undefined;
    /** The kind of activity. If not given, it follows from the session type, and is `introduction` for the first answer to a concept. */
    activity_type?: 'assessment' | 'introduction' | 'practice' | 'revision' | undefined;
    /** Hints that the learner took before the answer. With one, a right answer is no full success: see `judgeAnswer`. */
    hints_used?: number | undefined;
    /** Tries at the question, with this one. From the second on, a right answer is no full success. */
    attempts?: number | undefined;
    /** How sure the learner said they were, 0 to 1. A right answer below 0.5 that nobody rated is rated hard. */
    confidence?: number | undefined;
    emotional_state?: EmotionalState | undefined;
    /** How the content was presented, to learn what works for this learner. */
    strategy?: string | undefined;
    learning_style?: 'auditory' | 'kinesthetic' | 'reading_writing' | 'visual' | undefined;
  };
  provenance: AnswerProvenance;
  /** The time that the caller gave, where their clock was off and the event was moved: into its session, or back from a time to come. */
  claimed_at?: Date | undefined;
  /** Who recorded the event first, if it was not the learner; a retry by another caller does not change it. */
  recorded_by?: {
    role: 'admin' | 'guardian' | 'maintainer' | 'system' | 'teacher';
    /** The host's id of the person or process; absent for the host's system as a whole. */
    actor_id?: string | undefined;
  } | undefined;
  metadata?: Record<string, unknown> | undefined;
  /** What the curriculum said at first exposure; kept here so that a replay needs no curriculum. */
  curriculum?: {
    prerequisite_concepts: {
      concept: string;
      importance_weight: number;
      mastery_required: number;
    }[];
    dependent_concepts: {
      concept: string;
      dependency_strength: number;
    }[];
    /** How hard the concept is; missing in what was written before it was kept. */
    difficulty_level?: number | undefined;
  } | undefined;
  /** When the answer was undone, by an `answer_undone` event; nothing counts it any more. */
  undone_at?: Date | undefined;
}

interface AnswerUndoneLearningEventDocument {
  _id: DocumentId;
  user_id: string;
  /** Unique for its learner: the same id again is the same event. */
  event_id: string;
  /** When it happened, by its observer's clock. History is in this order. */
  occurred_at: Date;
  /** When it reached the engine. */
  recorded_at: Date;
  /**
   * SHA-256 over the call's input without what is personal, which is compared where it stands: the same event_id with another body is a
   * conflict.
   */
  body_hash: string;
  schema_version: number;
  session_id: string;
  /**
   * The learner's own day of it, counted from 1970, by the zone of the session. Worked out once: zones change their rules, days that were
   * do not.
   */
  day: number;
  /** How far the learner's clock was ahead of UTC, in minutes. */
  offset_minutes: number;
  type: 'answer_undone';
  undo: {
    subject: string;
    topic: string;
    concept: string;
    /** The `event_id` of the answer. */
    answer_id: string;
  };
  /** The time that the caller gave, where their clock was off and the event was moved: into its session, or back from a time to come. */
  claimed_at?: Date | undefined;
  /** Who recorded the event first, if it was not the learner; a retry by another caller does not change it. */
  recorded_by?: {
    role: 'admin' | 'guardian' | 'maintainer' | 'system' | 'teacher';
    /** The host's id of the person or process; absent for the host's system as a whole. */
    actor_id?: string | undefined;
  } | undefined;
  metadata?: Record<string, unknown> | undefined;
}

interface InteractionLearningEventDocument {
  _id: DocumentId;
  user_id: string;
  /** Unique for its learner: the same id again is the same event. */
  event_id: string;
  /** When it happened, by its observer's clock. History is in this order. */
  occurred_at: Date;
  /** When it reached the engine. */
  recorded_at: Date;
  /**
   * SHA-256 over the call's input without what is personal, which is compared where it stands: the same event_id with another body is a
   * conflict.
   */
  body_hash: string;
  schema_version: number;
  session_id: string;
  /**
   * The learner's own day of it, counted from 1970, by the zone of the session. Worked out once: zones change their rules, days that were
   * do not.
   */
  day: number;
  /** How far the learner's clock was ahead of UTC, in minutes. */
  offset_minutes: number;
  type: 'interaction';
  interaction: {
    interaction_type: 'assessment' | 'feedback' | 'question' | 'response';
    user_input?: string | undefined;
    ai_response?: {
      text: string;
      /** Who made the answer, by whatever name the host gives: `groq`, `gemini`, `emergent`. */
      provider_used: string;
      response_time_ms: number;
      tokens_used: number;
      cost_usd: number;
    } | undefined;
    /** True when the AI's answer came from a cache. */
    cache_hit?: boolean | undefined;
    quality_score?: number | undefined;
    follow_up?: boolean | undefined;
    emotional_context?: {
      detected_emotion: EmotionalState;
      confidence: number;
      emotional_intensity: number;
      adaptation_applied: string[];
    } | undefined;
    personalization_applied?: {
      difficulty_adjustment: number;
      explanation_style: string;
      content_modifications: string[];
    } | undefined;
  };
  /** The time that the caller gave, where their clock was off and the event was moved: into its session, or back from a time to come. */
  claimed_at?: Date | undefined;
  /** Who recorded the event first, if it was not the learner; a retry by another caller does not change it. */
  recorded_by?: {
    role: 'admin' | 'guardian' | 'maintainer' | 'system' | 'teacher';
    /** The host's id of the person or process; absent for the host's system as a whole. */
    actor_id?: string | undefined;
  } | undefined;
  metadata?: Record<string, unknown> | undefined;
}

interface EmotionLearningEventDocument {
  _id: DocumentId;
  user_id: string;
  /** Unique for its learner: the same id again is the same event. */
  event_id: string;
  /** When it happened, by its observer's clock. History is in this order. */
  occurred_at: Date;
  /** When it reached the engine. */
  recorded_at: Date;
  /**
   * SHA-256 over the call's input without what is personal, which is compared where it stands: the same event_id with another body is a
   * conflict.
   */
  body_hash: string;
  schema_version: number;
  session_id: string;
  /**
   * The learner's own day of it, counted from 1970, by the zone of the session. Worked out once: zones change their rules, days that were
   * do not.
   */
  day: number;
  /** How far the learner's clock was ahead of UTC, in minutes. */
  offset_minutes: number;
  type: 'emotion';
  emotion: {
    emotion: EmotionalState;
    intensity: number;
    /** How sure the detector is. Below the engine's threshold, the reading is stored but changes nothing. */
    confidence: number;
    trigger?: string | undefined;
  };
  /** The time that the caller gave, where their clock was off and the event was moved: into its session, or back from a time to come. */
  claimed_at?: Date | undefined;
  /** Who recorded the event first, if it was not the learner; a retry by another caller does not change it. */
  recorded_by?: {
    role: 'admin' | 'guardian' | 'maintainer' | 'system' | 'teacher';
    /** The host's id of the person or process; absent for the host's system as a whole. */
    actor_id?: string | undefined;
  } | undefined;
  metadata?: Record<string, unknown> | undefined;
}

interface InterventionLearningEventDocument {
  _id: DocumentId;
  user_id: string;
  /** Unique for its learner: the same id again is the same event. */
  event_id: string;
  /** When it happened, by its observer's clock. History is in this order. */
  occurred_at: Date;
  /** When it reached the engine. */
  recorded_at: Date;
  /**
   * SHA-256 over the call's input without what is personal, which is compared where it stands: the same event_id with another body is a
   * conflict.
   */
  body_hash: string;
  schema_version: number;
  session_id: string;
  /**
   * The learner's own day of it, counted from 1970, by the zone of the session. Worked out once: zones change their rules, days that were
   * do not.
   */
  day: number;
  /** How far the learner's clock was ahead of UTC, in minutes. */
  offset_minutes: number;
  type: 'intervention';
  intervention: {
    intervention_type: string;
    reason: string;
  };
  /** The time that the caller gave, where their clock was off and the event was moved: into its session, or back from a time to come. */
  claimed_at?: Date | undefined;
  /** Who recorded the event first, if it was not the learner; a retry by another caller does not change it. */
  recorded_by?: {
    role: 'admin' | 'guardian' | 'maintainer' | 'system' | 'teacher';
    /** The host's id of the person or process; absent for the host's system as a whole. */
    actor_id?: string | undefined;
  } | undefined;
  metadata?: Record<string, unknown> | undefined;
}

interface InterventionRatedLearningEventDocument {
  _id: DocumentId;
  user_id: string;
  /** Unique for its learner: the same id again is the same event. */
  event_id: string;
  /** When it happened, by its observer's clock. History is in this order. */
  occurred_at: Date;
  /** When it reached the engine. */
  recorded_at: Date;
  /**
   * SHA-256 over the call's input without what is personal, which is compared where it stands: the same event_id with another body is a
   * conflict.
   */
  body_hash: string;
  schema_version: number;
  session_id: string;
  /**
   * The learner's own day of it, counted from 1970, by the zone of the session. Worked out once: zones change their rules, days that were
   * do not.
   */
  day: number;
  /** How far the learner's clock was ahead of UTC, in minutes. */
  offset_minutes: number;
  type: 'intervention_rated';
  rating: {
    intervention_id: string;
    effectiveness_rating: number;
  };
  /** The time that the caller gave, where their clock was off and the event was moved: into its session, or back from a time to come. */
  claimed_at?: Date | undefined;
  /** Who recorded the event first, if it was not the learner; a retry by another caller does not change it. */
  recorded_by?: {
    role: 'admin' | 'guardian' | 'maintainer' | 'system' | 'teacher';
    /** The host's id of the person or process; absent for the host's system as a whole. */
    actor_id?: string | undefined;
  } | undefined;
  metadata?: Record<string, unknown> | undefined;
}

interface SessionStartedLearningEventDocument {
  _id: DocumentId;
  user_id: string;
  /** Unique for its learner: the same id again is the same event. */
  event_id: string;
  /** When it happened, by its observer's clock. History is in this order. */
  occurred_at: Date;
  /** When it reached the engine. */
  recorded_at: Date;
  /**
   * SHA-256 over the call's input without what is personal, which is compared where it stands: the same event_id with another body is a
   * conflict.
   */
  body_hash: string;
  schema_version: number;
  session_id: string;
  /**
   * The learner's own day of it, counted from 1970, by the zone of the session. Worked out once: zones change their rules, days that were
   * do not.
   */
  day: number;
  /** How far the learner's clock was ahead of UTC, in minutes. */
  offset_minutes: number;
  type: 'session_started';
  session: {
    timezone: string;
    day_rollover_hour: number;
    session_type: 'assessment' | 'exploration' | 'practice' | 'revision' | 'study';
    topics: string[];
    learning_objectives: string[];
    initial_difficulty_level: number;
    device_type: 'desktop' | 'mobile' | 'tablet';
    platform: 'android' | 'ios' | 'web';
    planned_questions?: number | undefined;
    /** What a longer gap between two events counts as, in minutes of study; 5 if not given. */
    study_gap_minutes?: number | undefined;
    initial_emotional_state?: EmotionalState | undefined;
    /** The engine opened the session for an event that named none. */
    automatic?: true | undefined;
    /** What the session was opened for; the subject of its first answer if it was opened for none. */
    subject?: string | undefined;
  };
  /** The time that the caller gave, where their clock was off and the event was moved: into its session, or back from a time to come. */
  claimed_at?: Date | undefined;
  /** Who recorded the event first, if it was not the learner; a retry by another caller does not change it. */
  recorded_by?: {
    role: 'admin' | 'guardian' | 'maintainer' | 'system' | 'teacher';
    /** The host's id of the person or process; absent for the host's system as a whole. */
    actor_id?: string | undefined;
  } | undefined;
  metadata?: Record<string, unknown> | undefined;
  predictor?: {
    name: string;
    version: string;
    params_version: string;
  } | undefined;
}

interface ConsentWithdrawnLearningEventDocument {
  _id: DocumentId;
  user_id: string;
  /** Unique for its learner: the same id again is the same event. */
  event_id: string;
  /** When it happened, by its observer's clock. History is in this order. */
  occurred_at: Date;
  /** When it reached the engine. */
  recorded_at: Date;
  /**
   * SHA-256 over the call's input without what is personal, which is compared where it stands: the same event_id with another body is a
   * conflict.
   */
  body_hash: string;
  schema_version: number;
  session_id: string;
  /**
   * The learner's own day of it, counted from 1970, by the zone of the session. Worked out once: zones change their rules, days that were
   * do not.
   */
  day: number;
  /** How far the learner's clock was ahead of UTC, in minutes. */
  offset_minutes: number;
  type: 'consent_withdrawn';
  /** The time that the caller gave, where their clock was off and the event was moved: into its session, or back from a time to come. */
  claimed_at?: Date | undefined;
  /** Who recorded the event first, if it was not the learner; a retry by another caller does not change it. */
  recorded_by?: {
    role: 'admin' | 'guardian' | 'maintainer' | 'system' | 'teacher';
    /** The host's id of the person or process; absent for the host's system as a whole. */
    actor_id?: string | undefined;
  } | undefined;
  metadata?: Record<string, unknown> | undefined;
}

interface SessionEndedLearningEventDocument {
  _id: DocumentId;
  user_id: string;
  /** Unique for its learner: the same id again is the same event. */
  event_id: string;
  /** When it happened, by its observer's clock. History is in this order. */
  occurred_at: Date;
  /** When it reached the engine. */
  recorded_at: Date;
  /**
   * SHA-256 over the call's input without what is personal, which is compared where it stands: the same event_id with another body is a
   * conflict.
   */
  body_hash: string;
  schema_version: number;
  session_id: string;
  /**
   * The learner's own day of it, counted from 1970, by the zone of the session. Worked out once: zones change their rules, days that were
   * do not.
   */
  day: number;
  /** How far the learner's clock was ahead of UTC, in minutes. */
  offset_minutes: number;
  type: 'session_ended';
  end: {
    user_satisfaction_rating?: number | undefined;
    perceived_difficulty_rating?: number | undefined;
    emotional_satisfaction_rating?: number | undefined;
  };
  /** The time that the caller gave, where their clock was off and the event was moved: into its session, or back from a time to come. */
  claimed_at?: Date | undefined;
  /** Who recorded the event first, if it was not the learner; a retry by another caller does not change it. */
  recorded_by?: {
    role: 'admin' | 'guardian' | 'maintainer' | 'system' | 'teacher';
    /** The host's id of the person or process; absent for the host's system as a whole. */
    actor_id?: string | undefined;
  } | undefined;
  metadata?: Record<string, unknown> | undefined;
  /** Nobody ended the session: it ended with its last event, and this event stands where its idle time ran out. */
  left_open?: true | undefined;
}

interface LearnerCreatedLearningEventDocument {
  _id: DocumentId;
  user_id: string;
  /** Unique for its learner: the same id again is the same event. */
  event_id: string;
  /** When it happened, by its observer's clock. History is in this order. */
  occurred_at: Date;
  /** When it reached the engine. */
  recorded_at: Date;
  /**
   * SHA-256 over the call's input without what is personal, which is compared where it stands: the same event_id with another body is a
   * conflict.
   */
  body_hash: string;
  schema_version: number;
  type: 'learner_created';
  dna: {
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
  };
  /** The time that the caller gave, where their clock was off and the event was moved: into its session, or back from a time to come. */
  claimed_at?: Date | undefined;
  /** Who recorded the event first, if it was not the learner; a retry by another caller does not change it. */
  recorded_by?: {
    role: 'admin' | 'guardian' | 'maintainer' | 'system' | 'teacher';
    /** The host's id of the person or process; absent for the host's system as a whole. */
    actor_id?: string | undefined;
  } | undefined;
  metadata?: Record<string, unknown> | undefined;
}

interface CardAdoptedLearningEventDocument {
  _id: DocumentId;
  user_id: string;
  /** Unique for its learner: the same id again is the same event. */
  event_id: string;
  /** When it happened, by its observer's clock. History is in this order. */
  occurred_at: Date;
  /** When it reached the engine. */
  recorded_at: Date;
  /**
   * SHA-256 over the call's input without what is personal, which is compared where it stands: the same event_id with another body is a
   * conflict.
   */
  body_hash: string;
  schema_version: number;
  type: 'card_adopted';
  card: {
    timezone: string;
    day_rollover_hour: number;
    subject: string;
    topic: string;
    concept: string;
    memory: {
      kind: 'fsrs';
      /** Days until recall falls to 0.9. */
      stability: number;
      /** 1 (easy) to 10 (hard). */
      difficulty: number;
      /** The number of consecutive successes, if known. */
      repetitions?: number | undefined;
    } | {
      kind: 'sm2';
      /** 1 to 20; 2.5 for a concept of typical difficulty. */
      ease_factor: number;
      interval_days: number;
      /** The number of consecutive successes. */
      repetitions: number;
    };
    last_review: Date;
    /** The learner's day of it, counted from 1970. */
    last_review_day: number;
    due: Date;
    /** The learner's day on which the review comes due; missing when that is less than a day after the last one. */
    due_day?: number | undefined;
  };
  /** The time that the caller gave, where their clock was off and the event was moved: into its session, or back from a time to come. */
  claimed_at?: Date | undefined;
  /** Who recorded the event first, if it was not the learner; a retry by another caller does not change it. */
  recorded_by?: {
    role: 'admin' | 'guardian' | 'maintainer' | 'system' | 'teacher';
    /** The host's id of the person or process; absent for the host's system as a whole. */
    actor_id?: string | undefined;
  } | undefined;
  metadata?: Record<string, unknown> | undefined;
  curriculum?: {
    prerequisite_concepts: {
      concept: string;
      importance_weight: number;
      mastery_required: number;
    }[];
    dependent_concepts: {
      concept: string;
      dependency_strength: number;
    }[];
    /** How hard the concept is; missing in what was written before it was kept. */
    difficulty_level?: number | undefined;
  } | undefined;
  predictor?: {
    name: string;
    version: string;
    params_version: string;
  } | undefined;
}

interface ReviewRescheduledLearningEventDocument {
  _id: DocumentId;
  user_id: string;
  /** Unique for its learner: the same id again is the same event. */
  event_id: string;
  /** When it happened, by its observer's clock. History is in this order. */
  occurred_at: Date;
  /** When it reached the engine. */
  recorded_at: Date;
  /**
   * SHA-256 over the call's input without what is personal, which is compared where it stands: the same event_id with another body is a
   * conflict.
   */
  body_hash: string;
  schema_version: number;
  type: 'review_rescheduled';
  change: {
    subject: string;
    topic: string;
    concept: string;
    /** When the review comes due; for one that is for a day, when that day began where the learner was. */
    due: Date;
    /** The learner's day on which it comes due, counted from 1970; missing when it comes due at an instant. */
    due_day?: number | undefined;
  };
  /** The time that the caller gave, where their clock was off and the event was moved: into its session, or back from a time to come. */
  claimed_at?: Date | undefined;
  /** Who recorded the event first, if it was not the learner; a retry by another caller does not change it. */
  recorded_by?: {
    role: 'admin' | 'guardian' | 'maintainer' | 'system' | 'teacher';
    /** The host's id of the person or process; absent for the host's system as a whole. */
    actor_id?: string | undefined;
  } | undefined;
  metadata?: Record<string, unknown> | undefined;
}

interface ConceptResetLearningEventDocument {
  _id: DocumentId;
  user_id: string;
  /** Unique for its learner: the same id again is the same event. */
  event_id: string;
  /** When it happened, by its observer's clock. History is in this order. */
  occurred_at: Date;
  /** When it reached the engine. */
  recorded_at: Date;
  /**
   * SHA-256 over the call's input without what is personal, which is compared where it stands: the same event_id with another body is a
   * conflict.
   */
  body_hash: string;
  schema_version: number;
  type: 'concept_reset';
  change: ConceptId;
  /** The time that the caller gave, where their clock was off and the event was moved: into its session, or back from a time to come. */
  claimed_at?: Date | undefined;
  /** Who recorded the event first, if it was not the learner; a retry by another caller does not change it. */
  recorded_by?: {
    role: 'admin' | 'guardian' | 'maintainer' | 'system' | 'teacher';
    /** The host's id of the person or process; absent for the host's system as a whole. */
    actor_id?: string | undefined;
  } | undefined;
  metadata?: Record<string, unknown> | undefined;
}

interface ConceptSuspendedLearningEventDocument {
  _id: DocumentId;
  user_id: string;
  /** Unique for its learner: the same id again is the same event. */
  event_id: string;
  /** When it happened, by its observer's clock. History is in this order. */
  occurred_at: Date;
  /** When it reached the engine. */
  recorded_at: Date;
  /**
   * SHA-256 over the call's input without what is personal, which is compared where it stands: the same event_id with another body is a
   * conflict.
   */
  body_hash: string;
  schema_version: number;
  type: 'concept_suspended';
  change: ConceptId;
  /** The time that the caller gave, where their clock was off and the event was moved: into its session, or back from a time to come. */
  claimed_at?: Date | undefined;
  /** Who recorded the event first, if it was not the learner; a retry by another caller does not change it. */
  recorded_by?: {
    role: 'admin' | 'guardian' | 'maintainer' | 'system' | 'teacher';
    /** The host's id of the person or process; absent for the host's system as a whole. */
    actor_id?: string | undefined;
  } | undefined;
  metadata?: Record<string, unknown> | undefined;
}

interface ConceptResumedLearningEventDocument {
  _id: DocumentId;
  user_id: string;
  /** Unique for its learner: the same id again is the same event. */
  event_id: string;
  /** When it happened, by its observer's clock. History is in this order. */
  occurred_at: Date;
  /** When it reached the engine. */
  recorded_at: Date;
  /**
   * SHA-256 over the call's input without what is personal, which is compared where it stands: the same event_id with another body is a
   * conflict.
   */
  body_hash: string;
  schema_version: number;
  type: 'concept_resumed';
  change: ConceptId;
  /** The time that the caller gave, where their clock was off and the event was moved: into its session, or back from a time to come. */
  claimed_at?: Date | undefined;
  /** Who recorded the event first, if it was not the learner; a retry by another caller does not change it. */
  recorded_by?: {
    role: 'admin' | 'guardian' | 'maintainer' | 'system' | 'teacher';
    /** The host's id of the person or process; absent for the host's system as a whole. */
    actor_id?: string | undefined;
  } | undefined;
  metadata?: Record<string, unknown> | undefined;
}

export type LearningEventDocument =
  | AnswerLearningEventDocument
  | AnswerUndoneLearningEventDocument
  | InteractionLearningEventDocument
  | EmotionLearningEventDocument
  | InterventionLearningEventDocument
  | InterventionRatedLearningEventDocument
  | SessionStartedLearningEventDocument
  | ConsentWithdrawnLearningEventDocument
  | SessionEndedLearningEventDocument
  | LearnerCreatedLearningEventDocument
  | CardAdoptedLearningEventDocument
  | ReviewRescheduledLearningEventDocument
  | ConceptResetLearningEventDocument
  | ConceptSuspendedLearningEventDocument
  | ConceptResumedLearningEventDocument;

export interface ConceptDocument {
  /** 0 (easiest) to 1 (hardest). */
  difficulty_level: number;
  prerequisites: {
    subject: string;
    topic: string;
    concept: string;
    /** How much of the concept rests on this prerequisite. */
    importance_weight: number;
    /** The mastery level from which on this prerequisite no longer blocks the concept. */
    mastery_required: number;
  }[];
  created_at: Date;
  updated_at: Date;
  schema_version: number;
  subject: string;
  topic: string;
  concept: string;
  _id: DocumentId;
  description?: string | undefined;
  /** The host took it out of what is studied; what learners know of it stays readable. */
  retired_at?: Date | undefined;
  /**
   * The name that the concept has now: it was renamed, or merged into another. What the log, or a late answer, says of this name counts
   * for that one, and nothing else of this document does.
   */
  moved_to?: ConceptId | undefined;
  /** Documents of learners may still have this name: they are being moved. */
  moving?: true | undefined;
  metadata?: Record<string, unknown> | undefined;
}

export interface ModelFitDocument {
  _id: DocumentId;
  model: string;
  /** The model's version at the time: parameters of another version are not taken. */
  model_version: string;
  /** What provenance names these parameters by. */
  params_version: string;
  status: 'active' | 'fitted' | 'retired';
  params: Record<string, unknown>;
  /** Concepts that have parameters of their own, in `model_fit_concepts`. */
  concepts: number;
  /** Concepts that go by `params`, in `model_fit_concepts` too, each with its reasons. */
  left_out: number;
  /** What was read: answers, learners, from when until when. */
  answers: number;
  /** Stored answers that could not be read, and were not. */
  unreadable_answers: number;
  learners: number;
  /** What the fit says of itself: log-likelihood, bounds hit, why it fell back. */
  report: Record<string, unknown>;
  verdict: 'better_than_served' | 'no_better' | 'worse';
  fitted_at: Date;
  schema_version: number;
  /** Why nothing was fitted: `params` are those that the fit began with. Not there where something was. */
  fell_back?: string | undefined;
  first_answer_at?: Date | undefined;
  last_answer_at?: Date | undefined;
  held_out?: {
    answers: number;
    learners: number;
    log_loss: number;
    /** Of the model that was served, and which it was. */
    log_loss_before: number;
    served: {
      name: string;
      version: string;
      params_version: string;
    };
    base_rate_log_loss: number;
    /** `log_loss` less `log_loss_before`, with the bounds that hold 95 of 100 samples drawn again. */
    difference: {
      value: number;
      low: number;
      high: number;
    };
    /** What was drawn: whole learners, or single answers where there are fewer than 20 learners. */
    drawn: 'answers' | 'learners';
  } | undefined;
  activated_at?: Date | undefined;
}

export interface ModelFitConceptDocument {
  schema_version: number;
  subject: string;
  topic: string;
  concept: string;
  _id: DocumentId;
  model: string;
  params_version: string;
  /** Where the concept's own answers could tell them; else `left_out` is there. */
  params?: Record<string, unknown> | undefined;
  report?: Record<string, unknown> | undefined;
  /** Why the concept goes by the parameters of all; without the counts where they are of fewer than ten learners. */
  left_out?: {
    reasons: string[];
    learners: null | number;
    answers: null | number;
  } | undefined;
}

export interface ModelTuningDocument {
  _id: DocumentId;
  model: string;
  /** How many tunings have begun: each numbers its version by it. */
  begun: number;
  /** Tunings that began since one last ended: they failed, or their process died; the newest may be under way. */
  unended: number;
  schema_version: number;
  /**
   * Who tunes, under which version, and until when unless they say more. It stays after a tuning that did not end, for the next to clear
   * up.
   */
  lease?: {
    holder: string;
    params_version: string;
    until: Date;
  } | undefined;
  /** What the last tuning that ended found. */
  last?: {
    end: 'activated' | 'fell_back' | 'not_better';
    at: Date;
    /** How many events the log had: the next tuning waits for a share more. */
    events: number;
    /** What was read. */
    answers: number;
    learners: number;
    /** What is served since: the new version, or the one that was served already. */
    params_version: string;
    verdict?: 'better_than_served' | 'no_better' | 'worse' | undefined;
    held_out?: {
      answers: number;
      learners: number;
      log_loss: number;
      /** Of the model that was served, and which it was. */
      log_loss_before: number;
      served: {
        name: string;
        version: string;
        params_version: string;
      };
      base_rate_log_loss: number;
      /** `log_loss` less `log_loss_before`, with the bounds that hold 95 of 100 samples drawn again. */
      difference: {
        value: number;
        low: number;
        high: number;
      };
      /** What was drawn: whole learners, or single answers where there are fewer than 20 learners. */
      drawn: 'answers' | 'learners';
    } | undefined;
  } | undefined;
}

export interface WatermarkDocument {
  _id: DocumentId;
  job: string;
  updated_at: Date;
  schema_version: number;
  /** Of a job that follows the log: everything that was recorded before this instant is in what the job has made. */
  recorded_before?: Date | undefined;
  /**
   * The process that runs it, `host/pid/…`, until when unless it says more. It stays after a run whose process died. By the server's
   * clock, as are the times below.
   */
  lease?: {
    holder: string;
    until: Date;
  } | undefined;
  /** How far the run under way was when it last said so; of a run that did not end well it stays until the next. */
  progress?: {
    done: number;
    unit: string;
    share: null | number;
    at: Date;
  } | undefined;
  /** When the last run began. */
  begun_at?: Date | undefined;
  /** When the last run ended that did not lose its process. */
  ended_at?: Date | undefined;
  /**
   * Runs that began since one last went well, without those that were stopped: they failed, or their process died; the newest may be under
   * way.
   */
  unended?: number | undefined;
  /** True after a run that was stopped from outside: the job is due at once. */
  stopped?: boolean | undefined;
  /** The code of the error that the last run failed with. */
  error?: string | undefined;
}

export interface DataKeyDocument {
  _id: DocumentId;
  user_id: string;
  /** A learner's keys count from 1: the newest encrypts, all decrypt. */
  version: number;
  /** The id of the key, derived from it. */
  key_id: string;
  /** The key-encryption key that wrapped it. */
  wrapping_key: string;
  /** The wrapped key in base64. */
  wrapped: string;
  created_at: Date;
  schema_version: number;
}

export interface LearnerUsageDayDocument {
  schema_version: number;
  sessions: number;
  /** Sessions with a duration: the others are still open, or were left open. */
  ended_sessions: number;
  duration_ms: number;
  questions: number;
  correct: number;
  answering_ms: number;
  concepts_introduced: number;
  /** Concepts that passed the mastery threshold, less those that fell below it again. */
  concepts_mastered: number;
  ai_queries: number;
  /** Of more than 50 different providers, those that were asked most. */
  ai_queries_by_provider: Record<string, number>;
  ai_tokens: number;
  ai_cost_nano_usd: number;
  ai_response_ms: number;
  ai_cache_hits: number;
  _id: DocumentId;
  user_id: string;
  /** Midnight UTC, at which the day begins. */
  day: Date;
}

export interface PlatformUsageDayDocument {
  schema_version: number;
  sessions: number;
  /** Sessions with a duration: the others are still open, or were left open. */
  ended_sessions: number;
  duration_ms: number;
  questions: number;
  correct: number;
  answering_ms: number;
  concepts_introduced: number;
  /** Concepts that passed the mastery threshold, less those that fell below it again. */
  concepts_mastered: number;
  ai_queries: number;
  /** Of more than 50 different providers, those that were asked most. */
  ai_queries_by_provider: Record<string, number>;
  ai_tokens: number;
  ai_cost_nano_usd: number;
  ai_response_ms: number;
  ai_cache_hits: number;
  _id: DocumentId;
  /** Midnight UTC, at which the day begins. */
  day: Date;
  /** Exactly as many as the day has documents in `learner_usage_days`; of several days these must not be added up. */
  learners: number;
  /** When sessions of the day last changed without an event in the log that tells of it: by a replay, say. */
  changed_at?: Date | undefined;
}

export interface StorageSampleDocument {
  _id: DocumentId;
  collection: string;
  /** Midnight UTC; the last sample of a day stays. */
  day: Date;
  documents: number;
  /** Before compression. */
  bytes: number;
  index_bytes: number;
  schema_version: number;
}

/** A stored document of each collection. */
export interface StoredDocuments {
  users: UserDocument;
  email_claims: EmailClaimDocument;
  learning_dna: LearningDnaDocument;
  learning_sessions: LearningSessionDocument;
  emotional_analytics: EmotionalAnalyticsDocument;
  content_mastery: ContentMasteryDocument;
  learning_events: LearningEventDocument;
  concepts: ConceptDocument;
  model_fits: ModelFitDocument;
  model_fit_concepts: ModelFitConceptDocument;
  model_tunings: ModelTuningDocument;
  watermarks: WatermarkDocument;
  data_keys: DataKeyDocument;
  learner_usage_days: LearnerUsageDayDocument;
  platform_usage_days: PlatformUsageDayDocument;
  storage_samples: StorageSampleDocument;
}
