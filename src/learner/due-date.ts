import type { ContentMastery } from '../collections/index.js';
import type { DayRule } from './event-day.js';
import { beginningOfLearnerDay, learnerDayNumber } from './learner-day.js';

const DAY_MS = 86_400_000;

/** When a review comes due, as a concept's mastery keeps it. */
export type DueDate = Pick<ContentMastery['spaced_repetition_data'], 'next_review_date' | 'next_review_day'>;

/** By when a review must have come due to be counted. */
export interface DueBy {
  /** A review of that day of the learner's, or of an earlier one, is due. */
  readonly day: number;
  /** One that comes due at an instant of its own is due when it lies before this one. */
  readonly before: Date;
}

/**
 * The due date that follows from what a scheduler says. An interval of n days, rounded to whole ones, ends when the learner's day + n begins,
 * at whatever hour they reviewed; one of less than a day ends at its instant.
 *
 * @param dueAt - the scheduler's instant, ms since 1970
 * @param intervalDays - days from the last review that counted to it; that review may lie before the answer
 * @param rule - where the learner's days turn
 */
export function dueDateOf(dueAt: number, intervalDays: number, rule: DayRule): DueDate {
  if (intervalDays < 1) return { next_review_date: new Date(Math.round(dueAt)) };
  const reviewed = new Date(Math.round(dueAt - intervalDays * DAY_MS));
  return dueOn(learnerDayNumber(reviewed, rule.timezone, rule.day_rollover_hour) + Math.round(intervalDays), rule);
}

/** The due date of a review that is for a day. */
export function dueOn(day: number, { timezone, day_rollover_hour }: DayRule): DueDate {
  return { next_review_date: beginningOfLearnerDay(day, timezone, day_rollover_hour), next_review_day: day };
}

/** Whether a review is due. */
export function isDue({ next_review_date, next_review_day }: DueDate, { day, before }: DueBy): boolean {
  return next_review_day === undefined ? next_review_date < before : next_review_day <= day;
}

/** When a review comes due for a learner who now lives by this rule: they may have moved since the answer. */
export function dueDateNow(due: DueDate, rule: DayRule): Date {
  return due.next_review_day === undefined ? due.next_review_date : dueOn(due.next_review_day, rule).next_review_date;
}
