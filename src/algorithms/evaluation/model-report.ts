import type { Estimates } from './bootstrap.js';
import type { CalibrationBin } from './calibration.js';
import type { Measures } from './measures.js';
import type { Slice } from './predict-log.js';
import type { BootstrapOptions } from './resampling.js';

/** Options of an evaluation. */
export type EvaluationOptions = BootstrapOptions & {
  /**
   * Which rows of the log are measured; all by default. The model learns from all rows. For example, `(row) => row >= from` measures the last part.
   */
  readonly scored?: ((row: number) => boolean) | undefined;
};

export type AsyncEvaluationOptions = EvaluationOptions & {
  readonly signal?: AbortSignal | undefined;
  /** Called from time to time with the completed share of the work, 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
};

/** The quality of a model's predictions. */
export type Evaluation = {
  /** Number of predicted answers. */
  readonly n: number;
  /** Share of successes among them. */
  readonly baseRate: number | null;
  readonly measures: Estimates;
  /** The measures of always predicting the base rate. A useful model is better than this. */
  readonly baseline: Measures;
  /** Ten bins for a reliability plot. */
  readonly calibration: readonly CalibrationBin[];
};

/** The result of `evaluateModel`. */
export type ModelReport = Evaluation & {
  readonly model: string;
  readonly version: string;
  readonly learners: number;
  /** What the bootstrap resampled: learners with all their answers, or single answers if there are fewer than twenty learners. */
  readonly drawn: 'learners' | 'answers';
  /**
   * By kind of answer: a learner's first answer to the concept, an answer on the same day as the previous one, or on a later day. Empty slices are
   * left out.
   */
  readonly slices: { readonly [Name in Slice]?: Evaluation };
};
