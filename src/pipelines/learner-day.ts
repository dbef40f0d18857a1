import { clockOffsetOf, type ZoneClock } from './zone-clock.js';

/** A day, in milliseconds as the server subtracts dates. */
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** As in `learnerDayNumber`: a place whose clock moves by more than this has crossed the date line and left a date out. */
const DATE_LINE_MS = 12 * HOUR_MS;

/** 1970 began on a Thursday, three days after a Monday. */
const DAYS_SINCE_MONDAY = 3;

/**
 * An expression for the number of the learner's own day of an instant, counted from 1970: what `learnerDayNumber` of `/algorithms` gives,
 * worked out by the server from what the clock shows. In the first hours after a date that a zone left out, the day is that of the evening before.
 *
 *     day = ⌊(at + offset − rollover) / 24 h⌋
 *
 * @param at - an expression that gives a date in the span of the clock
 * @param rolloverHour - a whole hour from 0 to 23
 */
export function learnerDayOf(at: unknown, clock: ZoneClock, rolloverHour: number): object {
  const rollover = rolloverHour * HOUR_MS;
  const shown = clock.offsets.some(({ offset }, place) => offset - (clock.offsets[place - 1]?.offset ?? offset) > DATE_LINE_MS)
    ? {
        $let: {
          vars: { offset: clockOffsetOf(at, clock), before: clockOffsetOf({ $subtract: [at, rollover] }, clock) },
          in: { $cond: [{ $gt: [{ $subtract: ['$$offset', '$$before'] }, DATE_LINE_MS] }, '$$before', '$$offset'] },
        },
      }
    : clockOffsetOf(at, clock);
  return { $toInt: { $floor: { $divide: [{ $subtract: [{ $add: [{ $toLong: at }, shown] }, rollover] }, DAY_MS] } } };
}

/** An expression for the date of a learner's day as text, `2026-11-21`, from its number. */
export function dateOfDay(day: unknown): object {
  return { $dateToString: { date: { $toDate: { $multiply: [{ $toLong: day }, DAY_MS] } }, format: '%Y-%m-%d' } };
}

/** An expression for the Monday of a day's week, both as numbers of days from 1970. */
export function mondayOf(day: unknown): object {
  // $mod takes the sign of what is divided; no day here lies before 1970.
  return { $subtract: [day, { $mod: [{ $add: [day, DAYS_SINCE_MONDAY] }, 7] }] };
}
