import type { EmotionalAnalytics, EmotionalEvidence } from '../../collections/index.js';
import { emotionalAnalyticsOf } from './emotional-analytics-of.js';
import { addEvidence, type EmotionalDay } from './emotional-day.js';
import { DAYS_BEFORE, type DataSource, dayOfDate, PERIODS } from './emotional-period.js';

/** What is stored of a learner around some days, and what the log now says of those. */
export interface EmotionalRecomputation {
  readonly userId: string;
  /** Every stored document of {@link spansAround} of the days. */
  readonly stored: readonly EmotionalAnalytics[];
  /** By the number of the day. */
  readonly summed: ReadonlyMap<number, EmotionalDay>;
  /** The first day that the log still holds completely; before it, readings may have been deleted. */
  readonly wholeFrom: number;
}

/** A place that a document has or had. */
interface DocumentPlace {
  readonly source: DataSource;
  readonly day: number;
}

export interface RecomputedDocuments {
  /** Every document that days which were recomputed show in, as it should be; most are as they are stored. */
  readonly documents: readonly Omit<EmotionalAnalytics, 'revision'>[];
  /** Documents that have nothing left to say. */
  readonly removed: readonly DocumentPlace[];
  /** Days whose document stays although the log no longer says it. */
  readonly kept: number;
}

type ByDay = ReadonlyMap<number, EmotionalEvidence>;

/**
 * What days that were recomputed do to a learner's documents: to those of the days, of their weeks and months, and to the trends of what comes after.
 *
 * Weeks and months are the sums of their days that have a document, and not read from the log again: they stay exact when the readings are long deleted, and a month costs
 * thirty small documents rather than a month of events. A day stays as it is where the log holds less of it than when it was summed,
 * or may hold less; what was taken back is still in the log.
 */
export function recomputeDocuments({ userId, stored, summed, wholeFrom }: EmotionalRecomputation): RecomputedDocuments {
  const daily = evidenceOf(stored, 'daily_aggregation');
  const days = new Map(daily);
  let kept = 0;
  for (const [day, { heard, undone, evidence }] of summed) {
    const known = daily.get(day);
    if (known !== undefined && (day < wholeFrom || heard + undone < known.heard)) kept += 1;
    else if (evidence === null) days.delete(day);
    else days.set(day, evidence);
  }
  const touched = [...summed.keys()];
  const documents: Omit<EmotionalAnalytics, 'revision'>[] = [];
  const removed: DocumentPlace[] = [];
  const make = (source: DataSource, periods: ByDay, first: readonly number[], beforeOf: (day: number) => readonly number[]) => {
    const storedFirst = evidenceOf(stored, source);
    for (const day of [...new Set(first)].sort((a, b) => a - b)) {
      const evidence = periods.get(day);
      const before = beforeOf(day).flatMap((earlier) => periods.get(earlier) ?? []);
      if (evidence !== undefined) documents.push(emotionalAnalyticsOf({ userId, source, day, evidence, before }));
      else if (storedFirst.has(day)) removed.push({ source, day });
    }
  };

  make('daily_aggregation', days, touched.flatMap(withFollowing), daysBefore);
  for (const source of ['weekly_summary', 'monthly_report'] as const) {
    const { first, last } = PERIODS[source];
    const own = [...new Set(touched.map(first))];
    const periods = new Map(evidenceOf(stored, source));
    for (const begin of own) {
      const within = [...days].filter(([day]) => day >= begin && day <= last(begin)).sort(([a], [b]) => a - b);
      if (within.length === 0) periods.delete(begin);
      else periods.set(begin, addEvidence(within.map(([, evidence]) => evidence)));
    }
    make(
      source,
      periods,
      own.flatMap((begin) => [begin, last(begin) + 1]),
      (day) => [first(day - 1)],
    );
  }
  return { documents, removed, kept };
}

/** The days between which the documents of each kind stand that some days show in, or are compared with. */
export function spansAround(days: readonly number[]): {
  readonly [Source in DataSource]: { readonly first: number; readonly last: number };
} {
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const { weekly_summary: week, monthly_report: month } = PERIODS;
  return {
    daily_aggregation: {
      first: Math.min(month.first(first), week.first(first), first - DAYS_BEFORE),
      last: Math.max(month.last(last), week.last(last), last + DAYS_BEFORE),
    },
    weekly_summary: { first: week.first(week.first(first) - 1), last: week.last(last) + 1 },
    monthly_report: { first: month.first(month.first(first) - 1), last: month.last(last) + 1 },
  };
}

/** A day, and those whose trends it shows in. */
function withFollowing(day: number): readonly number[] {
  return Array.from({ length: DAYS_BEFORE + 1 }, (_, later) => day + later);
}

function daysBefore(day: number): readonly number[] {
  return Array.from({ length: DAYS_BEFORE }, (_, place) => day - DAYS_BEFORE + place);
}

function evidenceOf(stored: readonly EmotionalAnalytics[], source: DataSource): ByDay {
  const own = stored.filter(({ data_source }) => data_source === source);
  return new Map(own.map(({ analysis_date, evidence }) => [dayOfDate(analysis_date), evidence]));
}
