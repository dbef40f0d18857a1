import { studyDay } from '../algorithms/index.js';
import type { LearningSession } from '../collections/index.js';

/** The learner's own day of an event, and how far the clock where they were was ahead of UTC. */
export interface EventDay {
  /** Counted from 1970. */
  readonly day: number;
  readonly offset_minutes: number;
}

/** Where a learner's days turn. */
export type DayRule = Pick<LearningSession, 'timezone' | 'day_rollover_hour'>;

/** An event that may have been stored with its day already. */
export type Dated = { readonly occurred_at: Date } & Partial<EventDay>;

/**
 * The day of an event: as it was stored, and for one that is new by the zone of its session. A zone's rules may change after the fact; the day
 * that it was does not.
 */
export function eventDay({ occurred_at, day, offset_minutes }: Dated, { timezone, day_rollover_hour }: DayRule): EventDay {
  if (day !== undefined && offset_minutes !== undefined) return { day, offset_minutes };
  const { at, ...found } = studyDay(occurred_at.getTime(), timezone, day_rollover_hour);
  return found;
}
