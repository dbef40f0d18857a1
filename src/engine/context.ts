import type { Db, MongoClient } from 'mongodb';
import type { Cache } from '../cache/index.js';
import type { LearnerModels, ProvenanceKind } from '../learner/index.js';
import { type CollectionSet, type Repositories, retry } from '../repositories/index.js';
import type { CallControl } from '../runtime/index.js';
import type { StrictCurriculum } from './curriculum/strict-curriculum.js';
import type { Timings } from './health/timings.js';
import type { KeyedQueue } from './keyed-queue.js';
import type { ActiveModels } from './models/active-models.js';
import type { QueryRegistry } from './queries/query-registry.js';
import type { RecentStateCache } from './recording/recent-state-cache.js';
import type { AutomaticTuning } from './tuning/automatic-tuning.js';

/** What every use case works with. */
export interface EngineContext {
  readonly db: Db;
  readonly client: MongoClient;
  /** The library's collections, under the names that they have in the database. */
  readonly collections: CollectionSet;
  readonly repositories: Repositories;
  /** The models as they are just now. What reads them twice takes {@link withModelSnapshot} first, since another fit may be activated in between. */
  readonly models: LearnerModels;
  readonly activeModels: ActiveModels;
  readonly clock: () => Date;
  readonly random: () => number;
  /** How long a call, or a step of a job, may take where it does not say itself, in milliseconds. */
  readonly deadlineMs: number;
  /** Of the call that is served; none in the engine's own context. */
  readonly signal?: AbortSignal | undefined;
  /** After so many milliseconds without an event, an event that names no session opens another. */
  readonly idleMs: number;
  /** What a longer gap between two events of a session counts as, in minutes of study; the fold's own if not given. */
  readonly studyGapMinutes: number | undefined;
  /** How much of what the models made of an answer is stored with it. */
  readonly provenance: ProvenanceKind;
  readonly writes: KeyedQueue;
  /** Refuses concepts that the curriculum does not have, where the host asked for that. */
  readonly strictCurriculum: StrictCurriculum | undefined;
  /** What can be asked by name: the library's questions and the host's own. */
  readonly queries: QueryRegistry;
  /** What was stored last of learners who are studying; whatever writes their documents otherwise has it forgotten. */
  readonly recentState: RecentStateCache;
  /** Answers that are kept. Whatever writes what they are made of says so by `changing`, or by `cache.changed`. */
  readonly cache: Cache;
  /** Counts the answers that calls record, and tunes when enough is new. */
  readonly tuning: AutomaticTuning;
  /** What named queries, pipelines and verbs have taken. */
  readonly timings: Timings;
  /** Resolves once the server is known to have transactions. */
  readonly ensureTransactions: () => Promise<void>;
}

/** The same context for one call: its models stay what they are now, and its transactions end with the call. */
export function withModelSnapshot(context: EngineContext, { signal }: CallControl): EngineContext {
  return { ...context, signal };
}

/** Does idempotent work, again from its reads while that is worth it: another writer was faster, or the database is away for a moment. */
export function withRetry<Result>(
  context: EngineContext,
  where: string,
  { signal, deadlineMs = context.deadlineMs }: CallControl,
  work: () => Promise<Result>,
): Promise<Result> {
  return retry(work, where, { forMs: deadlineMs, signal, random: context.random });
}
