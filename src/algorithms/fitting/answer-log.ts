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
  /** Which item of its concept each answer was to, −1 where the host has no id for it; absent in a log without items. */
  readonly item?: Int32Array | undefined;
  /** How hard the host said that the question was, 0 to 1, NaN where it said nothing; absent in a log without difficulties. */
  readonly difficulty?: Float64Array | undefined;
  readonly learners: number;
  /** What each concept is called, by its number, as a predictor is told: {@link AnswerMoment}. */
  readonly names: readonly string[];
  /** The host's id of each item, by its number. Items of two concepts are two items, also where their ids are the same. */
  readonly items?: readonly string[] | undefined;
}
