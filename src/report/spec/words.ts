const COUNT = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const MONEY = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' });
const SMALL_MONEY = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD', maximumSignificantDigits: 2 });
const DAY = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long' });
const FULL_DAY = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const SHORT_DAY = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });

/** 12580 as 12,580. */
export function count(value: number): string {
  return COUNT.format(value);
}

/** 0.8412 as 84%. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** 1 concept, 2 concepts. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${Math.round(value) === 1 ? one : many}`;
}

/** 200 minutes as 3 h 20 min. */
export function duration(minutes: number): string {
  const whole = Math.round(minutes);
  if (whole < 60) return `${whole} min`;
  return whole % 60 === 0 ? `${count(whole / 60)} h` : `${count(Math.floor(whole / 60))} h ${whole % 60} min`;
}

/** 2443 minutes as 41 h and 135 as 2.3 h, for where a glance must do. */
export function hours(minutes: number): string {
  if (minutes < 60) return duration(minutes);
  return minutes < 600 ? `${(minutes / 60).toFixed(1)} h` : `${count(minutes / 60)} h`;
}

/** 1.5 as $1.50, and what is less than a cent in two digits. */
export function money(dollars: number): string {
  return dollars !== 0 && Math.abs(dollars) < 0.1 ? SMALL_MONEY.format(dollars) : MONEY.format(dollars);
}

/** `2026-11-21` as 21 November. */
export function dayName(day: string): string {
  return DAY.format(dayTime(day));
}

/** `2026-11-21` as Sat, 21 Nov 2026. */
export function shortDay(day: string): string {
  // A date stays on one line.
  return SHORT_DAY.format(dayTime(day)).replaceAll(' ', '\u00a0');
}

/** `2026-11-21` as Saturday, 21 November 2026. */
export function fullDay(day: string): string {
  return FULL_DAY.format(dayTime(day));
}

/** An instant by the clocks of a zone, as 21 November 2026, 15:40. */
export function instant(at: Date, timeZone: string): string {
  // Put together here: how the two are joined differs between versions of the names that Node brings.
  const date = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'long', year: 'numeric' });
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return `${date.format(at)}, ${time.format(at)}`;
}

/**
 * Somebody else's text inside a sentence: its own direction of writing does not turn what stands around it (Unicode's isolates,
 * UAX 9), and lines stay lines.
 */
export function quoted(text: string): string {
  return `\u2068${text.replaceAll(/\s+/g, ' ')}\u2069`;
}

/** A day of the calendar as an instant on the axis: its midnight, as if it were UTC's. */
export function dayTime(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** The day that an instant on the axis falls on. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** `engaged_concentration` as Engaged concentration. */
export function readable(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
