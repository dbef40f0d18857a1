import { checkNotNegative } from '../../argument-checks.js';
import { LONGEST_INTERVAL_DAYS } from '../longest-interval.js';
import { daysUntil, type FsrsMemory, recallAfter } from './fsrs-core.js';
import { coreOf } from './fsrs-core-of.js';
import { checkFsrsMemory } from './fsrs-memory.js';
import { checkRetention, type FsrsParams, fsrsDefaults } from './fsrs-params.js';

/**
 * The probability of recall t days after the last review: R(t) = (1 + F·t/S)^−w20 with F = 0.9^(−1/w20) − 1, so that R(S) = 0.9.
 *
 * Source: FSRS-6 (github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm).
 *
 * @param memory - a memory or state of FSRS with at least one review
 * @param elapsedDays - days since the last review, ≥ 0; whole days, as in the fit of FSRS, or fractions
 * @returns 0 to 1; never increases with time
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const memory = { stability: 10, difficulty: 5 };
 * fsrsRetrievability(memory, 0) //=> 1
 * fsrsRetrievability(memory, 10) //=> 0.9…
 * fsrsRetrievability(memory, 100) //=> 0.6928…
 */
export function fsrsRetrievability(memory: FsrsMemory, elapsedDays: number, params: FsrsParams = fsrsDefaults): number {
  checkFsrsMemory('fsrsRetrievability.memory', memory);
  checkNotNegative('fsrsRetrievability.elapsedDays', elapsedDays);
  return recallAfter(coreOf(params), memory.stability, elapsedDays);
}

/**
 * Days after the last review until recall falls to a target: t = S·(R^(−1/w20) − 1)/F, the inverse of {@link fsrsRetrievability}.
 *
 * @param retention - the target recall, above 0 and below 1
 * @returns days with fractions, above 0 and at most 36,500
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const memory = { stability: 10, difficulty: 5 };
 * fsrsTimeUntil(memory, 0.9) //=> 10…
 * fsrsTimeUntil(memory, 0.8) //=> 33.1596…
 */
export function fsrsTimeUntil(memory: FsrsMemory, retention: number, params: FsrsParams = fsrsDefaults): number {
  checkFsrsMemory('fsrsTimeUntil.memory', memory);
  checkRetention('fsrsTimeUntil.retention', retention);
  return Math.min(LONGEST_INTERVAL_DAYS, daysUntil(coreOf(params), memory.stability, retention));
}

/**
 * The interval in whole days after which recall is about the desired retention: {@link fsrsTimeUntil}, rounded, from 1 to `maximum_interval_days`.
 *
 * @param retention - the target recall, above 0 and below 1; `desired_retention` of the parameters by default
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * fsrsInterval({ stability: 10.4, difficulty: 5 }) //=> 10
 * fsrsInterval({ stability: 10.4, difficulty: 5 }, 0.8) //=> 34
 * fsrsInterval({ stability: 0.2, difficulty: 5 }) //=> 1
 */
export function fsrsInterval(memory: FsrsMemory, retention?: number, params: FsrsParams = fsrsDefaults): number {
  checkFsrsMemory('fsrsInterval.memory', memory);
  const core = coreOf(params);
  if (retention === undefined) return wholeDays(memory.stability * core.intervalPerStability, params.maximum_interval_days);
  checkRetention('fsrsInterval.retention', retention);
  return wholeDays(daysUntil(core, memory.stability, retention), params.maximum_interval_days);
}

export function wholeDays(days: number, maximum: number): number {
  return Math.min(maximum, Math.max(1, Math.round(days)));
}
