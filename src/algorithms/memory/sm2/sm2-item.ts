import { checkCount, checkGrade, checkNotNegative, checkObject, checkPositive } from '../../argument-checks.js';
import type { Grade } from '../../model.js';
import { checkSm2Params, type Sm2Params, sm2Defaults } from './sm2-params.js';

/** Grades below it are failures (Woźniak 1990, SM-2 step 6). */
export const PASSING_GRADE = 3;

/** 50 × 2.36 is 118 on paper and 118.00000000000001 in binary; without this margin, rounding up would add a day. */
const ROUNDING_MARGIN_DAYS = 1e-9;

/** The SM-2 values of an item. */
export type Sm2Item = {
  /** Number of consecutive successes. */
  readonly repetitions: number;
  /** The E-Factor: how fast intervals grow; starts at 2.5. */
  readonly ease_factor: number;
  /** Whole days from the last review to the next; 0 before the first review. */
  readonly interval_days: number;
};

/**
 * An item after an answer with SM-2, without dates.
 *
 *     EF' = max(1.3, EF + 0.1 − (5 − q)·(0.08 + (5 − q)·0.02))
 *     I(1) = 1, I(2) = 6, I(n) = ⌈I(n−1)·EF'⌉
 *     q < 3: start again from I(1), EF unchanged
 *
 * Step 7 of the algorithm, repeating items on the same day until the grade is at least 4, is up to the session.
 *
 * Source: P. A. Woźniak, Optimization of learning, 1990, section 3.2 (supermemo.com/en/archives1990-2015/english/ol/sm2).
 *
 * @param grade - quality of recall, an integer from 0 to 5
 * @param params - see {@link Sm2Params}
 * @returns a new item; `interval_days` is an integer from 1 to `maximum_interval_days`
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const twice = { repetitions: 2, ease_factor: 2.5, interval_days: 6 };
 * sm2NextItem(twice, 4) //=> { repetitions: 3, ease_factor: 2.5, interval_days: 15 }
 * sm2NextItem(twice, 4, { ...sm2Defaults, maximum_interval_days: 10 }).interval_days //=> 10
 */
export function sm2NextItem(item: Sm2Item, grade: Grade, params: Sm2Params = sm2Defaults): Sm2Item {
  if (!isSm2Item(item)) refuseSm2Item('sm2.state', item);
  checkSm2Params(params);
  if (grade !== 3 && grade !== 4 && grade !== 5) return failedItem(item, grade, params);
  const { repetitions, ease_factor, interval_days } = item;
  const ease = easeAfterPass(ease_factor, grade, params);
  return {
    repetitions: repetitions + 1,
    ease_factor: ease,
    interval_days: intervalAfterPass(repetitions, interval_days, ease_factor, ease, params),
  };
}

function failedItem(item: Sm2Item, grade: Grade, params: Sm2Params): Sm2Item {
  checkGrade('sm2.update.grade', grade);
  return {
    repetitions: 0,
    ease_factor: easeAfterFailure(item.ease_factor, grade, params),
    interval_days: params.first_interval_days,
  };
}

export function easeAfterFailure(ease: number, grade: Grade, params: Sm2Params): number {
  return params.variant === 'wozniak' ? ease : easeAfterPass(ease, grade, params);
}

export function easeAfterPass(ease: number, grade: Grade, params: Sm2Params): number {
  const shortfall = 5 - grade;
  const moved = ease + (0.1 - shortfall * (0.08 + shortfall * 0.02));
  return moved < params.minimum_ease ? params.minimum_ease : moved;
}

export function intervalAfterPass(repetitions: number, days: number, ease: number, newEase: number, params: Sm2Params): number {
  if (repetitions === 0) return params.first_interval_days;
  if (repetitions === 1) return params.second_interval_days;
  const next = params.variant === 'wozniak' ? Math.ceil(days * newEase - ROUNDING_MARGIN_DAYS) : Math.round(days * ease);
  return next < 1 ? 1 : next > params.maximum_interval_days ? params.maximum_interval_days : next;
}

// The hot path asks one question with one answer; who is refused is asked again, field by field, for the message.

export function isSm2Item(item: Sm2Item): boolean {
  return (
    typeof item === 'object' &&
    item !== null &&
    Number.isSafeInteger(item.repetitions) &&
    item.repetitions >= 0 &&
    Number.isFinite(item.ease_factor) &&
    item.ease_factor > 0 &&
    Number.isFinite(item.interval_days) &&
    item.interval_days >= 0
  );
}

export function refuseSm2Item(where: string, item: Sm2Item): void {
  checkObject(where, item);
  checkCount(`${where}.repetitions`, item.repetitions);
  checkPositive(`${where}.ease_factor`, item.ease_factor);
  checkNotNegative(`${where}.interval_days`, item.interval_days);
}
