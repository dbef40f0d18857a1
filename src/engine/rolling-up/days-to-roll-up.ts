import type { CallControl } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { DAY_MS, utcDayOf } from './utc-day.js';

/** The UTC days of a span on which there are sessions, or figures of sessions, in chronological order. Reads one key of an index for each. */
export async function daysWithin(
  { repositories }: EngineContext,
  { since = new Date(0), until }: { readonly since?: Date | undefined; readonly until?: Date | undefined },
  { signal }: CallControl,
): Promise<Date[]> {
  const days: Date[] = [];
  for (let from = utcDayOf(since); ; ) {
    const [session, rolledUp] = await Promise.all([
      repositories.learning_sessions.firstStart(from, { signal }),
      repositories.learner_usage_days.firstDay(from, { signal }),
    ]);
    const found = [session, rolledUp].filter((at) => at !== null).map((at) => utcDayOf(at).getTime());
    const day = Math.min(...found);
    if (found.length === 0 || (until !== undefined && day >= until.getTime())) return days;
    days.push(new Date(day));
    from = new Date(day + DAY_MS);
  }
}

/** The UTC days whose sessions may have changed since an instant: the log tells of most, the marks of the others. */
export async function daysChangedSince({ repositories }: EngineContext, since: Date, { signal }: CallControl): Promise<Date[]> {
  const [touched, marked] = await Promise.all([
    repositories.learning_events.daysTouchedSince(since, { signal }),
    repositories.platform_usage_days.changedSince(since, { signal }),
  ]);
  return [...new Set([...touched, ...marked].map((day) => day.getTime()))].sort((a, b) => a - b).map((day) => new Date(day));
}
