import { invalidInput } from '../../errors.js';
import { checkCount, checkObject, checkUnit } from '../argument-checks.js';

/** The state of the learned pool for a learner: 172 numbers. */
export type LearnedPoolLearner = {
  /** The mean of each weight, −10 to 10; see {@link LEARNED_POOL_FEATURES}. */
  readonly weights: readonly number[];
  /** Their covariance matrix: the upper triangle row by row. */
  readonly covariance: readonly number[];
  /** The probability that the weights predict better than the plain pool, above 0 and below 1. */
  readonly trust: number;
  /** Share of right answers over about the last seven, 0 to 1. */
  readonly fast: number;
  /** The same over about the last fifty. */
  readonly slow: number;
};

/** The state of the learned pool for a learner and a concept. */
export type LearnedPoolConcept = {
  readonly answers: number;
  /** 1 if the last answer was right, −1 if it was wrong, 0 before the first. */
  readonly last: -1 | 0 | 1;
};

/** The head itself is checked where it is used. */
export function checkLearner(where: string, learner: LearnedPoolLearner): void {
  checkObject(where, learner);
  checkUnit(`${where}.fast`, learner.fast);
  checkUnit(`${where}.slow`, learner.slow);
}

export function checkConcept(where: string, concept: LearnedPoolConcept): void {
  checkObject(where, concept);
  checkCount(`${where}.answers`, concept.answers);
  if (concept.last !== 0 && concept.last !== 1 && concept.last !== -1) throw invalidInput(`${where}.last`, '-1, 0 or 1', concept.last);
}
