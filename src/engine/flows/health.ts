import { z } from 'zod';
import { type CacheStatistics, NO_CACHE } from '../../cache/index.js';
import { COLLECTION_NAMES } from '../../collections/index.js';
import { aborted, collectionScans, type IndexUse, indexUse } from '../../repositories/index.js';
import { type CallControl, inputSchema } from '../../runtime/index.js';
import type { Actor } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { engineVerb } from '../define-verb.js';
import { type Measured, measured } from '../health/measured.js';
import { type PredictorHealth, readPredictor } from '../health/predictor.js';
import { KPIS, SERVICE_LEVELS } from '../health/service-levels.js';
import { type CollectionStorage, readStorage } from '../health/storage.js';
import type { Timing } from '../health/timings.js';

/** How one named query, pipeline or verb has done, and whether that keeps what was promised. */
export interface QueryHealth extends Omit<Timing, 'underTarget'> {
  /** What the specification calls the promise; null where it makes none. */
  readonly promise: string | null;
  readonly targetMs: number | null;
  /** The share of answers that came within the target; null before the first. */
  readonly shareUnderTarget: number | null;
  /** Whether that share is what it has to be; null where nothing was promised or asked. */
  readonly met: boolean | null;
}

/** How an engine and its database are. */
export interface HealthReport {
  readonly at: Date;
  /** From when on times were counted, in this process. */
  readonly since: Date;
  readonly queries: readonly QueryHealth[];
  /** Of all answers that have a target, the share that came within it. */
  readonly underTarget: { readonly share: number | null; readonly required: number; readonly met: boolean | null };
  readonly indexes: Measured<{ readonly used: readonly IndexUse[]; readonly neverUsed: readonly IndexUse[] }>;
  /** Of the whole server since its start, all databases and its housekeeping included. */
  readonly collectionScans: Measured<{
    readonly scans: number;
    readonly queries: number;
    readonly shareIndexed: number | null;
    readonly required: number;
    readonly met: boolean | null;
  }>;
  /** `hitRate` is the share of questions that asked the database nothing; null before the first. */
  readonly cache: Measured<CacheStatistics & { readonly hitRate: number | null }>;
  readonly storage: Measured<readonly CollectionStorage[]>;
  /** Which parameters predict the next answer, since when, and what the last tuning found. */
  readonly predictor: Measured<PredictorHealth>;
}

const healthInput = inputSchema(
  'HealthInput',
  {
    reset: z.boolean().default(false),
  },
  {
    reset:
      'Begins to count times again once the report is made, so that each report is about the time since the one before; false if not given.',
  },
);

export const health = engineVerb({
  name: 'health',
  action: 'read_all',
  kind: 'read',
  input: healthInput.prefault({}),
  summary:
    'Reports how long queries take against what was promised, how indexes are used, how storage grows, and which parameters predict the next answer.',
  details: 'It costs a command for each collection: something for a dashboard, not for each request.',
  result: 'The report; what the server refuses to tell is null with a reason.',
  example: 'const { underTarget } = await engine.health();',
  run,
});

async function run(context: EngineContext, _: Actor, { reset }: z.output<typeof healthInput>, control: CallControl): Promise<HealthReport> {
  const { signal } = control;
  if (isStopped(signal)) throw aborted('health', signal?.reason);
  const { timings } = context;
  const queries = [...withUnasked(timings.read()).map(judged)];
  const since = timings.since;
  const at = context.clock();
  if (reset) timings.reset(at);
  try {
    return {
      at,
      since,
      queries,
      underTarget: underTarget(queries),
      indexes: await measured(signal, () => readIndexes(context, control)),
      collectionScans: await measured(signal, () => readScans(context, control)),
      cache: readCache(context),
      storage: await measured(signal, () => readStorage(context, control)),
      predictor: await measured(signal, () => readPredictor(context, control)),
    };
  } catch (error) {
    throw isStopped(signal) ? aborted('health', signal?.reason) : error;
  }
}

function isStopped(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

/** What was promised and never asked is in the report too. */
function withUnasked(timings: readonly Timing[]): Timing[] {
  const asked = new Set(timings.map(({ name }) => name));
  const none = { count: 0, errors: {}, aborted: 0, p50Ms: null, p95Ms: null, p99Ms: null, maxMs: null, underTarget: 0 };
  return [...timings, ...SERVICE_LEVELS.filter(({ name }) => !asked.has(name)).map(({ name, kind }) => ({ name, kind, ...none }))];
}

function judged({ underTarget: within, ...timing }: Timing): QueryHealth {
  const level = SERVICE_LEVELS.find(({ name }) => name === timing.name);
  if (level === undefined) return { ...timing, promise: null, targetMs: null, shareUnderTarget: null, met: null };
  const shareUnderTarget = timing.count === 0 ? null : (within ?? 0) / timing.count;
  const met = shareUnderTarget === null ? null : shareUnderTarget >= level.share;
  return { ...timing, promise: level.promise, targetMs: level.targetMs, shareUnderTarget, met };
}

function underTarget(queries: readonly QueryHealth[]): HealthReport['underTarget'] {
  const promised = queries.filter(({ shareUnderTarget }) => shareUnderTarget !== null);
  const answers = promised.reduce((sum, { count }) => sum + count, 0);
  const within = promised.reduce((sum, { count, shareUnderTarget }) => sum + count * (shareUnderTarget ?? 0), 0);
  const share = answers === 0 ? null : within / answers;
  return { share, required: KPIS.shareUnderTarget, met: share === null ? null : share >= KPIS.shareUnderTarget };
}

async function readIndexes({ collections }: EngineContext, { signal }: CallControl) {
  const all: IndexUse[] = [];
  for (const name of COLLECTION_NAMES) all.push(...(await indexUse(collections, name, { signal })));
  return { used: all.filter(({ operations }) => operations > 0), neverUsed: all.filter(({ operations }) => operations === 0) };
}

async function readScans({ db }: EngineContext, { signal }: CallControl) {
  const { scans, queries } = await collectionScans(db, { signal });
  const shareIndexed = queries === 0 ? null : Math.max(0, 1 - scans / queries);
  return {
    scans,
    queries,
    shareIndexed,
    required: KPIS.shareIndexed,
    met: shareIndexed === null ? null : shareIndexed > KPIS.shareIndexed,
  };
}

function readCache({ cache }: EngineContext): HealthReport['cache'] {
  if (cache === NO_CACHE) return { value: null, reason: 'the engine has no cache' };
  const done = cache.statistics();
  const asked = done.hits + done.sharedLoads + done.misses;
  return { value: { ...done, hitRate: asked === 0 ? null : (done.hits + done.sharedLoads) / asked }, reason: null };
}
