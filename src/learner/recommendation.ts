import type { DifficultyChange } from '../algorithms/index.js';
import type { ConceptId } from '../collections/index.js';
import type { ExpectedGain } from './expected-gain.js';

/** The closed list of reasons for a recommendation. */
export const RECOMMENDATION_REASONS = [
  /** Its next review date has come. */
  'due_review',
  /** It was practised on an earlier day and is not mastered. */
  'weak_spot',
  /** All its prerequisites are known well enough and it was never practised: the outer fringe. */
  'ready_to_learn',
  /** It is mastered and not due, and would be worth more at the horizon. */
  'early_review',
  /** It is not mastered, and was practised today already: it stands behind all else, for where nothing else is left. */
  'practised_today',
] as const;

export type RecommendationReason = (typeof RECOMMENDATION_REASONS)[number];

type Practised = {
  /** The mastery after the last practice, 0 to 1. */
  readonly mastery_level: number;
  /** The knowledge model's confidence in it, 0 to 1. */
  readonly mastery_confidence: number;
  /** The probability of recall now, by the forgetting curve. */
  readonly retention: number;
  readonly answers: number;
};

/** The figures of a reason, by its code. */
export type ReasonNumbers = {
  readonly due_review: {
    /** Days since the review became due; negative if it is due later today. */
    readonly overdue_days: number;
    readonly retention: number;
    readonly mastery_level: number;
  };
  readonly weak_spot: Practised;
  readonly ready_to_learn: {
    /** The weighted mastery of the prerequisites, 0 to 1. */
    readonly readiness: number;
    /** The concept's difficulty in the curriculum, 0 to 1. */
    readonly difficulty_level: number;
  };
  readonly early_review: {
    /** Days until the review is due. */
    readonly due_in_days: number;
    readonly retention: number;
    readonly mastery_level: number;
  };
  readonly practised_today: Practised;
};

/** A reason with its figures. */
export type Reason = {
  readonly [Code in RecommendationReason]: { readonly code: Code; readonly numbers: ReasonNumbers[Code] };
}[RecommendationReason];

/** The closed list of factors on a priority. */
export const PRIORITY_CHANGES = [
  /** A question of it takes longer, or less long, than the learner's questions do in the mean. */
  'pace',
  /** Others of its topic stand above it, or the last answer was one of its topic: topics are mixed. */
  'topic_again',
  /** Less than half of the session's answers were right: what is likely to fail waits. */
  'too_hard_lately',
  /** More than 95 % of the session's answers were right: what is sure to succeed waits. */
  'too_easy_lately',
  /** The learner feels what holds learning back: new concepts wait. */
  'hindered',
  /** It was practised today already. */
  'practised_today',
] as const;

export type PriorityChangeCode = (typeof PRIORITY_CHANGES)[number];

/** A factor on a priority. */
export interface PriorityChange {
  readonly code: PriorityChangeCode;
  readonly factor: number;
}

/** A recommended concept. */
export interface Recommendation extends ConceptId {
  /** `gain.total` times the factors of `priority_changes`, 0 to 1. Recommendations are sorted by priority, highest first. */
  readonly priority: number;
  /** The expected benefit of practising it now. */
  readonly gain: ExpectedGain;
  /** The other factors on the priority; factors of 1 are left out. */
  readonly priority_changes: readonly PriorityChange[];
  /** The expected time for one question in minutes, including the pause after it. */
  readonly expected_minutes: number;
  /** The expected probability of a right answer to an average question now: 1 less `gain.missing`. */
  readonly expected_success: number;
  /** The question difficulty at which the learner succeeds with the probability `targetSuccess`, 0 to 1. */
  readonly target_difficulty: number;
  /** Adjustments of the difficulty for the learner's emotion. */
  readonly difficulty_changes: readonly DifficultyChange[];
  /** The strongest reason first. */
  readonly reasons: readonly Reason[];
}
