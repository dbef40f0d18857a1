import { TZDate } from '@date-fns/tz';

const SCHOOL_DAYS = [0, 1, 2, 3, 4] as const;
/** A Monday. The autumn change of the clocks falls into the term. */
const FIRST_MONDAY = { year: 2026, month: 8, day: 7 } as const;

/** One day on which the class may study. */
export interface SchoolDay {
  /** From 0. */
  readonly week: number;
  /** Names the day in ids: `w03d2`. */
  readonly id: string;
  /** An instant of this day by the clock on the wall. */
  readonly at: (hour: number, minute: number) => Date;
}

export interface Term {
  readonly days: readonly SchoolDay[];
  /** When the accounts are made: the evening before. */
  readonly eve: Date;
  /** The Monday morning after. */
  readonly after: Date;
}

/** So many weeks of school days in a zone. */
export function termIn(zone: string, weeks: number): Term {
  const { year, month, day } = FIRST_MONDAY;
  const wall = (dayOfTerm: number, hour: number, minute: number) =>
    new Date(new TZDate(year, month, day + dayOfTerm, hour, minute, zone).getTime());
  const days = Array.from({ length: weeks }, (_, week) =>
    SCHOOL_DAYS.map((weekday) => ({
      week,
      id: `w${String(week).padStart(2, '0')}d${weekday}`,
      at: (hour: number, minute: number) => wall(week * 7 + weekday, hour, minute),
    })),
  ).flat();
  return { days, eve: wall(-1, 18, 0), after: wall(weeks * 7, 8, 0) };
}
