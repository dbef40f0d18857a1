import type { EmotionalAnalytics } from '../../collections/index.js';

const DAY_MS = 86_400_000;
/** Days that a day's emotions are set beside: a week evens out what weekdays do. */
export const DAYS_BEFORE = 7;

export type DataSource = EmotionalAnalytics['data_source'];

/** What one document is about: its days, and what it is set beside. */
interface Period {
  /** The first day of the period that a day lies in. */
  readonly first: (day: number) => number;
  /** The last one. */
  readonly last: (day: number) => number;
  readonly comparison: string;
}

/** Days are counted from 1970, which began on a Thursday. */
const monday = (day: number) => day - ((((day + 3) % 7) + 7) % 7);

const dateOf = (day: number) => new Date(day * DAY_MS);

/** The first day of a month, so many months after that of a day. */
function monthOf(day: number, later: number): number {
  const date = dateOf(day);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + later, 1) / DAY_MS;
}

/** Weeks begin on Monday (ISO 8601). */
export const PERIODS: { readonly [Source in DataSource]: Period } = {
  daily_aggregation: { first: (day) => day, last: (day) => day, comparison: 'the day beside the 7 days before' },
  weekly_summary: { first: monday, last: (day) => monday(day) + 6, comparison: 'the week beside the week before' },
  monthly_report: {
    first: (day) => monthOf(day, 0),
    last: (day) => monthOf(day, 1) - 1,
    comparison: 'the month beside the month before',
  },
};

/** A calendar day as it is stored: midnight UTC of its date. */
export function analysisDate(day: number): Date {
  return dateOf(day);
}

/** The number of the day that {@link analysisDate} stands for. */
export function dayOfDate(analysisDate: Date): number {
  return Math.floor(analysisDate.getTime() / DAY_MS);
}
