import { invalidInput } from '../../../errors.js';
import { checkCount, checkGrade, checkInstant, checkNotNegative, checkObject, checkPositive } from '../../argument-checks.js';
import type { Grade } from '../../model.js';
import { checkSm2Params, type Sm2Params, sm2Defaults } from './sm2-params.js';

/** Grades below it are failures (Woźniak 1990, SM-2 step 6). */
export const PASSING_GRADE = 3;

/** 50 × 2.36 is 118 on paper and 118.00000000000001 in binary; without this margin, rounding up would add a day. */
const ROUNDING_MARGIN_DAYS = 1e-9;

/** What SM-2 keeps of one item between reviews. */
export type Sm2State = {
  /** Successes in a row. */
  readonly repetitions: number;
  /** The E-Factor: how fast intervals grow; 2.5 at first. */
  readonly ease_factor: number;
  /** Whole days from the last review to the next; 0 before the first review. */
  readonly interval_days: number;
  /** When the last review was, ms since 1970; null before the first. */
  readonly last_review: number | null;
};

/**
 * The state after one review, by SM-2.
 *
 *     EF' = max(1.3, EF + 0.1 − (5 − q)·(0.08 + (5 − q)·0.02))
 *     I(1) = 1, I(2) = 6, I(n) = ⌈I(n−1)·EF'⌉
 *     q < 3: start again from I(1), EF unchanged
 *
 * The text's step 7, asking again on the same day until the grade is 4, is left to the session.
 * How late or early the review came does not matter to this step: `at` is only remembered.
 *
 * Source: P. A. Woźniak, Optimization of learning, 1990, section 3.2 (supermemo.com/en/archives1990-2015/english/ol/sm2).
 *
 * @param state - from `sm2.initial` or an earlier step
 * @param grade - quality of recall, a whole number from 0 to 5
 * @param at - when the review was, ms since 1970
 * @param params - see {@link Sm2Params}
 * @returns a new state; `interval_days` is a whole number from 1 to `maximum_interval_days`
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const twice = { repetitions: 2, ease_factor: 2.5, interval_days: 6, last_review: 0 };
 * sm2Step(twice, 4, 518400000) //=> { repetitions: 3, ease_factor: 2.5, interval_days: 15, last_review: 518400000 }
 * sm2Step(twice, 1, 518400000) //=> { repetitions: 0, ease_factor: 2.5, interval_days: 1, last_review: 518400000 }
 * sm2Step(twice, 7, 518400000) //=> throws invalid_input
 */
export function sm2Step(state: Sm2State, grade: Grade, at: number, params: Sm2Params = sm2Defaults): Sm2State {
  checkStep(state, grade, at, params);
  return repeat(state, grade, at, params);
}

/** {@link sm2Step} on arguments that are checked already. */
export function repeat(state: Sm2State, grade: Grade, at: number, params: Sm2Params): Sm2State {
  const passed = grade >= PASSING_GRADE;
  const keepsEase = !passed && params.variant === 'wozniak';
  const ease = keepsEase ? state.ease_factor : easeAfter(state.ease_factor, grade, params.minimum_ease);
  return {
    repetitions: passed ? state.repetitions + 1 : 0,
    ease_factor: ease,
    interval_days: passed ? intervalAfter(state, ease, params) : params.first_interval_days,
    last_review: at,
  };
}

function easeAfter(ease: number, grade: Grade, minimum: number): number {
  const shortfall = 5 - grade;
  return Math.max(minimum, ease + (0.1 - shortfall * (0.08 + shortfall * 0.02)));
}

function intervalAfter(state: Sm2State, newEase: number, params: Sm2Params): number {
  if (state.repetitions === 0) return params.first_interval_days;
  if (state.repetitions === 1) return params.second_interval_days;
  const days =
    params.variant === 'wozniak'
      ? Math.ceil(state.interval_days * newEase - ROUNDING_MARGIN_DAYS)
      : Math.round(state.interval_days * state.ease_factor);
  return Math.min(params.maximum_interval_days, Math.max(1, days));
}

export function checkStep(state: Sm2State, grade: Grade, at: number, params: Sm2Params): void {
  checkSm2State(state);
  checkGrade('sm2.update.grade', grade);
  checkInstant('sm2.update.at', at);
  checkSm2Params(params);
}

export function checkSm2State(state: Sm2State): void {
  checkObject('sm2.state', state);
  checkCount('sm2.state.repetitions', state.repetitions);
  checkPositive('sm2.state.ease_factor', state.ease_factor);
  checkNotNegative('sm2.state.interval_days', state.interval_days);
  if (state.last_review === null) {
    if (state.repetitions > 0) throw invalidInput('sm2.state.last_review', 'an instant, since there were repetitions', null);
  } else {
    checkInstant('sm2.state.last_review', state.last_review);
  }
}
