/** What a report needs of the rows that pipelines give; more fields may stand beside them. */

/** Of `user_progress_dashboard`. */
export interface TopicRow {
  readonly subject: string;
  readonly topic: string;
  readonly concepts_seen: number;
  readonly concepts_mastered: number;
  readonly concepts_due: number;
  /** 0 to 1. */
  readonly mean_mastery: number;
  /** Mean chance that a concept is remembered at the instant asked about, 0 to 1. */
  readonly mean_retention: number;
  readonly answers: number;
}

/** Of `forgetting_curves`. */
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
  /** In the order of time. */
  readonly review_history: readonly { readonly date: Date; readonly performance_score: number }[];
}

/** Of `review_forecast`: every day has a row. */
export interface ForecastRow {
  readonly day: string;
  /** All that are due by the end of the day; on the first day the overdue ones are among them. */
  readonly reviews: number;
  readonly overdue: number;
}

/** Of `emotional_wellness_trends`. */
export interface WellnessRow {
  readonly day: string;
  /** 0 to 1; null on a day that nothing is known about. */
  readonly wellness: number | null;
  readonly moving_average: number | null;
  readonly dominant_emotion: string | null;
}

/** Of `retention_calibration`. */
export interface CalibrationRow {
  /** The forgetting curve's chance that it is remembered, or the engine's that the answer is right. */
  readonly measure: 'retention' | 'success';
  readonly from: number;
  readonly to: number;
  readonly answers: number;
  readonly predicted_mean: number;
  readonly recalled_share: number;
}

/** Of `study_days`: a row for each day with a session. */
export interface StudyDayRow {
  readonly day: string;
  readonly minutes: number;
  readonly sessions: number;
  readonly answers: number;
  /** Days in a row up to this one. */
  readonly streak: number;
}

/** Of `class_mastery`. */
export interface ClassMasteryRow {
  readonly user_id: string;
  readonly subject: string;
  readonly topic: string;
  readonly concept: string;
  readonly mastery: number;
}

/** Of `class_study`: a learner who had no session in the span has no row. */
export interface ClassStudyRow {
  readonly user_id: string;
  readonly sessions: number;
  readonly minutes: number;
  /** Questions that were attempted. */
  readonly questions: number;
  readonly last_studied: Date;
}

/** As `recommend` gives it. */
export interface RecommendationRow {
  readonly subject: string;
  readonly topic: string;
  readonly concept: string;
  readonly reasons: readonly { readonly code: string; readonly numbers: { readonly [name: string]: number } }[];
}

/** As `mastery` gives it. */
export interface MasteryRow {
  readonly subject: string;
  readonly topic: string;
  readonly concept: string;
  /** 0 to 1. */
  readonly mastery_level: number;
  readonly retention: number;
  readonly answers: number;
}
