import type { Grade } from '../../model.js';
import { laterReview } from './early-pass.js';
import { easeAfterPass, intervalAfterPass } from './sm2-item.js';
import type { Sm2Params } from './sm2-params.js';
import type { Sm2State } from './sm2-step.js';

/** 6 days times 14/15 of an interval is a whole number on paper more often than in binary. */
const ROUNDING_MARGIN_DAYS = 1e-9;

/**
 * The state after a pass that came early and counts by the share of the interval that had gone by:
 *
 *     I(2) = max(I, ⌈second interval·share⌉)       I(n) = max(I, ⌈days gone by·EF'⌉)
 *     EF moves by the same share of its step; a pass that lengthens nothing is no repetition
 *
 * As Anki's early reviews: the days that have gone by take the place of the interval, and no interval becomes shorter.
 */
export function sm2EarlyStep(state: Sm2State, grade: Grade, at: number, share: number, params: Sm2Params): Sm2State {
  const { repetitions, ease_factor, interval_days, last_review } = state;
  const ease = easeAfterPass(ease_factor, grade, params);
  const whole = intervalAfterPass(repetitions, repetitions < 2 ? interval_days : interval_days * share, ease_factor, ease, params);
  const grown = repetitions < 2 ? Math.ceil(whole * share - ROUNDING_MARGIN_DAYS) : whole;
  return {
    repetitions: grown > interval_days ? repetitions + 1 : repetitions,
    ease_factor: ease_factor + share * (ease - ease_factor),
    interval_days: Math.min(params.maximum_interval_days, Math.max(interval_days, grown)),
    last_review: laterReview(last_review, at),
  };
}
