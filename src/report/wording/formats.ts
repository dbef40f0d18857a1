const MINUTES_AN_HOUR = 60;
/** From so many minutes on, a tenth of an hour says nothing more. */
const WHOLE_HOURS_FROM = 600;

/** Formats of numbers, times and dates in a language. */
export class Formats {
  readonly locale: string;
  readonly #count: Intl.NumberFormat;
  readonly #tenths: Intl.NumberFormat;
  readonly #percent: Intl.NumberFormat;
  readonly #minutes: Intl.NumberFormat;
  readonly #hours: Intl.NumberFormat;
  readonly #day: Intl.DateTimeFormat;
  readonly #tick: Intl.DateTimeFormat;
  readonly #full: Intl.DateTimeFormat;
  readonly #short: Intl.DateTimeFormat;
  readonly #month: Intl.DateTimeFormat;
  readonly #weekday: Intl.DateTimeFormat;

  constructor(locale: string) {
    // English dates in the order of most countries: the day first.
    const dates = locale === 'en' ? 'en-GB' : locale;
    const date = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(dates, { timeZone: 'UTC', ...options });
    const unit = (name: string) =>
      new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: 1 });
    this.locale = locale;
    this.#count = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
    this.#tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    this.#percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
    this.#minutes = unit('minute');
    this.#hours = unit('hour');
    this.#day = date({ day: 'numeric', month: 'long' });
    this.#tick = date({ day: 'numeric', month: 'short' });
    this.#full = date({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
    this.#short = date({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
    this.#month = date({ month: 'short' });
    this.#weekday = date({ weekday: 'short' });
  }

  /** 12580 as 12,580. */
  readonly count = (value: number): string => {
    return this.#count.format(value);
  };

  /** 2.345 as 2.3. */
  readonly tenths = (value: number): string => {
    return this.#tenths.format(value);
  };

  /** 0.8412 as 84%. */
  readonly percent = (share: number): string => {
    return this.#percent.format(share);
  };

  /** 200 minutes as 3 hr 20 min. */
  readonly duration = (minutes: number): string => {
    const whole = Math.round(minutes);
    const [hours, rest] = [Math.floor(whole / MINUTES_AN_HOUR), whole % MINUTES_AN_HOUR];
    if (hours === 0) return this.#minutes.format(rest);
    return rest === 0 ? this.#hours.format(hours) : `${this.#hours.format(hours)} ${this.#minutes.format(rest)}`;
  };

  /** 2443 minutes as 41 hr, and 135 minutes as 2.3 hr. */
  readonly hours = (minutes: number): string => {
    if (minutes < MINUTES_AN_HOUR) return this.duration(minutes);
    const hours = minutes / MINUTES_AN_HOUR;
    return this.#hours.format(minutes < WHOLE_HOURS_FROM ? hours : Math.round(hours));
  };

  /** `2026-11-21` as 21 November. */
  readonly dayName = (day: string): string => {
    return this.#day.format(midnight(day));
  };

  /** `2026-11-21` as 21 Nov. */
  readonly tick = (day: string): string => {
    return this.#tick.format(midnight(day));
  };

  /** `2026-11-21` as Sat, 21 Nov 2026. */
  readonly shortDay = (day: string): string => {
    // A date stays on one line.
    return this.#short.format(midnight(day)).replaceAll(' ', '\u00a0');
  };

  /** `2026-11-21` as Saturday, 21 November 2026. */
  readonly fullDay = (day: string): string => {
    return this.#full.format(midnight(day));
  };

  /** The name of the month of an instant in UTC, as Nov. */
  readonly month = (time: number): string => {
    return this.#month.format(time);
  };

  /** The name of the weekday of an instant in UTC, as Mon. */
  readonly weekday = (time: number): string => {
    return this.#weekday.format(time);
  };

  /** An instant in a time zone, as 21 November 2026, 15:40. */
  readonly instant = (at: Date, timeZone: string): string => {
    const dates = this.locale === 'en' ? 'en-GB' : this.locale;
    // Put together here: how the two are joined differs between versions of the names that Node brings.
    const date = new Intl.DateTimeFormat(dates, { timeZone, day: 'numeric', month: 'long', year: 'numeric' });
    const time = new Intl.DateTimeFormat(dates, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    return `${date.format(at)}, ${time.format(at)}`;
  };
}

function midnight(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}
