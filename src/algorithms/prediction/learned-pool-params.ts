import { invalidInput } from '../../errors.js';
import { checkKnownKeys, checkObject, checkUnit } from '../argument-checks.js';
import { checkStartHead, freshHead, type LogisticHead } from '../online-logistic/logistic-head.js';
import { LEARNED_POOL_FEATURES } from './learned-pool-features.js';

/** Of each weight before any answer: on the logit scale, a feature of 1 moves a prediction by about 0.3 either way. */
const START_VARIANCE = 0.1;
const MOST_DRIFT = 0.1;

/** Parameters of the learned pool. */
export type LearnedPoolParams = {
  /** Decay factor of the fast success rate per answer, 0 to 1. */
  readonly fast_decay: number;
  /** Decay factor of the slow success rate. */
  readonly slow_decay: number;
  /** Relative growth of the variance of a weight per answer, 0 to 0.1. */
  readonly drift: number;
  /** Probability per answer that the better one of weighted and plain pool changes, 0 to 1. */
  readonly switch_rate: number;
  /** The initial weights of a new learner: 0, which gives the plain pool, or a fit to other learners. */
  readonly start: LogisticHead;
};

/** Drift, switch rate and variance are those of the residual model; the decays have half-lives of 4 and 34 answers. */
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
