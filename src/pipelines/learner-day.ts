/** A day, in milliseconds as the server subtracts dates. */
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** As in `learnerDayNumber`: a place whose clock moves by more than this has crossed the date line and left a date out. */
const DATE_LINE_MINUTES = 720;

/** 1970 began on a Thursday, three days after a Monday. */
const DAYS_SINCE_MONDAY = 3;

/**
 * An expression for the number of the learner's own day of an instant, counted from 1970: what `learnerDayNumber` of `/algorithms` gives,
 * worked out by the server. In the first hours after a date that a zone left out, the day is that of the evening before.
 *
 *     day = ⌊(at + offset(zone, at) − rollover) / 24 h⌋
 *
 * The server asks its own time zone database, which may be older than the one of Node, and knows each zone in one spelling.
 *
 * @param at - an expression that gives a date
 * @param timezone - a zone, or an expression that gives one
 * @param rolloverHour - a whole hour from 0 to 23, or an expression that gives one
 */
export function learnerDayOf(at: unknown, timezone: unknown, rolloverHour: unknown): object {
  const rollover = { $multiply: [rolloverHour, HOUR_MS] };
  const offset = clockOffsetOf(at, timezone);
  const before = clockOffsetOf({ $subtract: [at, rollover] }, timezone);
  const shown = {
    $let: {
      vars: { offset, before },
      in: { $cond: [{ $gt: [{ $subtract: ['$$offset', '$$before'] }, DATE_LINE_MINUTES] }, '$$before', '$$offset'] },
    },
  };
  const local = { $add: [{ $toLong: at }, { $multiply: [shown, MINUTE_MS] }] };
  return { $toInt: { $floor: { $divide: [{ $subtract: [local, rollover] }, DAY_MS] } } };
}

/** An expression for how far a zone's clock is ahead of UTC at an instant, in minutes. */
export function clockOffsetOf(at: unknown, timezone: unknown): object {
  return { $toInt: { $dateToString: { date: at, timezone, format: '%Z' } } };
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
