import type { DueBy } from './due-date.js';
import type { DayRule } from './event-day.js';
import { endOfLearnerDay, learnerDayNumber } from './learner-day.js';

/** An instant, with the learner's time zone and day. */
export interface LearnerNow {
  readonly at: Date;
  /** The number of the learner's day, counted from 1970-01-01. */
  readonly day: number;
  readonly rule: DayRule;
}

export function learnerNow(at: Date, rule: DayRule): LearnerNow {
  return { at, day: learnerDayNumber(at, rule.timezone, rule.day_rollover_hour), rule };
}

/** What is due at this instant (`now`), or comes due before the learner's day ends (`today`). */
export function dueWithin({ at, day, rule }: LearnerNow, within: 'now' | 'today'): DueBy {
  // An instant is a whole number of milliseconds: what is due at it lies before the next one.
  const before = within === 'now' ? new Date(at.getTime() + 1) : endOfLearnerDay(at, rule.timezone, rule.day_rollover_hour);
  return { day, before };
}
