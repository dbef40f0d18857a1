/** Written by `npm run docs` from the verbs: change the verb, not this file. */

export interface AbilityInput {
  /** The instant that it is asked for; the engine's clock if not given. */
  at?: Date | undefined;
  /** The subject; the learner in general if not given. */
  subject?: string | undefined;
  /** The topic of the `concept`. */
  topic?: string | undefined;
  /** A concept of the subject, with its topic. */
  concept?: string | undefined;
}

export interface ActivateFitInput {
  /** The model, by its name. */
  model: string;
  /** The `params_version` of a fit, or `default` for the model's own parameters. */
  params_version: string;
  /** True activates also a fit whose verdict is `worse`, or that fell back to the model's own parameters; false if not given. */
  force?: boolean | undefined;
}

export interface AdoptedCardInput {
  /** One id for each concept if not given, so that the same cards may be sent again. */
  event_id?: string | undefined;
  /** The subject of the concept. */
  subject: string;
  /** The topic of the concept. */
  topic: string;
  /** The concept that the card is about. */
  concept: string;
  /** When the card was adopted; the engine's clock if not given. */
  occurred_at?: Date | undefined;
  /** Fields of your own: plain JSON data of at most 4 KiB, exported and erased with the document. */
  metadata?: Record<string, unknown> | undefined;
  /** SM-2's state of the card; give this or `fsrs`. */
  sm2?: {
    /** The ease factor, 1 to 20; 2.5 for a concept of usual difficulty. */
    ease_factor: number;
    /** Days from the last review to the next. */
    interval_days: number;
    /** Successes in a row, 0 to 100,000. */
    repetitions: number;
  } | undefined;
  /** FSRS's memory of the card; give this or `sm2`. */
  fsrs?: {
    /** Days until recall falls to 0.9, above 0. */
    stability: number;
    /** The difficulty, 1 (easy) to 10 (hard). */
    difficulty: number;
    /** Successes in a row, 0 to 100,000, where they are known. */
    repetitions?: number | undefined;
  } | undefined;
  /** When the card was reviewed last; `due` less the interval if not given. A card without both was never reviewed. */
  last_review?: Date | undefined;
  /** When the next review is due; `last_review` and the interval if not given. */
  due?: Date | undefined;
}

export interface AggregateEmotionsInput {
  /** Recomputes every day from this instant on, whether or not it changed; only what was recorded since the last run if not given. */
  since?: Date | undefined;
  /** Up to and without this instant; to the last event if not given. Needs `since`. */
  until?: Date | undefined;
  /** Only this learner. Needs `since`. */
  user_id?: string | undefined;
}

export interface ApplyInterventionInput {
  /** Made by you, unique for the learner: 1 to 128 letters, digits or `_ . : -`. Sending the same event again is safe. */
  event_id: string;
  /** The session it belongs to. Without one, the event joins the session that the learner is in, or opens one. */
  session_id?: string | undefined;
  /** When it happened, from 2000 on and not in the future; the engine's clock if not given. */
  occurred_at?: Date | undefined;
  /** Fields of your own: plain JSON data of at most 4 KiB, exported and erased with the document. */
  metadata?: Record<string, unknown> | undefined;
  /** What the tutor did, by a name of yours. */
  intervention_type: string;
  /** Why it stepped in. */
  reason: string;
}

export interface CloseIdleSessionsInput {
  /**
   * After how many minutes without an event a session is closed, 0.5 to 527,040 (a year); 1,440 (a day) if not given. A later event finds
   * its session closed.
   */
  idle_minutes?: number | undefined;
  /** How many sessions to close at most, 1 to 1,000,000; as many as there are if not given. */
  limit?: number | undefined;
}

export interface ConceptAnswersInput {
  /** The subject of the concept. */
  subject: string;
  /** The topic of the concept. */
  topic: string;
  /** The concept. */
  concept: string;
  /** How many at most, 1 to 10,000; 100 if not given. */
  limit?: number | undefined;
  /**
   * Whether the states of the models before and after each answer are given; false if not given. Where they are not stored, the whole log
   * of the learner is replayed for them.
   */
  states?: boolean | undefined;
}

export interface ConceptChangeInput {
  /** Made by you, unique for the learner: sending it again is safe. Made by the engine if not given. */
  event_id?: string | undefined;
  /** The subject of the concept. */
  subject: string;
  /** The topic of the concept. */
  topic: string;
  /** The concept that changes. */
  concept: string;
  /** When it was decided; the engine's clock if not given. */
  occurred_at?: Date | undefined;
  /** Fields of your own: plain JSON data of at most 4 KiB, exported and erased with the document. */
  metadata?: Record<string, unknown> | undefined;
}

export interface CreateLearnerInput {
  /** Your id of the learner, any text of 1 to 128 characters; a UUID is made if not given. With one, the call may be sent again. */
  user_id?: string | undefined;
  /** For a learner who logs in by it, or is written to; unique among all accounts. */
  email?: string | undefined;
  /** The hash of the password: the engine never sees a password. Needs an `email`. */
  password_hash?: string | undefined;
  /** Whether the address was confirmed; false if not given. */
  email_verified?: boolean | undefined;
  /** Who the learner is. */
  profile: {
    /** What the learner is called, 1 to 120 characters; the engine needs no name. */
    name?: string | undefined;
    /** In years, 3 to 130. */
    age?: number | undefined;
    /** The level of education; `other` if not given. */
    education_level?: 'primary_school' | 'middle_school' | 'high_school' | 'undergraduate' | 'graduate' | 'professional' | 'other' | undefined;
    /** The IANA zone in which the learner's days begin and end, in any spelling: `Europe/Zurich`. */
    timezone: string;
    /** The hour at which the learner's day ends, 0 to 23; 4 if not given: studying past midnight counts for the evening. */
    day_rollover_hour?: number | undefined;
    /** Where the learner lives. */
    location?: {
      /** The country, 1 to 120 characters. */
      country: string;
      /** The region within the country. */
      region?: string | undefined;
    } | undefined;
    /** What the learner wants to reach, up to 50 sentences. */
    learning_goals?: string[] | undefined;
    /** What the learner likes to study, up to 50 names. */
    subjects_of_interest?: string[] | undefined;
  };
  /** What the learner pays for; a free one if not given. */
  subscription?: {
    /** What you sell, by a name of yours: `free`, `premium`, `family`. */
    plan?: string | undefined;
    /** Whether the subscription runs. */
    status?: 'active' | 'inactive' | 'cancelled' | 'trial' | undefined;
    /** When it began. */
    subscribed_at?: Date | undefined;
    /** When it ends. */
    expires_at?: Date | undefined;
    /** Your id of the means of payment. */
    payment_method_id?: string | undefined;
    /** How often it is paid. */
    billing_cycle?: 'monthly' | 'yearly' | undefined;
    /** How much of what it allows is used. */
    usage_tracking?: {
      /** Queries to an AI in the running period. */
      ai_queries_used: number;
      /** How many the subscription allows. */
      ai_queries_limit: number;
      /** When `ai_queries_used` starts again from 0. */
      reset_date: Date;
    } | undefined;
  } | undefined;
  /** What the learner allows and wants; nothing is shared if not given. */
  preferences?: {
    /** What the learner wants to be told; what is not named keeps its value. */
    notification_settings?: {
      /** Whether the learner wants email. */
      email_notifications?: boolean | undefined;
      /** Whether the learner wants to be reminded of studying. */
      study_reminders?: boolean | undefined;
      /** Whether the learner wants to hear of their progress. */
      progress_updates?: boolean | undefined;
      /** Whether the learner wants to hear of achievements. */
      achievement_notifications?: boolean | undefined;
    } | undefined;
    /** What the learner allows; what is not named keeps its value. */
    privacy_settings?: {
      /** Whether the learner counts in figures of classes, cohorts and use. */
      analytics_participation?: boolean | undefined;
      /** Whether emotions are stored and used. Switching it off holds at once, also for what is being recorded. */
      emotional_data_usage?: boolean | undefined;
      /** Whether you may share what the learner learns; the engine only stores it. */
      learning_data_sharing?: boolean | undefined;
      /** Whether the profile may be shown to others; the engine only stores it. */
      public_profile?: boolean | undefined;
    } | undefined;
    /** How the learner wants to be taught; what is not named keeps its value. */
    learning_preferences?: {
      /** How detailed explanations are to be. */
      explanation_style?: 'concise' | 'detailed' | 'comprehensive' | undefined;
      /** How hard questions are to be. */
      difficulty_preference?: 'easy' | 'moderate' | 'challenging' | 'adaptive' | undefined;
      /** How often the learner wants feedback. */
      feedback_frequency?: 'high' | 'moderate' | 'minimal' | undefined;
      /** How much encouragement the learner wants. */
      emotional_support_level?: 'minimal' | 'standard' | 'high' | undefined;
    } | undefined;
  } | undefined;
  /** The first image of how the learner learns; a neutral one if not given. */
  learning_dna?: {
    /** How the learner works with content, as a survey of yours found. */
    cognitive_profile?: {
      /** How the learner likes content to be presented. */
      learning_style: {
        /** The style that the learner names first. It is shown and steers nothing: what steers is measured effectiveness. */
        primary: 'visual' | 'auditory' | 'kinesthetic' | 'reading_writing';
        /** The style that the learner names second. */
        secondary?: 'visual' | 'auditory' | 'kinesthetic' | 'reading_writing' | undefined;
        /** How sure the survey is, 0 to 1. */
        confidence_score: number;
        /** How it was found. */
        assessment_method: 'survey' | 'behavioral_analysis' | 'hybrid';
        /** When it was found. */
        last_assessed: Date;
      };
      /** How the learner works with content. */
      processing_characteristics: {
        /** How fast the learner understands content. */
        processing_speed: 'slow' | 'average' | 'fast';
        /** How much the learner holds in mind. */
        working_memory_capacity: 'low' | 'average' | 'high';
        /** How long the learner stays attentive, in minutes, 1 to 480. */
        attention_span_minutes: number;
        /** Step by step, the whole first, or both. */
        information_processing_preference: 'sequential' | 'global' | 'mixed';
        /** How well the learner does several things at once. */
        multitasking_ability: 'low' | 'average' | 'high';
      };
      /** How complex content may be. */
      complexity_preferences: {
        /** How hard questions should be, 0 (easy) to 1 (hard). */
        preferred_difficulty_level: number;
        /** How much difficulty the learner bears. */
        challenge_tolerance: 'low' | 'moderate' | 'high';
        /** How detailed explanations should be. */
        explanation_depth_preference: 'concise' | 'detailed' | 'comprehensive';
        /** How many examples the learner wants. */
        example_density_preference: 'minimal' | 'moderate' | 'extensive';
        /** From -1 (concrete) to 1 (abstract). */
        abstract_vs_concrete: number;
      };
    } | undefined;
    /** What drives the learner. */
    motivation_profile?: {
      /** What the learner studies for. */
      goal_orientation: 'mastery' | 'performance' | 'social' | 'mixed';
      /** How much the subject itself drives the learner, 0 to 1. */
      intrinsic_motivation_level: number;
      /** How much rewards drive the learner, 0 to 1. */
      extrinsic_motivation_responsiveness: number;
      /** When the learner wants feedback. */
      feedback_preference: 'immediate' | 'periodic' | 'milestone_based';
      /** How much achievements matter, 0 to 1. */
      achievement_sensitivity: number;
      /** How much the learner wants to decide. */
      autonomy_preference: 'guided' | 'semi_independent' | 'self_directed';
    } | undefined;
    /** How emotions bear on learning. */
    emotional_learning_patterns?: {
      /** Emotions in which the learner learns best. */
      optimal_emotional_states: ('engaged_concentration' | 'curiosity' | 'confusion' | 'frustration' | 'boredom' | 'delight' | 'surprise' | 'neutral' | 'enjoyment' | 'hope' | 'pride' | 'relief' | 'anxiety' | 'shame' | 'hopelessness' | 'anger')[];
      /** Emotions in which the learner learns badly. */
      problematic_emotional_states: ('engaged_concentration' | 'curiosity' | 'confusion' | 'frustration' | 'boredom' | 'delight' | 'surprise' | 'neutral' | 'enjoyment' | 'hope' | 'pride' | 'relief' | 'anxiety' | 'shame' | 'hopelessness' | 'anger')[];
      /** What stresses the learner, up to 50 names. */
      stress_triggers: string[];
      /** What encourages the learner, up to 50 names. */
      confidence_builders: string[];
      /** What engages the learner, up to 50 names. */
      engagement_factors: string[];
      /** What helps after a setback, up to 50 names. */
      emotional_recovery_strategies: string[];
      /** How well the learner recovers, 0 to 1. */
      emotional_resilience_score: number;
    } | undefined;
  } | undefined;
  /** Fields of your own: plain JSON data of at most 4 KiB, exported and erased with the document. */
  metadata?: Record<string, unknown> | undefined;
}

export interface CurriculumEntry {
  /** The subject of the concept. */
  subject: string;
  /** The topic of the concept. */
  topic: string;
  /** The name of the concept; the same name in another topic is another concept. */
  concept: string;
  /** What it is about, up to 2,000 characters. Null removes it. */
  description?: '' | string | null | undefined;
  /** How hard it is, 0 (easy) to 1 (hard); 0.5 for a new concept. Null goes back to that. */
  difficulty_level?: number | null | undefined;
  /** What it builds on; replaces the list. Null, or an empty list, removes all. */
  prerequisites?: {
    /** The name of the prerequisite. */
    concept: string;
    /** Its subject; the concept's own if not given. */
    subject?: string | undefined;
    /** Its topic; the concept's own if not given. */
    topic?: string | undefined;
    /** How much of the concept rests on it, 0 to 1. */
    importance_weight?: number | undefined;
    /** The mastery from which on it no longer blocks the concept, 0 to 1. */
    mastery_required?: number | undefined;
  }[] | null | undefined;
  /** Fields of your own: plain JSON data of at most 4 KiB. Null removes them. */
  metadata?: Record<string, unknown> | null | undefined;
}

export interface DueReviewsInput {
  /** The instant that it is asked for; the engine's clock if not given. */
  at?: Date | undefined;
  /** Only this subject. */
  subject?: string | undefined;
  /** How many at most, 1 to 1,000; 50 if not given. */
  limit?: number | undefined;
  /** `now`, the default: what is due at the instant; `today`: all that is due by the end of the learner's day. */
  within?: 'now' | 'today' | undefined;
}

export interface EndSessionInput {
  /** The session; the one that the learner is in if not given. */
  session_id?: string | undefined;
  /** When it ended, not in the future; the engine's clock if not given. */
  ended_at?: Date | undefined;
  /** How satisfied the learner was, 1 (worst) to 5 (best). */
  user_satisfaction_rating?: number | undefined;
  /** How difficult the learner found it, 1 (easy) to 5 (hard). */
  perceived_difficulty_rating?: number | undefined;
  /** How the learner felt about it, 1 (worst) to 5 (best). */
  emotional_satisfaction_rating?: number | undefined;
}

export interface EnsureLearnerInput {
  /** Your id of the learner, any text of 1 to 128 characters. */
  user_id: string;
  /** The IANA zone of a new account; `UTC` if not given. It changes nothing of an account that exists. */
  timezone?: string | undefined;
}

export interface FitModelInput {
  /** A model that can be fitted, by its name. */
  model: string;
  /** Answers from this instant on; from the first if not given. */
  since?: Date | undefined;
  /** Answers before this instant; to the last if not given. */
  until?: Date | undefined;
  /** Only answers of this subject. */
  subject?: string | undefined;
  /** Decides the random choices of the fit, 0 or more; 0 if not given. The same log and seed give the same parameters. */
  seed?: number | undefined;
}

export interface FitsInput {
  /** The model, by its name. */
  model: string;
  /** How many at most, 1 to 100; 10 if not given. */
  limit?: number | undefined;
}

export interface HealthInput {
  /** Begins to count times again once the report is made, so that each report is about the time since the one before; false if not given. */
  reset?: boolean | undefined;
}

export interface HistoryRow {
  /** Whose answer it is: your id of the learner. */
  user_id: string;
  /** When it was answered, from 2000 on and not in the future. */
  at: Date;
  /** Made of learner, time and concept if not given: rows that agree in these are then one answer. */
  event_id?: string | undefined;
  /** The session it belongs to. Without one, the event joins the session that the learner is in, or opens one. */
  session_id?: string | undefined;
  /** Fields of your own: plain JSON data of at most 4 KiB, exported and erased with the document. */
  metadata?: Record<string, unknown> | undefined;
  /** The subject of the question; `General` if not given. */
  subject?: string | undefined;
  /** The topic within the subject; `General` if not given. */
  topic?: string | undefined;
  /** The concept within the topic, 1 to 120 characters: what the scheduler and the knowledge model follow. */
  concept: string;
  /** The question, where you have an id for it: questions of a concept that differ in difficulty are then told apart. */
  item_id?: string | undefined;
  /** Whether the answer was right. */
  correct: boolean;
  /** Partial credit, 0 to 1: at least 0.5 for a right answer, below 0.8 for a wrong one. 1 or 0 after `correct` if not given. */
  score?: number | undefined;
  /** The learner's own rating, 1 (again) to 4 (easy): 1 for a wrong answer, 2 to 4 for a right one. Beside a `grade` it must mean the same. */
  rating?: 1 | 2 | 3 | 4 | undefined;
  /** SM-2's quality of recall, 0 to 5: 0 to 2 for a wrong answer, 3 to 5 for a right one. */
  grade?: 0 | 1 | 2 | 3 | 4 | 5 | undefined;
  /** How long the learner took to answer, in seconds, 0 to 86,400; 0 if not given. */
  response_time_seconds?: number | undefined;
  /** How hard the question was, 0 (easy) to 1 (hard); what the session started with if not given. */
  difficulty_level?: number | undefined;
  /** What the learner was doing; after the session's type if not given, and an introduction at first exposure. */
  activity_type?: 'introduction' | 'practice' | 'assessment' | 'revision' | undefined;
  /** Hints taken before the answer, 0 to 1,000. With one, a right answer is no full success. */
  hints_used?: number | undefined;
  /** Tries at the question, this one included, 1 to 1,000. From the second on, a right answer is no full success. */
  attempts?: number | undefined;
  /** How sure the learner said they were, 0 to 1. A right answer below 0.5 that nobody rated counts as rated hard. */
  confidence?: number | undefined;
  /** How the learner felt; stored only where they allow it. */
  emotional_state?: 'engaged_concentration' | 'curiosity' | 'confusion' | 'frustration' | 'boredom' | 'delight' | 'surprise' | 'neutral' | 'enjoyment' | 'hope' | 'pride' | 'relief' | 'anxiety' | 'shame' | 'hopelessness' | 'anger' | undefined;
  /** How the content was presented, by a name of yours, so that the engine learns what works for this learner. */
  strategy?: string | undefined;
  /** The style that the content was made for. */
  learning_style?: 'visual' | 'auditory' | 'kinesthetic' | 'reading_writing' | undefined;
}

export interface ImportedAnswerInput {
  /** Made by you, unique for the learner: 1 to 128 letters, digits or `_ . : -`. Sending the same event again is safe. */
  event_id: string;
  /** The session it belongs to. Without one, the event joins the session that the learner is in, or opens one. */
  session_id?: string | undefined;
  /** When it happened, from 2000 on and not in the future; the engine's clock if not given. */
  occurred_at?: Date | undefined;
  /** Fields of your own: plain JSON data of at most 4 KiB, exported and erased with the document. */
  metadata?: Record<string, unknown> | undefined;
  /** The subject of the question, 1 to 120 characters. */
  subject: string;
  /** The topic within the subject, 1 to 120 characters. */
  topic: string;
  /** The concept within the topic, 1 to 120 characters: what the scheduler and the knowledge model follow. */
  concept: string;
  /** The question, where you have an id for it: questions of a concept that differ in difficulty are then told apart. */
  item_id?: string | undefined;
  /** Whether the answer was right. */
  correct: boolean;
  /** Partial credit, 0 to 1: at least 0.5 for a right answer, below 0.8 for a wrong one. 1 or 0 after `correct` if not given. */
  score?: number | undefined;
  /** The learner's own rating, 1 (again) to 4 (easy): 1 for a wrong answer, 2 to 4 for a right one. Beside a `grade` it must mean the same. */
  rating?: 1 | 2 | 3 | 4 | undefined;
  /** SM-2's quality of recall, 0 to 5: 0 to 2 for a wrong answer, 3 to 5 for a right one. */
  grade?: 0 | 1 | 2 | 3 | 4 | 5 | undefined;
  /** How long the learner took to answer, in seconds, 0 to 86,400. */
  response_time_seconds: number;
  /** How hard the question was, 0 (easy) to 1 (hard); what the session started with if not given. */
  difficulty_level?: number | undefined;
  /** What the learner was doing; after the session's type if not given, and an introduction at first exposure. */
  activity_type?: 'introduction' | 'practice' | 'assessment' | 'revision' | undefined;
  /** Hints taken before the answer, 0 to 1,000. With one, a right answer is no full success. */
  hints_used?: number | undefined;
  /** Tries at the question, this one included, 1 to 1,000. From the second on, a right answer is no full success. */
  attempts?: number | undefined;
  /** How sure the learner said they were, 0 to 1. A right answer below 0.5 that nobody rated counts as rated hard. */
  confidence?: number | undefined;
  /** How the learner felt; stored only where they allow it. */
  emotional_state?: 'engaged_concentration' | 'curiosity' | 'confusion' | 'frustration' | 'boredom' | 'delight' | 'surprise' | 'neutral' | 'enjoyment' | 'hope' | 'pride' | 'relief' | 'anxiety' | 'shame' | 'hopelessness' | 'anger' | undefined;
  /** How the content was presented, by a name of yours, so that the engine learns what works for this learner. */
  strategy?: string | undefined;
  /** The style that the content was made for. */
  learning_style?: 'visual' | 'auditory' | 'kinesthetic' | 'reading_writing' | undefined;
  /** Whose answer it is: your id of the learner. */
  user_id: string;
}

export interface ListConceptsInput {
  /** Only this subject. */
  subject?: string | undefined;
  /** Only this topic of the `subject`. */
  topic?: string | undefined;
  /** Whether retired concepts are listed too; false if not given. */
  retired?: boolean | undefined;
  /** Rows of a page, 1 to 1,000; all of them if not given. */
  limit?: number | undefined;
  /** The `next` of the page before; everything else that is asked must be the same. */
  cursor?: string | undefined;
}

export interface MasteryInput {
  /** The instant that it is asked for; the engine's clock if not given. */
  at?: Date | undefined;
  /** Only this subject. */
  subject?: string | undefined;
  /** Only this topic. */
  topic?: string | undefined;
  /** Only these concepts, by their names, 1 to 50; a name that several topics have stands for each of theirs. */
  concepts?: string[] | undefined;
  /** Rows of a page, 1 to 1,000; all of them if not given. */
  limit?: number | undefined;
  /** The `next` of the page before; everything else that is asked must be the same. */
  cursor?: string | undefined;
  /**
   * `name`: by subject, topic and concept; `weakest`: lowest mastery first, as the last practice left it; `due`: in the order of the next
   * review; `recent`: practised last first.
   */
  sort?: 'name' | 'weakest' | 'due' | 'recent' | undefined;
}

export interface MergeConceptsInput {
  /** The concept, by its whole name. */
  from: {
    /** The subject of the concept. */
    subject: string;
    /** The topic of the concept. */
    topic: string;
    /** The name of the concept. */
    concept: string;
  };
  /** The concept that it becomes a part of. */
  into: {
    /** The subject of the concept. */
    subject: string;
    /** The topic of the concept. */
    topic: string;
    /** The name of the concept. */
    concept: string;
  };
}

export interface PreviewRatingsInput {
  /** The subject of the concept. */
  subject: string;
  /** The topic of the concept. */
  topic: string;
  /** The concept. */
  concept: string;
  /** The session that the answer would be given in; the one that an answer without a session would join if not given. */
  session_id?: string | undefined;
  /** When the answer would be given; the engine's clock if not given. */
  occurred_at?: Date | undefined;
}

export interface ProgressInput {
  /** The instant that it is asked for; the engine's clock if not given. */
  at?: Date | undefined;
  /** Only this subject. */
  subject?: string | undefined;
  /** Only this topic. */
  topic?: string | undefined;
  /** Only these concepts, by their names, 1 to 50; a name that several topics have stands for each of theirs. */
  concepts?: string[] | undefined;
  /** Rows of a page, 1 to 1,000; all of them if not given. */
  limit?: number | undefined;
  /** The `next` of the page before; everything else that is asked must be the same. */
  cursor?: string | undefined;
  /** The order of the topics: by name, the weakest first, or those with reviews due first. */
  sort?: 'name' | 'weakest' | 'due' | 'recent' | undefined;
}

export interface RateInterventionInput {
  /** Made by you, unique for the learner: 1 to 128 letters, digits or `_ . : -`. Sending the same event again is safe. */
  event_id: string;
  /** The session it belongs to. Without one, the event joins the session that the learner is in, or opens one. */
  session_id?: string | undefined;
  /** When it happened, from 2000 on and not in the future; the engine's clock if not given. */
  occurred_at?: Date | undefined;
  /** Fields of your own: plain JSON data of at most 4 KiB, exported and erased with the document. */
  metadata?: Record<string, unknown> | undefined;
  /** The `event_id` of the intervention. */
  intervention_id: string;
  /** What it was worth, 1 (nothing) to 5 (much). */
  effectiveness_rating: number;
}

export interface RecentSessionsInput {
  /** The instant that it is asked for; the engine's clock if not given. */
  at?: Date | undefined;
  /** How many days back from `at`, 1 to 366; 30 if not given. */
  days?: number | undefined;
  /** Rows of a page, 1 to 1,000; all of them if not given. */
  limit?: number | undefined;
  /** The `next` of the page before; everything else that is asked must be the same. */
  cursor?: string | undefined;
}

export interface RecommendInput {
  /** The instant that it is asked for; the engine's clock if not given. */
  at?: Date | undefined;
  /** Only this subject. */
  subject?: string | undefined;
  /** How many at most, 1 to 100; 5 if not given, and with `minutes` as many as fit. */
  limit?: number | undefined;
  /** When what is learnt will be needed, such as an exam: after `at`, at most ten years. 30 days ahead if not given. */
  horizon?: Date | undefined;
  /** How long the learner has, above 0 and at most 1,440: no more steps than fit, and one at least. */
  minutes?: number | undefined;
  /** `today`, the default, so that a morning shows what is due in the evening; `now`: only what is due at the instant. */
  within?: 'now' | 'today' | undefined;
}

export interface RecordAnswerInput {
  /** Made by you, unique for the learner: 1 to 128 letters, digits or `_ . : -`. Sending the same event again is safe. */
  event_id: string;
  /** The session it belongs to. Without one, the event joins the session that the learner is in, or opens one. */
  session_id?: string | undefined;
  /** When it happened, from 2000 on and not in the future; the engine's clock if not given. */
  occurred_at?: Date | undefined;
  /** Fields of your own: plain JSON data of at most 4 KiB, exported and erased with the document. */
  metadata?: Record<string, unknown> | undefined;
  /** The subject of the question, 1 to 120 characters. */
  subject: string;
  /** The topic within the subject, 1 to 120 characters. */
  topic: string;
  /** The concept within the topic, 1 to 120 characters: what the scheduler and the knowledge model follow. */
  concept: string;
  /** The question, where you have an id for it: questions of a concept that differ in difficulty are then told apart. */
  item_id?: string | undefined;
  /** Whether the answer was right. */
  correct: boolean;
  /** Partial credit, 0 to 1: at least 0.5 for a right answer, below 0.8 for a wrong one. 1 or 0 after `correct` if not given. */
  score?: number | undefined;
  /** The learner's own rating, 1 (again) to 4 (easy): 1 for a wrong answer, 2 to 4 for a right one. Beside a `grade` it must mean the same. */
  rating?: 1 | 2 | 3 | 4 | undefined;
  /** SM-2's quality of recall, 0 to 5: 0 to 2 for a wrong answer, 3 to 5 for a right one. */
  grade?: 0 | 1 | 2 | 3 | 4 | 5 | undefined;
  /** How long the learner took to answer, in seconds, 0 to 86,400. */
  response_time_seconds: number;
  /** How hard the question was, 0 (easy) to 1 (hard); what the session started with if not given. */
  difficulty_level?: number | undefined;
  /** What the learner was doing; after the session's type if not given, and an introduction at first exposure. */
  activity_type?: 'introduction' | 'practice' | 'assessment' | 'revision' | undefined;
  /** Hints taken before the answer, 0 to 1,000. With one, a right answer is no full success. */
  hints_used?: number | undefined;
  /** Tries at the question, this one included, 1 to 1,000. From the second on, a right answer is no full success. */
  attempts?: number | undefined;
  /** How sure the learner said they were, 0 to 1. A right answer below 0.5 that nobody rated counts as rated hard. */
  confidence?: number | undefined;
  /** How the learner felt; stored only where they allow it. */
  emotional_state?: 'engaged_concentration' | 'curiosity' | 'confusion' | 'frustration' | 'boredom' | 'delight' | 'surprise' | 'neutral' | 'enjoyment' | 'hope' | 'pride' | 'relief' | 'anxiety' | 'shame' | 'hopelessness' | 'anger' | undefined;
  /** How the content was presented, by a name of yours, so that the engine learns what works for this learner. */
  strategy?: string | undefined;
  /** The style that the content was made for. */
  learning_style?: 'visual' | 'auditory' | 'kinesthetic' | 'reading_writing' | undefined;
}

export interface RecordEmotionInput {
  /** Made by you, unique for the learner: 1 to 128 letters, digits or `_ . : -`. Sending the same event again is safe. */
  event_id: string;
  /** The session it belongs to. Without one, the event joins the session that the learner is in, or opens one. */
  session_id?: string | undefined;
  /** When it happened, from 2000 on and not in the future; the engine's clock if not given. */
  occurred_at?: Date | undefined;
  /** Fields of your own: plain JSON data of at most 4 KiB, exported and erased with the document. */
  metadata?: Record<string, unknown> | undefined;
  /** The emotion. */
  emotion: 'engaged_concentration' | 'curiosity' | 'confusion' | 'frustration' | 'boredom' | 'delight' | 'surprise' | 'neutral' | 'enjoyment' | 'hope' | 'pride' | 'relief' | 'anxiety' | 'shame' | 'hopelessness' | 'anger';
  /** How strong it is, 0 to 1. */
  intensity: number;
  /** How sure the detector is, 0 to 1. Below the engine's threshold the reading is kept and changes nothing. */
  confidence: number;
  /** What set it off, by a name of yours. */
  trigger?: string | undefined;
}

export interface RecordInteractionInput {
  /** Made by you, unique for the learner: 1 to 128 letters, digits or `_ . : -`. Sending the same event again is safe. */
  event_id: string;
  /** The session it belongs to. Without one, the event joins the session that the learner is in, or opens one. */
  session_id?: string | undefined;
  /** When it happened, from 2000 on and not in the future; the engine's clock if not given. */
  occurred_at?: Date | undefined;
  /** Fields of your own: plain JSON data of at most 4 KiB, exported and erased with the document. */
  metadata?: Record<string, unknown> | undefined;
  /** What kind of exchange it was. */
  interaction_type: 'question' | 'response' | 'feedback' | 'assessment';
  /** What the learner wrote. */
  user_input?: '' | string | undefined;
  /** What the AI answered, and what it cost. */
  ai_response?: {
    /** What the AI answered. */
    text: '' | string;
    /** Who made the answer, by a name of yours. */
    provider_used: string;
    /** How long it took, in milliseconds, 0 to 3,600,000. */
    response_time_ms: number;
    /** Tokens that it took. */
    tokens_used: number;
    /** What it cost, in US dollars. */
    cost_usd: number;
  } | undefined;
  /** Whether the AI's answer came from a cache. */
  cache_hit?: boolean | undefined;
  /** How good the answer was, 0 to 1. */
  quality_score?: number | undefined;
  /** Whether it follows an earlier question. */
  follow_up?: boolean | undefined;
  /** The emotion that a detector read; stored only where the learner allows it. */
  emotional_context?: {
    /** The emotion that a detector read. */
    detected_emotion: 'engaged_concentration' | 'curiosity' | 'confusion' | 'frustration' | 'boredom' | 'delight' | 'surprise' | 'neutral' | 'enjoyment' | 'hope' | 'pride' | 'relief' | 'anxiety' | 'shame' | 'hopelessness' | 'anger';
    /** How sure the detector is, 0 to 1. */
    confidence: number;
    /** How strong the emotion is, 0 to 1. */
    emotional_intensity: number;
    /** What the tutor changed for it, up to 10 names. */
    adaptation_applied: string[];
  } | undefined;
  /** How the answer was fitted to the learner. */
  personalization_applied?: {
    /** By how much the difficulty moved, -1 to 1. */
    difficulty_adjustment: number;
    /** How it was explained, by a name of yours. */
    explanation_style: string;
    /** What else was changed, up to 10 names. */
    content_modifications: string[];
  } | undefined;
}

export interface RenameConceptInput {
  /** The concept, by its whole name. */
  from: {
    /** The subject of the concept. */
    subject: string;
    /** The topic of the concept. */
    topic: string;
    /** The name of the concept. */
    concept: string;
  };
  /** Its new name, also in another topic or subject. */
  to: {
    /** The subject of the concept. */
    subject: string;
    /** The topic of the concept. */
    topic: string;
    /** The name of the concept. */
    concept: string;
  };
}

export interface RescheduleInput {
  /** Made by you, unique for the learner: sending it again is safe. Made by the engine if not given. */
  event_id?: string | undefined;
  /** The subject of the concept. */
  subject: string;
  /** The topic of the concept. */
  topic: string;
  /** The concept that changes. */
  concept: string;
  /** When it was decided; the engine's clock if not given. */
  occurred_at?: Date | undefined;
  /** Fields of your own: plain JSON data of at most 4 KiB, exported and erased with the document. */
  metadata?: Record<string, unknown> | undefined;
  /** When the review comes due: an instant, or a day of the learner's own such as `2026-03-14`, which begins at their rollover hour. */
  due: Date | string;
}

export interface RetireConceptInput {
  /** The subject of the concept. */
  subject: string;
  /** The topic of the concept. */
  topic: string;
  /** The name of the concept. */
  concept: string;
  /** False takes the concept back among what is studied; true if not given. */
  retired?: boolean | undefined;
}

export interface RollUpInput {
  /** Recomputes every UTC day from this instant on, whether or not something changed on it; only what changed if neither is given. */
  since?: Date | undefined;
  /** Recomputes every UTC day before this instant. */
  until?: Date | undefined;
}

export interface SessionEventsInput {
  /** The session. */
  session_id: string;
  /** How many at most, 1 to 10,000; 100 if not given. */
  limit?: number | undefined;
}

export interface SetAccountStatusInput {
  /** Your id of the learner. */
  user_id: string;
  /** `active`, `suspended` or `deleted`. */
  account_status: 'active' | 'suspended' | 'deleted';
}

export interface SetEmailInput {
  /** Your id of the learner. */
  user_id: string;
  /** The address; null for none. */
  email: string | null;
}

export interface StartSessionInput {
  /** Your id of the session, any text of 1 to 128 characters; made by the engine if not given. An offline device makes its own. */
  session_id?: string | undefined;
  /** When it began, from 2000 on and not in the future; the engine's clock if not given. */
  started_at?: Date | undefined;
  /** Fields of your own: plain JSON data of at most 4 KiB, exported and erased with the document. */
  metadata?: Record<string, unknown> | undefined;
  /** What kind of session it is. */
  session_type: 'study' | 'practice' | 'assessment' | 'revision' | 'exploration';
  /** What the session is about; the subject of its first answer if not given. */
  subject?: string | undefined;
  /** The topics that are planned, up to 50. */
  topics?: string[] | undefined;
  /** What the learner is to reach in it, up to 50 sentences. */
  learning_objectives?: string[] | undefined;
  /** Where the session starts, 0 (easy) to 1 (hard); what the learner's DNA prefers if not given. */
  initial_difficulty_level?: number | undefined;
  /** The device; `desktop` if not given. */
  device_type?: 'mobile' | 'tablet' | 'desktop' | undefined;
  /** The platform; `web` if not given. */
  platform?: 'web' | 'ios' | 'android' | undefined;
  /** How many questions are planned, 1 to 10,000. */
  planned_questions?: number | undefined;
  /** How the learner felt at the start; stored only where they allow it. */
  initial_emotional_state?: 'engaged_concentration' | 'curiosity' | 'confusion' | 'frustration' | 'boredom' | 'delight' | 'surprise' | 'neutral' | 'enjoyment' | 'hope' | 'pride' | 'relief' | 'anxiety' | 'shame' | 'hopelessness' | 'anger' | undefined;
}

export interface UndoAnswerInput {
  /** The `event_id` of the answer that is taken back. */
  event_id: string;
}

export interface UpdatePreferencesInput {
  /** What the learner wants to be told; what is not named keeps its value. */
  notification_settings?: {
    /** Whether the learner wants email. */
    email_notifications?: boolean | undefined;
    /** Whether the learner wants to be reminded of studying. */
    study_reminders?: boolean | undefined;
    /** Whether the learner wants to hear of their progress. */
    progress_updates?: boolean | undefined;
    /** Whether the learner wants to hear of achievements. */
    achievement_notifications?: boolean | undefined;
  } | undefined;
  /** What the learner allows; what is not named keeps its value. */
  privacy_settings?: {
    /** Whether the learner counts in figures of classes, cohorts and use. */
    analytics_participation?: boolean | undefined;
    /** Whether emotions are stored and used. Switching it off holds at once, also for what is being recorded. */
    emotional_data_usage?: boolean | undefined;
    /** Whether you may share what the learner learns; the engine only stores it. */
    learning_data_sharing?: boolean | undefined;
    /** Whether the profile may be shown to others; the engine only stores it. */
    public_profile?: boolean | undefined;
  } | undefined;
  /** How the learner wants to be taught; what is not named keeps its value. */
  learning_preferences?: {
    /** How detailed explanations are to be. */
    explanation_style?: 'concise' | 'detailed' | 'comprehensive' | undefined;
    /** How hard questions are to be. */
    difficulty_preference?: 'easy' | 'moderate' | 'challenging' | 'adaptive' | undefined;
    /** How often the learner wants feedback. */
    feedback_frequency?: 'high' | 'moderate' | 'minimal' | undefined;
    /** How much encouragement the learner wants. */
    emotional_support_level?: 'minimal' | 'standard' | 'high' | undefined;
  } | undefined;
}

export interface UpdateProfileInput {
  /** What the learner is called, 1 to 120 characters; the engine needs no name. Null removes it. */
  name?: string | null | undefined;
  /** In years, 3 to 130. Null removes it. */
  age?: number | null | undefined;
  /** The level of education. */
  education_level?: 'primary_school' | 'middle_school' | 'high_school' | 'undergraduate' | 'graduate' | 'professional' | 'other' | undefined;
  /** The IANA zone in which the learner's days begin and end, in any spelling: `Europe/Zurich`. It holds from the next session on. */
  timezone?: string | undefined;
  /** The hour at which the learner's day ends, 0 to 23; null goes back to the usual one. */
  day_rollover_hour?: number | null | undefined;
  /** Where the learner lives; replaces the whole. Null removes it. */
  location?: {
    /** The country, 1 to 120 characters. */
    country: string;
    /** The region within the country. */
    region?: string | undefined;
  } | null | undefined;
  /** What the learner wants to reach, up to 50 sentences; replaces the list. */
  learning_goals?: string[] | undefined;
  /** What the learner likes to study, up to 50 names; replaces the list. */
  subjects_of_interest?: string[] | undefined;
}
