import type { Rating } from '../../model.js';
import { laterReview } from './early-pass.js';
import type { Sm2ButtonsParams } from './sm2-buttons-params.js';
import { buttonsEaseAfter, roundedDays } from './sm2-buttons-step.js';
import type { Sm2State } from './sm2-step.js';

/**
 * The state after a pass that came early and counts by the share of the interval that had gone by, with E the days gone by:
 *
 *     hard: max(I, E·1.2)    good: max(hard, E·EF)    easy: max(good, E·EF·1.3)
 *     EF moves by the same share of its step; a pass that lengthens nothing is no repetition
 *
 * Source: the early reviews of Anki (rslib/src/scheduler/states/review.rs), where hard may shorten an interval and easy has half its bonus.
 */
export function sm2ButtonsEarlyStep(state: Sm2State, rating: Rating, at: number, share: number, params: Sm2ButtonsParams): Sm2State {
  const { repetitions, ease_factor, interval_days, last_review } = state;
  const ease = buttonsEaseAfter(ease_factor, rating, params);
  const grown =
    repetitions === 0
      ? roundedDays(firstDays(rating, params) * share)
      : roundedDays(interval_days * share * factorOf(state, rating, params));
  return {
    repetitions: grown > interval_days ? repetitions + 1 : repetitions,
    ease_factor: ease_factor + share * (ease - ease_factor),
    interval_days: Math.min(params.maximum_interval_days, Math.max(interval_days, grown)),
    last_review: laterReview(last_review, at),
  };
}

function firstDays(rating: Rating, { first_interval_days, first_easy_interval_days }: Sm2ButtonsParams): number {
  return rating === 4 ? first_easy_interval_days : first_interval_days;
}

/** Hard is at most the least ease, so a better button never gives a shorter interval. */
function factorOf({ ease_factor }: Sm2State, rating: Rating, { hard_factor, easy_factor, minimum_ease }: Sm2ButtonsParams): number {
  if (rating === 2) return hard_factor;
  const ease = Math.max(ease_factor, minimum_ease);
  return rating === 4 ? ease * easy_factor : ease;
}
