import type { LogisticItemWeights, LogisticPopulation, LogisticSkillWeights } from '../logistic-weights.js';

/** Why there is no fit: the weights are those that it would have started from. */
export const LOGISTIC_FALLBACKS = ['too_few_answers', 'too_few_learners', 'only_right_answers', 'only_wrong_answers'] as const;
export type LogisticFallback = (typeof LOGISTIC_FALLBACKS)[number];

/** Weights found by {@link fitLogistic}, and how. All of it is JSON: store each part with what it is of. */
export interface LogisticFit {
  /** Store it once for all learners. */
  readonly population: LogisticPopulation;
  /** Store each with its skill; in the order of the log's. */
  readonly skills: readonly { readonly id: string; readonly weights: LogisticSkillWeights }[];
  /** Store each with its item; empty where items are not known. */
  readonly items: readonly { readonly id: string; readonly weights: LogisticItemWeights }[];
  readonly report: LogisticFitReport;
}

export interface LogisticFitReport {
  /** Answers. */
  readonly n: number;
  readonly learners: number;
  readonly skills: number;
  readonly items: number;
  /** Weights that the fit chose. */
  readonly weights: number;
  /** Mean log loss of the answers under the weights and the factor, natural logarithm; null without a fit. */
  readonly logLoss: number | null;
  /** What predicting the share of right answers every time would reach; null without an answer. */
  readonly baseRateLogLoss: number | null;
  readonly iterations: number;
  /** Whether the loss had stopped falling; false when there was no fit. */
  readonly converged: boolean;
  readonly fallback: LogisticFallback | null;
  /** What the factor was found to be worth; null where none was fitted: not asked for, or fewer than 24 learners or 5,000 answers. */
  readonly factor: LogisticFactorReport | null;
}

/** The factor beside the other weights alone, on every eighth learner, whom its fit did not see; both learn from the others as the log goes by. */
export type LogisticFactorReport = {
  /** Answers of those learners. */
  readonly heldOut: number;
  /** Mean log loss of them, natural logarithm. */
  readonly logLoss: number;
  readonly logLossWithout: number;
  /** Whether it is in the weights: not when it predicts those learners worse by more than a standard error. */
  readonly kept: boolean;
};
