import type { Estimates } from './bootstrap.js';
import type { CalibrationBin } from './calibration.js';
import type { Measures } from './measures.js';
import type { Slice } from './predict-log.js';
import type { BootstrapOptions } from './resampling.js';

/** How a model is evaluated. */
export type EvaluationOptions = BootstrapOptions & {
  /** Which rows of the log count; the model learns from the others too. All unless told: `(row) => row >= from` for the last part. */
  readonly scored?: ((row: number) => boolean) | undefined;
};

export type AsyncEvaluationOptions = EvaluationOptions & {
  readonly signal?: AbortSignal | undefined;
  /** Called now and then with the share of the work that is done, 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
};

/** How well a model predicted some answers. */
export type Evaluation = {
  /** How many answers were predicted. */
  readonly n: number;
  /** The share of successes among them. */
  readonly baseRate: number | null;
  readonly measures: Estimates;
  /** The same measures of always predicting the base rate: what a model must beat to have learnt anything. */
  readonly baseline: Measures;
  /** Ten bins of a reliability plot. */
  readonly calibration: readonly CalibrationBin[];
};

/** What `evaluateModel` says. */
export type ModelReport = Evaluation & {
  readonly model: string;
  readonly version: string;
  readonly learners: number;
  /** What the intervals drew: learners with all their answers, or answers where there are fewer than twenty learners. */
  readonly drawn: 'learners' | 'answers';
  /** By where the answer stands: a learner's first to its concept, one on the same day as the last, one on a later day. Empty ones are left out. */
  readonly slices: { readonly [Name in Slice]?: Evaluation };
};
