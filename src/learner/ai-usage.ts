import { TZDate } from '@date-fns/tz';
import { addMonths, setDate } from 'date-fns';
import type { User } from '../collections/index.js';

export type AiUsage = User['subscription']['usage_tracking'];

/** A reset never falls on a day that some month lacks, so that months counted one by one and at once end on the same day. */
const LATEST_RESET_DAY = 28;

/** The first reset of a new account: a month on. */
export function firstReset(createdAt: Date): Date {
  return monthsAfter(createdAt, 1);
}

/**
 * Counts one AI query in the month that it fell into. A query of a month that has already been closed is not counted any more,
 * and one of a later month opens that month; so the count is the same in whatever order queries arrive.
 */
export function countAiQuery(usage: AiUsage, at: Date): AiUsage {
  if (at < monthsAfter(usage.reset_date, -1)) return usage;
  if (at < usage.reset_date) return { ...usage, ai_queries_used: usage.ai_queries_used + 1 };
  let months = 1;
  while (monthsAfter(usage.reset_date, months) <= at) months += 1;
  return { ...usage, ai_queries_used: 1, reset_date: monthsAfter(usage.reset_date, months) };
}

function monthsAfter(date: Date, months: number): Date {
  return plain(addMonths(onPossibleDay(new TZDate(date.getTime(), 'UTC')), months));
}

function onPossibleDay(date: TZDate): Date {
  return date.getDate() > LATEST_RESET_DAY ? setDate(date, LATEST_RESET_DAY) : date;
}

function plain(date: Date): Date {
  return new Date(date.getTime());
}
