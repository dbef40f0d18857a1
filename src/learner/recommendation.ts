import type { DifficultyChange } from '../algorithms/index.js';
import type { ConceptId } from '../collections/index.js';
import type { ExpectedGain } from './expected-gain.js';

/** Why a concept is recommended, as a closed list. */
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
  /** As the last practice left it, 0 to 1. */
  readonly mastery_level: number;
  /** How sure the knowledge model is of it, 0 to 1. */
  readonly mastery_confidence: number;
  /** Probability of recall now, by the forgetting curve. */
  readonly retention: number;
  readonly answers: number;
};

/** The numbers behind a reason, by its code. */
export type ReasonNumbers = {
  readonly due_review: {
    /** Days since the review came due; below 0 for one that comes due later today. */
    readonly overdue_days: number;
    readonly retention: number;
    readonly mastery_level: number;
  };
  readonly weak_spot: Practised;
  readonly ready_to_learn: {
    /** How far the prerequisites are mastered, 0 to 1. */
    readonly readiness: number;
    /** The curriculum's, 0 to 1. */
    readonly difficulty_level: number;
  };
  readonly early_review: {
    /** Days until the review comes due. */
    readonly due_in_days: number;
    readonly retention: number;
    readonly mastery_level: number;
  };
  readonly practised_today: Practised;
};

/** Why, with the numbers behind it. */
export type Reason = {
  readonly [Code in RecommendationReason]: { readonly code: Code; readonly numbers: ReasonNumbers[Code] };
}[RecommendationReason];

/** What moves a priority beside the gain, as a closed list. */
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

/** One factor of a priority. */
export interface PriorityChange {
  readonly code: PriorityChangeCode;
  readonly factor: number;
}

/** A step of study. */
export interface Recommendation extends ConceptId {
  /** `gain.total` times the factors of `priority_changes`, 0 to 1; the list is in this order. */
  readonly priority: number;
  /** What practising it now is worth at the horizon. */
  readonly gain: ExpectedGain;
  /** What else moved the priority; factors of 1 are left out. */
  readonly priority_changes: readonly PriorityChange[];
  /** How long one question of it takes, with the pause behind it, in minutes. */
  readonly expected_minutes: number;
  /** The probability of a right answer now, as the ranking takes it: `gain.success` times what is retained. */
  readonly expected_success: number;
  /** How hard the next question should be for the learner to succeed as often as `targetSuccess` says, 0 to 1. */
  readonly target_difficulty: number;
  /** What moved the difficulty from the one that fits the learner's ability: what they feel. */
  readonly difficulty_changes: readonly DifficultyChange[];
  /** The strongest reason first. */
  readonly reasons: readonly Reason[];
}
