/**
 * Answers of many learners in columns; row i is one answer. Rows are sorted by learner and then chronologically. Learners and concepts are numbered
 * from 0.
 */
export interface AnswerLog {
  readonly learner: Int32Array;
  readonly concept: Int32Array;
  /** The instant of the answer, ms since 1970. */
  readonly at: Float64Array;
  /** The learner's day of the answer, counted from 1970-01-01. */
  readonly day: Int32Array;
  /** 1 again, 2 hard, 3 good, 4 easy. */
  readonly rating: Uint8Array;
  /** 1 for right, 0 for wrong. */
  readonly correct: Uint8Array;
  /** The item of each answer, −1 without an item id; absent in a log without items. */
  readonly item?: Int32Array | undefined;
  /** The recorded difficulty of each question, 0 to 1, NaN if none was recorded; absent in a log without difficulties. */
  readonly difficulty?: Float64Array | undefined;
  readonly learners: number;
  /** The name of each concept by its number, as passed to a predictor in {@link AnswerMoment}. */
  readonly names: readonly string[];
  /** The id of each item by its number. Items of different concepts are different items even if their ids are equal. */
  readonly items?: readonly string[] | undefined;
}
