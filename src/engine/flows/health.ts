import { z } from 'zod';
import type { CacheStatistics } from '../../cache/index.js';
import { aborted, collectionScans, type IndexUse, indexUse } from '../../repositories/index.js';
import { type CallControl, inputSchema } from '../../runtime/index.js';
import type { Actor } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { engineVerb } from '../define-verb.js';
import { type Measured, measured } from '../health/measured.js';
import { type PredictorHealth, readPredictor } from '../health/predictor.js';
import { type CollectionStorage, readStorage } from '../health/storage.js';
import { KPIS, SERVICE_LEVELS } from '../telemetry/service-levels.js';
import type { Timing } from '../telemetry/timings.js';

/** The latency of a query, pipeline or verb, compared with its target. */
export interface QueryHealth extends Omit<Timing, 'underTarget'> {
  /** The name of the target; null without a target. */
  readonly promise: string | null;
  readonly targetMs: number | null;
  /** The share of calls within the target; null before the first. */
  readonly shareUnderTarget: number | null;
  /** Whether that share is high enough; null without a target or calls. */
  readonly met: boolean | null;
}

/** A health report of an engine and its database. */
export interface HealthReport {
  readonly at: Date;
  /** When counting began in this process. */
  readonly since: Date;
  readonly queries: readonly QueryHealth[];
  /** Over all calls with a target, the share within it. */
  readonly underTarget: { readonly share: number | null; readonly required: number; readonly met: boolean | null };
  readonly indexes: Measured<{ readonly used: readonly IndexUse[]; readonly neverUsed: readonly IndexUse[] }>;
  /** Counted by the whole server since its start, including all databases and internal operations. */
  readonly collectionScans: Measured<{
    readonly scans: number;
    readonly queries: number;
    readonly shareIndexed: number | null;
    readonly required: number;
    readonly met: boolean | null;
  }>;
  /** `hitRate` is the share of queries that needed no database read; null before the first. */
  readonly cache: Measured<CacheStatistics & { readonly hitRate: number | null }>;
  readonly storage: Measured<readonly CollectionStorage[]>;
  /** The active parameters of the predictor, since when, and the result of the last tuning. */
  readonly predictor: Measured<PredictorHealth>;
}

const healthInput = inputSchema(
  'HealthInput',
  {
    reset: z.boolean().default(false),
  },
  {
    reset:
      'Whether to reset the latency counters after the report, so that each report covers the time since the previous one; false if not given.',
  },
);

export const health = engineVerb({
  name: 'health',
  action: 'read_health',
  kind: 'read',
  input: healthInput.prefault({}),
  summary: 'Reports query latencies against their targets, index usage, storage growth, and the active parameters of the predictor.',
  details: 'It sends one command per collection, so use it for dashboards, not for each request.',
  result: 'The report; what the database user may not read is null with a reason.',
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
  for (const name of collections.names) all.push(...(await indexUse(collections, name, { signal })));
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
  if (!cache.isKeeping) return { value: null, reason: 'the engine has no cache' };
  const done = cache.statistics();
  const asked = done.hits + done.sharedLoads + done.misses;
  return { value: { ...done, hitRate: asked === 0 ? null : (done.hits + done.sharedLoads) / asked }, reason: null };
}
