import type { LogisticItemWeights, LogisticPopulation, LogisticSkillWeights } from '../logistic-weights.js';

/** Why there is no fit; the weights are then those of the starting point. */
export const LOGISTIC_FALLBACKS = ['too_few_answers', 'too_few_learners', 'only_right_answers', 'only_wrong_answers'] as const;
export type LogisticFallback = (typeof LOGISTIC_FALLBACKS)[number];

/** The result of {@link fitLogistic}, as JSON. Store each part with the learner population, skill or item that it belongs to. */
export interface LogisticFit {
  /** Store it once for all learners. */
  readonly population: LogisticPopulation;
  /** In the order of the log's skills. Store each with its skill. */
  readonly skills: readonly { readonly id: string; readonly weights: LogisticSkillWeights }[];
  /** Store each with its item. Empty without items. */
  readonly items: readonly { readonly id: string; readonly weights: LogisticItemWeights }[];
  readonly report: LogisticFitReport;
}

export interface LogisticFitReport {
  /** Answers. */
  readonly n: number;
  readonly learners: number;
  readonly skills: number;
  readonly items: number;
  /** Number of fitted weights. */
  readonly weights: number;
  /** Mean log loss of the answers with the fitted weights and the factor (natural logarithm); null without a fit. */
  readonly logLoss: number | null;
  /** The log loss of always predicting the share of right answers; null without answers. */
  readonly baseRateLogLoss: number | null;
  readonly iterations: number;
  /** Whether the fit converged; false without a fit. */
  readonly converged: boolean;
  readonly fallback: LogisticFallback | null;
  /** The evaluation of the factor; null if it was not fitted: switched off, or fewer than 24 learners or 5,000 answers. */
  readonly factor: LogisticFactorReport | null;
}

/** Compares predictions with and without the factor, on every eighth learner, who was not part of its fit. */
export type LogisticFactorReport = {
  /** Number of answers of those learners. */
  readonly heldOut: number;
  /** Mean log loss of those answers (natural logarithm). */
  readonly logLoss: number;
  readonly logLossWithout: number;
  /** Whether the weights include the factor. It is dropped if it predicts those learners worse by more than a standard error. */
  readonly kept: boolean;
};
