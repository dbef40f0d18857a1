import { learnerOwner } from '../../cache/index.js';
import { type EmotionalAnalytics, emotionalAnalytics, learningEvents } from '../../collections/index.js';
import { AdaptiveLearningError } from '../../errors.js';
import { analysisDate, type DataSource, PERIODS, type RecomputedDocuments, recomputeDocuments, spansAround } from '../../learner/index.js';
import { isEqual, WriteConflict } from '../../repositories/index.js';
import { type CallControl, transact, write } from '../../runtime/index.js';
import { decodeDocument } from '../../schema/index.js';
import type { EngineContext } from '../context.js';
import type { AffectedDays } from './affected-days.js';
import type { AggregationTally } from './aggregation-tally.js';
import { sumDays } from './sum-days.js';

const DAY_MS = 86_400_000;
/** A day that began longer ago than this may lie partly behind the retention's edge, wherever the learner is. */
const ROUNDING_DAYS = 2;

/**
 * Recomputes days of a learner and stores what differs: the days, their weeks and months, and the trends that they show
 * in. Month by month, each in one transaction: stopped at any point, it leaves whole months behind.
 */
export async function recomputeLearner(
  context: EngineContext,
  touched: AffectedDays,
  tally: AggregationTally,
  control: CallControl,
): Promise<void> {
  const months = new Map<number, number[]>();
  for (const day of [...touched.days.keys()].sort((a, b) => a - b)) {
    const month = PERIODS.monthly_report.first(day);
    months.set(month, [...(months.get(month) ?? []), day]);
  }
  for (const days of months.values()) {
    const renew = (fixed: EngineContext) => recomputeDays(fixed, { ...touched, days: only(touched.days, days) }, tally, control);
    await write(context, { where: 'aggregateEmotions', control, outdates: [learnerOwner(touched.userId)] }, renew);
  }
}

function only(days: AffectedDays['days'], some: readonly number[]): AffectedDays['days'] {
  return new Map(some.map((day) => [day, days.get(day) === true]));
}

async function recomputeDays(
  context: EngineContext,
  { userId, places, days }: AffectedDays,
  tally: AggregationTally,
  control: CallControl,
): Promise<void> {
  const stored = await storedAround(context, userId, [...days.keys()], tally, control);
  const known = new Set([...stored.documents.keys()].filter((place) => place.startsWith('daily')));
  // Where nothing was felt and nothing is stored, answers alone make no document.
  const worthwhile = [...days]
    .filter(([day, felt]) => felt || known.has(placeOf('daily_aggregation', analysisDate(day))))
    .map(([day]) => day);
  if (worthwhile.length === 0) return;
  const summed = await sumDays(context, userId, worthwhile, places, tally, control);
  const sound = [...stored.documents.values()].flatMap((document) => document ?? []);
  const renewed = recomputeDocuments({ userId, stored: sound, summed, wholeFrom: wholeFrom(context) });
  const written = await store(context, userId, stored, renewed);
  tally.add({ days: summed.size, written, removed: renewed.removed.length, kept: renewed.kept });
}

/** The first day whose readings cannot have been deleted yet. */
function wholeFrom({ clock }: EngineContext): number {
  const rule = learningEvents.retention.find(({ part }) => part === 'emotion');
  if (typeof rule?.keep !== 'object') return 0;
  return Math.floor(clock().getTime() / DAY_MS) - rule.keep.days + ROUNDING_DAYS;
}

/** Documents by their place; null for one that does not fit, which is named and recomputed. */
interface Stored {
  readonly documents: ReadonlyMap<string, EmotionalAnalytics | null>;
  readonly revisions: ReadonlyMap<string, unknown>;
}

async function storedAround(
  { repositories }: EngineContext,
  userId: string,
  days: readonly number[],
  tally: AggregationTally,
  { signal }: CallControl,
): Promise<Stored> {
  const documents = new Map<string, EmotionalAnalytics | null>();
  const revisions = new Map<string, unknown>();
  const read = async ([source, { first, last }]: readonly [string, { readonly first: number; readonly last: number }]) => {
    const span = { source: source as DataSource, first: analysisDate(first), last: analysisDate(last) };
    for await (const row of repositories.emotional_analytics.between(userId, { ...span, signal })) {
      const place = placeOf(row['data_source'], row['analysis_date']);
      revisions.set(place, row['revision']);
      documents.set(place, decoded(row, tally));
    }
  };
  await Promise.all(Object.entries(spansAround(days)).map(read));
  return { documents, revisions };
}

function decoded(row: object, tally: AggregationTally): EmotionalAnalytics | null {
  try {
    const { _id, ...content } = decodeDocument(emotionalAnalytics.schema, row, emotionalAnalytics.name);
    return content;
  } catch (error) {
    if (!(error instanceof AdaptiveLearningError)) throw error;
    tally.onUnreadable(error);
    return null;
  }
}

/** Stores what differs, all of it or nothing. Gives how many documents that were. */
async function store(
  context: EngineContext,
  userId: string,
  { documents: before, revisions }: Stored,
  { documents, removed }: RecomputedDocuments,
): Promise<number> {
  const swaps = documents.flatMap((document) => {
    const place = placeOf(document.data_source, document.analysis_date);
    const old = before.get(place);
    if (old !== undefined && old !== null && isEqual({ ...document, revision: old.revision }, old)) return [];
    // One that is stored without a revision is found by that.
    const revision = (before.has(place) ? revisions.get(place) : null) as number | null;
    return { after: { ...document, revision: (old?.revision ?? -1) + 1 }, revision };
  });
  if (swaps.length === 0 && removed.length === 0) return 0;
  const places = removed.map(({ source, day }) => ({ data_source: source, analysis_date: analysisDate(day) }));
  const { emotional_analytics, users } = context.repositories;
  const admission = { user_id: userId, account_status: 'not_deleted', emotions: { feltFrom: undefined } } as const;
  const isAllowed = await transact(context, async ({ options }) => {
    // The learner may have withdrawn consent since the run asked for it.
    if (!(await users.admitAll([admission], options))) return false;
    if (!(await emotional_analytics.replaceAll(swaps, options))) throw new WriteConflict();
    await emotional_analytics.remove(userId, places, options);
    return true;
  });
  return isAllowed ? swaps.length : 0;
}

function placeOf(source: DataSource, date: Date): string {
  return `${source} ${date.getTime()}`;
}
