import { checkInstant, checkRating } from '../../argument-checks.js';
import type { Rating } from '../../model.js';
import { checkSm2ButtonsParams, type Sm2ButtonsParams, sm2ButtonsDefaults } from './sm2-buttons-params.js';
import { checkSm2State, type Sm2State } from './sm2-step.js';

const DAY_MS = 86_400_000;

/** An ease of 2.45 on paper may be 2.4499999999999997 in binary, and 10 days of it 24 instead of 25. */
const ROUNDING_MARGIN_DAYS = 1e-9;

/**
 * The state after an answer with the four-button SM-2 of flashcard programs: again, hard, good and easy instead of six grades, and a minimum ease.
 *
 *     again: EF − 0.20, and a day                     first answer: a day, 4 days with easy
 *     hard:  EF − 0.15, and I·1.2, at least I + 1
 *     good:  EF, and (I + late/2)·EF, at least a day more than hard
 *     easy:  EF + 0.15, and (I + late)·EF·1.3, at least a day more than good
 *
 * EF is the ease before the answer, and at least 1.3 after it. `late` is the number of completed 24-hour periods between the due date and the answer:
 * an item that was still known late gets a longer interval. Intervals are rounded to whole days.
 *
 * Source: the scheduler of Anki before FSRS (its manual, and faqs.ankiweb.net/what-spaced-repetition-algorithm), after P. A. Woźniak's SM-2.
 * After a lapse the interval restarts in days; Anki's relearning steps of minutes are up to the session.
 *
 * @param state - as in {@link sm2Step}: both use the same state and are interchangeable
 * @param rating - 1 again, 2 hard, 3 good, 4 easy
 * @param at - the instant of the answer, ms since 1970
 * @returns a new state; `interval_days` is an integer from 1 to `maximum_interval_days`
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const week = { repetitions: 3, ease_factor: 2.5, interval_days: 7, last_review: 0 };
 * [1, 2, 3, 4].map((rating) => sm2ButtonsStep(week, rating, 604800000).interval_days) //=> [1, 8, 18, 23]
 * [1, 2, 3, 4].map((rating) => sm2ButtonsStep(week, rating, 604800000).ease_factor) //=> [2.3, 2.35, 2.5, 2.65]
 * sm2ButtonsStep(week, 3, 864000000).interval_days //=> 21
 */
export function sm2ButtonsStep(state: Sm2State, rating: Rating, at: number, params: Sm2ButtonsParams = sm2ButtonsDefaults): Sm2State {
  checkSm2State('sm2_buttons.state', state);
  checkRating('sm2_buttons.update.rating', rating);
  checkInstant('sm2_buttons.update.at', at);
  checkSm2ButtonsParams(params);
  return {
    repetitions: rating === 1 ? 0 : state.repetitions + 1,
    ease_factor: buttonsEaseAfter(state.ease_factor, rating, params),
    interval_days: daysAfter(state, rating, at, params),
    last_review: at,
  };
}

export function buttonsEaseAfter(ease: number, rating: Rating, params: Sm2ButtonsParams): number {
  const change = rating === 1 ? -params.again_ease_loss : rating === 2 ? -params.hard_ease_loss : rating === 4 ? params.easy_ease_gain : 0;
  return Math.min(Number.MAX_VALUE, Math.max(params.minimum_ease, ease + change));
}

function daysAfter(
  { repetitions, ease_factor, interval_days, last_review }: Sm2State,
  rating: Rating,
  at: number,
  params: Sm2ButtonsParams,
): number {
  if (rating === 1) return params.lapse_interval_days;
  if (repetitions === 0 || last_review === null) return rating === 4 ? params.first_easy_interval_days : params.first_interval_days;
  const late = Math.max(0, Math.floor((at - last_review) / DAY_MS - interval_days));
  const hard = Math.max(interval_days + 1, roundedDays(interval_days * params.hard_factor));
  const good = rating === 2 ? hard : Math.max(hard + 1, roundedDays((interval_days + late / 2) * ease_factor));
  const days = rating === 4 ? Math.max(good + 1, roundedDays((interval_days + late) * ease_factor * params.easy_factor)) : good;
  return Math.min(params.maximum_interval_days, days);
}

export function roundedDays(days: number): number {
  return Math.round(days + ROUNDING_MARGIN_DAYS);
}
