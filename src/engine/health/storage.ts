import { type StorageSample, storageSamples } from '../../collections/index.js';
import { collectionSize } from '../../repositories/index.js';
import type { CallControl } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { DAY_MS, utcDayOf } from '../rolling-up/utc-day.js';
import { KPIS } from '../telemetry/service-levels.js';
import { type Measured, measured } from './measured.js';
import { type Growth, projectGrowth } from './project-growth.js';

/** Months of the Gregorian calendar, on average. */
const MONTH_DAYS = 30.436_875;
/** How far back samples speak for the months to come. */
const SAMPLES_FROM_DAYS = 180;
const SAMPLES_KEPT_DAYS = 400;

/** The size of a collection and its projected growth. */
export interface CollectionStorage {
  readonly collection: string;
  readonly documents: number;
  /** Size of documents (before compression) and indexes, in bytes. */
  readonly bytes: number;
  readonly indexBytes: number;
  /** The projected size in six months, from the daily samples of the last half year. */
  readonly inSixMonths: Measured<Growth>;
}

/** Sizes of all collections. Each report stores today's, as the sample of the day; where it may not write, it says so in the projection. */
export async function readStorage(context: EngineContext, { signal }: CallControl): Promise<CollectionStorage[]> {
  const now = context.clock();
  const day = utcDayOf(now);
  const samples: StorageSample[] = [];
  for (const name of context.collections.names) {
    const size = await collectionSize(context.collections, name, { signal });
    if (size === null) continue;
    const { documents, bytes, indexBytes } = size;
    samples.push({ collection: name, day, documents, bytes, index_bytes: indexBytes, schema_version: storageSamples.schemaVersion });
  }
  const history = await measured(signal, () => keepAndRead(context, samples, day, signal));
  const at = new Date(now.getTime() + KPIS.planningMonths * MONTH_DAYS * DAY_MS);
  return samples.map(({ collection, documents, bytes, index_bytes: indexBytes }) => ({
    collection,
    documents,
    bytes,
    indexBytes,
    inSixMonths: history.value === null ? history : projected(history.value.get(collection) ?? [], at),
  }));
}

async function keepAndRead(
  { repositories: { storage_samples } }: EngineContext,
  samples: readonly StorageSample[],
  day: Date,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, readonly StorageSample[]>> {
  await storage_samples.keep(samples, { before: daysBefore(day, SAMPLES_KEPT_DAYS), signal });
  const byCollection = new Map<string, StorageSample[]>();
  for await (const sample of storage_samples.since(daysBefore(day, SAMPLES_FROM_DAYS), { signal }))
    byCollection.set(sample.collection, [...(byCollection.get(sample.collection) ?? []), sample]);
  return byCollection;
}

function projected(samples: readonly StorageSample[], at: Date): Measured<Growth> {
  const growth = projectGrowth(
    samples.map(({ day, bytes, index_bytes }) => ({ day, bytes: bytes + index_bytes })),
    at,
  );
  if (growth !== null) return { value: growth, reason: null };
  return { value: null, reason: `a projection needs samples of two days at least, and there is ${samples.length}` };
}

function daysBefore(day: Date, days: number): Date {
  return new Date(day.getTime() - days * DAY_MS);
}
