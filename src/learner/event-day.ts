import { studyDay } from '../algorithms/index.js';
import type { LearningSession } from '../collections/index.js';

/** The learner's day of an event, and the UTC offset of the learner's zone. */
export interface EventDay {
  /** Counted from 1970-01-01. */
  readonly day: number;
  readonly offset_minutes: number;
}

/** The rules for a learner's days. */
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
