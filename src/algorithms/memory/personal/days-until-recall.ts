import { checkUnit } from '../../argument-checks.js';

/** Where to look for a day. */
export interface DaysSought {
  /** The recall to wait for, 0 to 1. */
  readonly retention: number;
  /** Whole days, the first not above the second. */
  readonly soonest: number;
  readonly latest: number;
}

/**
 * The first day on which recall has fallen to a retention, by halving: recall is above it the day before. Of a recall that falls and rises
 * again it is one of the days on which it falls below.
 *
 * @param recallAfter - the probability of recall after so many whole days
 * @returns `soonest` where recall is that low by then, `latest` where it is not by then
 * @throws AdaptiveLearningError `invalid_input` when `recallAfter` gives no number from 0 to 1
 */
export function daysUntilRecall(recallAfter: (days: number) => number, { retention, soonest, latest }: DaysSought): number {
  const isRecalled = (days: number): boolean => {
    const recall = recallAfter(days);
    checkUnit('personal.update.recallAfter', recall);
    return recall > retention;
  };
  if (!isRecalled(soonest)) return soonest;
  if (isRecalled(latest)) return latest;
  let [recalled, forgotten] = [soonest, latest];
  while (forgotten - recalled > 1) {
    const middle = Math.floor((recalled + forgotten) / 2);
    if (isRecalled(middle)) recalled = middle;
    else forgotten = middle;
  }
  return forgotten;
}
