/** A day, in milliseconds as the server subtracts dates. */
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/**
 * An expression for the number of the learner's own day of an instant, counted from 1970: what `learnerDayNumber` of `/algorithms` gives,
 * worked out by the server.
 *
 *     day = ⌊(at + offset(zone, at) − rollover) / 24 h⌋
 *
 * @param at - an expression that gives a date
 * @param timezone - a zone, or an expression that gives one
 */
export function learnerDayOf(at: unknown, timezone: unknown, rolloverHour: unknown): object {
  // What the clock there shows, read as if it were UTC.
  const local = { $toDate: { $dateToString: { date: at, timezone, format: '%Y-%m-%dT%H:%M:%S.%LZ' } } };
  const shifted = { $subtract: [{ $toLong: local }, { $multiply: [rolloverHour, HOUR_MS] }] };
  return { $toInt: { $floor: { $divide: [shifted, DAY_MS] } } };
}

/** An expression for the date of a learner's day as text, `2026-11-21`, from its number. */
export function dateOfDay(day: unknown): object {
  return { $dateToString: { date: { $toDate: { $multiply: [{ $toLong: day }, DAY_MS] } }, format: '%Y-%m-%d' } };
}
