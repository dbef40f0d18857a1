/** A day in milliseconds: of dates at midnight UTC, which stand for days of a calendar, none is longer or shorter. */
export const DAY_MS = 86_400_000;

/** An expression for the day that the calendar of a zone shows at an instant: days end at midnight there, after 23, 24 or 25 hours. */
export function dayIn(at: unknown, timezone: string): object {
  return { $dateToString: { date: at, timezone, format: '%Y-%m-%d' } };
}

/**
 * The day that the calendar of a zone shows at an instant, as a date at midnight UTC.
 *
 * @example
 * calendarDay(new Date('2025-03-02T23:30:00Z'), 'Europe/Zurich') //=> 2025-03-03T00:00:00.000Z
 */
export function calendarDay(at: Date, timezone: string): Date {
  const shown = calendarOf(timezone).formatToParts(at);
  const part = (type: 'year' | 'month' | 'day') => Number(shown.find((entry) => entry.type === type)?.value);
  return new Date(Date.UTC(part('year'), part('month') - 1, part('day')));
}

/** Making one takes longer than asking the database; there are some 600 zones. */
const calendars = new Map<string, Intl.DateTimeFormat>();
const CALENDARS_AT_MOST = 1_000;

function calendarOf(timezone: string): Intl.DateTimeFormat {
  const known = calendars.get(timezone);
  if (known !== undefined) return known;
  const options = { timeZone: timezone, calendar: 'gregory', year: 'numeric', month: 'numeric', day: 'numeric' } as const;
  const calendar = new Intl.DateTimeFormat('en-US', options);
  if (calendars.size < CALENDARS_AT_MOST) calendars.set(timezone, calendar);
  return calendar;
}
