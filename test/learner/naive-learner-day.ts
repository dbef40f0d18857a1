const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The number of a learner's day by what a wall clock in the zone shows, set back by the rollover hour: asked of Intl, part by part. */
export function naiveDayNumber(at: Date, zone: string, rolloverHour: number): number {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(zone, format);
  const shown = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const wall = Date.UTC(
    shown['year'] as number,
    (shown['month'] as number) - 1,
    shown['day'],
    shown['hour'],
    shown['minute'],
    shown['second'],
  );
  return Math.floor((wall - rolloverHour * HOUR_MS) / DAY_MS);
}

/** Days as memory models count them: none within one day of the learner, at least one across a night. */
export function naiveElapsedDays(from: Date, to: Date, zone: string, rolloverHour: number): number {
  const nights = naiveDayNumber(to, zone, rolloverHour) - naiveDayNumber(from, zone, rolloverHour);
  return nights <= 0 ? 0 : Math.max(1, (to.getTime() - from.getTime()) / DAY_MS);
}

/** The first instant of a day, looked for by the quarter of an hour: no clock of these times is set by less. */
export function naiveDayBeginning(day: number, zone: string, rolloverHour: number): Date {
  let at = (day - 2) * DAY_MS;
  while (naiveDayNumber(new Date(at), zone, rolloverHour) < day) at += HOUR_MS / 4;
  return new Date(at);
}
