import { invalidInput } from '../../../errors.js';
import { checkGrade, checkInstant, checkList, checkObject } from '../../argument-checks.js';
import type { Grade } from '../../model.js';
import { easeAfterFailure, easeAfterPass, intervalAfterPass, PASSING_GRADE } from './sm2-item.js';
import { checkSm2Params, type Sm2Params, sm2Defaults } from './sm2-params.js';
import type { Sm2State } from './sm2-step.js';

/** One answer of a card's history. */
export type Sm2Review = {
  /** ms since 1970. */
  readonly at: number;
  /** Quality of recall, 0 to 5. */
  readonly grade: Grade;
};

/**
 * Computes a card's SM-2 state from its complete history, with {@link sm2Step} for each answer. Convert four-button ratings to grades with {@link
 * gradeFromRating}.
 *
 * @param reviews - one card's answers in chronological order
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range or an answer comes before the one that precedes it
 *
 * @example
 * const day = 86400000;
 * sm2FromHistory([{ at: 0, grade: 4 }, { at: day, grade: 4 }, { at: 7 * day, grade: 5 }])
 * //=> { repetitions: 3, ease_factor: 2.6, interval_days: 16, last_review: 604800000 }
 * sm2FromHistory([{ at: day, grade: 4 }, { at: 0, grade: 4 }]) //=> throws invalid_input
 */
export function sm2FromHistory(reviews: readonly Sm2Review[], params: Sm2Params = sm2Defaults): Sm2State {
  checkList('sm2FromHistory.reviews', reviews);
  checkSm2Params(params);
  let repetitions = 0;
  let ease_factor = params.initial_ease;
  let interval_days = 0;
  let last_review: number | null = null;
  for (const review of reviews) {
    checkObject('sm2FromHistory.reviews', review);
    const { at, grade } = review;
    checkInstant('sm2FromHistory.reviews.at', at);
    checkGrade('sm2FromHistory.reviews.grade', grade);
    if (last_review !== null && at < last_review) throw invalidInput('sm2FromHistory.reviews', 'answers in chronological order', at);
    if (grade < PASSING_GRADE) {
      ease_factor = easeAfterFailure(ease_factor, grade, params);
      interval_days = params.first_interval_days;
      repetitions = 0;
    } else {
      const ease = easeAfterPass(ease_factor, grade, params);
      interval_days = intervalAfterPass(repetitions, interval_days, ease_factor, ease, params);
      ease_factor = ease;
      repetitions += 1;
    }
    last_review = at;
  }
  return { repetitions, ease_factor, interval_days, last_review };
}
