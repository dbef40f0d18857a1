import { invalidInput } from '../../../errors.js';

const DAY_MS = 86_400_000;

/** Where nobody says whether a review is due, a pass up to so long before its date is one: people do not study at the same hour each day. */
const EARLY_DAYS = 0.5;

/**
 * The effect of a pass before the due date. A failure always counts. `scaled`: it counts in proportion to the elapsed share of the interval: almost
 * fully a day before the due date, not at all minutes after the last answer. `ignore`: it changes nothing. `count`: it counts fully; the original
 * SM-2 only describes reviews on the due date.
 */
export type Sm2EarlyPass = 'scaled' | 'ignore' | 'count';

/**
 * The share of its interval that an item had waited when it was reviewed, 0 to below 1; 1 when the review came when it was due or later.
 *
 * @param due - whether it was due by the learner's days: on the morning of its day it is, at whatever hour the last review was
 */
export function waitedShare(
  { last_review, interval_days }: { readonly last_review: number | null; readonly interval_days: number },
  { at, due }: { readonly at: number; readonly due?: boolean | undefined },
): number {
  if (due === true || last_review === null || interval_days <= 0) return 1;
  const waited = Math.max(0, at - last_review) / DAY_MS;
  const enough = due === undefined ? interval_days - EARLY_DAYS : interval_days;
  return waited >= enough ? 1 : waited / interval_days;
}

/** The last review after an early pass that counts by its share; one that comes out of order does not turn the clock back. */
export function laterReview(last_review: number | null, at: number): number {
  return last_review === null ? at : Math.max(last_review, at);
}

export function checkEarlyPass(where: string, early: Sm2EarlyPass): void {
  if (early !== 'scaled' && early !== 'ignore' && early !== 'count') throw invalidInput(where, "'scaled', 'ignore' or 'count'", early);
}

export function checkDue(where: string, due: boolean | undefined): void {
  if (due !== undefined && typeof due !== 'boolean') throw invalidInput(where, 'true or false', due);
}
