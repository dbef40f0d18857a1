/** The fields of pipeline rows that a report needs; rows may have more fields. */

/** A row of `user_progress_dashboard`. */
export interface TopicRow {
  readonly subject: string;
  readonly topic: string;
  readonly concepts_seen: number;
  readonly concepts_mastered: number;
  readonly concepts_due: number;
  /** 0 to 1. */
  readonly mean_mastery: number;
  /** The mean probability that a concept is remembered at the instant, 0 to 1. */
  readonly mean_retention: number;
  readonly answers: number;
}

/** A row of `forgetting_curves`. */
export interface MemoryRow {
  readonly subject: string;
  readonly topic: string;
  readonly concept: string;
  readonly last_practiced_date: Date;
  /** The learner's own day of it, counted from 1970. */
  readonly last_practiced_day: number;
  readonly next_review_date: Date;
  /** Which curve the parameters describe. */
  readonly curve: 'power' | 'exponential';
  readonly forgetting_curve_parameters: {
    readonly initial_strength: number;
    readonly decay_rate: number;
    /** Days. */
    readonly stability: number;
  };
  /** In chronological order. */
  readonly review_history: readonly { readonly date: Date; readonly performance_score: number }[];
}

/** A row of `review_forecast`, one per day. */
export interface ForecastRow {
  readonly day: string;
  /** Reviews due on the day; the first day includes overdue reviews. */
  readonly reviews: number;
  readonly overdue: number;
}

/** A row of `emotional_wellness_trends`. */
export interface WellnessRow {
  readonly day: string;
  /** 0 to 1; null on a day without readings. */
  readonly wellness: number | null;
  readonly moving_average: number | null;
  readonly dominant_emotion: string | null;
}

/** A row of `retention_calibration`. */
export interface CalibrationRow {
  /** `retention`: predictions of recall by the forgetting curve; `success`: predictions of a right answer by the predictor. */
  readonly measure: 'retention' | 'success';
  readonly from: number;
  readonly to: number;
  readonly answers: number;
  readonly predicted_mean: number;
  readonly recalled_share: number;
}

/** A row of `study_days`, one per day with a session. */
export interface StudyDayRow {
  readonly day: string;
  readonly minutes: number;
  readonly sessions: number;
  readonly answers: number;
  /** Consecutive study days up to this one. */
  readonly streak: number;
}

/** A row of `class_mastery`. */
export interface ClassMasteryRow {
  readonly user_id: string;
  readonly subject: string;
  readonly topic: string;
  readonly concept: string;
  readonly mastery: number;
}

/** A row of `class_study`; learners without a session in the span have no row. */
export interface ClassStudyRow {
  readonly user_id: string;
  readonly sessions: number;
  readonly minutes: number;
  /** The number of attempted questions. */
  readonly questions: number;
  readonly last_studied: Date;
}

/** A row of `recommend`. */
export interface RecommendationRow {
  readonly subject: string;
  readonly topic: string;
  readonly concept: string;
  readonly reasons: readonly { readonly code: string; readonly numbers: { readonly [name: string]: number } }[];
}

/** A row of `mastery`. */
export interface MasteryRow {
  readonly subject: string;
  readonly topic: string;
  readonly concept: string;
  /** 0 to 1. */
  readonly mastery_level: number;
  readonly retention: number;
  readonly answers: number;
}
