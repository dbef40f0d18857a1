import { invalidInput } from '../../errors.js';
import { checkKnownKeys, checkObject, checkUnit } from '../argument-checks.js';
import { checkStartHead, freshHead, type LogisticHead } from '../online-logistic/logistic-head.js';
import { LEARNED_POOL_FEATURES } from './learned-pool-features.js';

/** Of each weight before any answer: on the logit scale, a feature of 1 moves a prediction by about 0.3 either way. */
const START_VARIANCE = 0.1;
const MOST_DRIFT = 0.1;

/** The numbers that the learned pool is run with. */
export type LearnedPoolParams = {
  /** What an answer still counts in the fast rate once another follows, 0 to 1. */
  readonly fast_decay: number;
  /** The same in the slow rate. */
  readonly slow_decay: number;
  /** By what share of itself the variance of a weight may grow with each answer, 0 to 0.1. */
  readonly drift: number;
  /** How likely it is, with each answer, that weights and plain pool swap which of them is better, 0 to 1. */
  readonly switch_rate: number;
  /** What a new learner begins with: weights of 0, which is the plain pool, or what was found for others. */
  readonly start: LogisticHead;
};

/** The drift, switch rate and variance are those of the residual model; the decays halve a rate in 4 and in 34 answers. */
export const learnedPoolDefaults: LearnedPoolParams = Object.freeze({
  fast_decay: 0.85,
  slow_decay: 0.98,
  drift: 3e-4,
  switch_rate: 1e-3,
  start: freshHead(LEARNED_POOL_FEATURES.map(() => START_VARIANCE)),
});

export function checkLearnedPoolParams(params: LearnedPoolParams): void {
  // Frozen to its last number, and passed by nearly every call.
  if (params === learnedPoolDefaults) return;
  checkObject('learned_pool.params', params);
  checkKnownKeys('learned_pool.params', params, learnedPoolDefaults);
  checkUnit('learned_pool.params.fast_decay', params.fast_decay);
  checkUnit('learned_pool.params.slow_decay', params.slow_decay);
  checkUnit('learned_pool.params.switch_rate', params.switch_rate);
  if (!(Number.isFinite(params.drift) && params.drift >= 0 && params.drift <= MOST_DRIFT)) {
    throw invalidInput('learned_pool.params.drift', 'a number from 0 to 0.1', params.drift);
  }
  checkStartHead('learned_pool.params.start', params.start, LEARNED_POOL_FEATURES.length, []);
}
