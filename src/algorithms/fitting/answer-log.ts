/**
 * Answers of many learners in columns, row i being one answer: sorted by learner, each learner's in the order of time.
 * Learners and concepts are numbered from 0.
 */
export interface AnswerLog {
  readonly learner: Int32Array;
  readonly concept: Int32Array;
  /** When the answer was given, ms since 1970. */
  readonly at: Float64Array;
  /** The learner's own day of it, counted from 1970. */
  readonly day: Int32Array;
  /** 1 again, 2 hard, 3 good, 4 easy. */
  readonly rating: Uint8Array;
  /** 1 right, 0 wrong. */
  readonly correct: Uint8Array;
  readonly learners: number;
  /** What each concept is called, by its number, as a predictor is told: {@link AnswerMoment}. */
  readonly names: readonly string[];
}
