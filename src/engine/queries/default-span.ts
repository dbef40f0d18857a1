import { beginningOfLearnerDay, type DayRule, endOfLearnerDay, learnerDayNumber } from '../../learner/index.js';
import { DEFAULT_SPAN_DAYS } from '../../pipelines/index.js';

const DAY_MS = 86_400_000;

/** The ends of a span, as far as they were said. */
interface SaidSpan {
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
}

/** A span of time: from `since` on, up to and without `until`. */
interface Span {
  readonly since: Date;
  readonly until: Date;
}

/** The last 30 days of UTC, the day of `at` among them and whole; an end that was said stays. */
export function defaultUtcSpan({ since, until }: SaidSpan, at: Date): Span {
  const end = until ?? new Date((Math.floor(at.getTime() / DAY_MS) + 1) * DAY_MS);
  return { since: since ?? new Date(end.getTime() - DEFAULT_SPAN_DAYS * DAY_MS), until: end };
}

/** The last 30 days of a learner, the day of `at` among them and whole; an end that was said stays. */
export function defaultLearnerSpan({ since, until }: SaidSpan, at: Date, { timezone, day_rollover_hour }: DayRule): Span {
  const end = until ?? endOfLearnerDay(at, timezone, day_rollover_hour);
  const last = learnerDayNumber(new Date(end.getTime() - 1), timezone, day_rollover_hour);
  return { since: since ?? beginningOfLearnerDay(last - DEFAULT_SPAN_DAYS + 1, timezone, day_rollover_hour), until: end };
}
