import type { Db, MongoClient } from 'mongodb';
import type { DoubtableCache } from '../cache/index.js';
import type { CollectionSet, Repositories } from '../repositories/index.js';
import type { GroupCommit } from './group-commit.js';
import type { JoinedTransaction } from './joined-transaction.js';
import type { KeyedQueue } from './keyed-queue.js';
import type { Log } from './log-events.js';

/** The context of every verb and job. */
export interface RuntimeContext {
  readonly db: Db;
  readonly client: MongoClient;
  /** The library's collections. */
  readonly collections: CollectionSet;
  readonly repositories: Repositories;
  /** The active models. */
  readonly activeModels: ModelSource;
  readonly clock: () => Date;
  readonly random: () => number;
  /** The default time limit of a call or a step of a job, in milliseconds. */
  readonly deadlineMs: number;
  /** The signal of the current call; absent in the engine's own context. */
  readonly signal?: AbortSignal | undefined;
  /** Serialises the writes of each learner in this process. */
  readonly writes: KeyedQueue;
  /** Stores what waits at the same time, of different learners, by one transaction. */
  readonly groups: GroupCommit;
  /** Logs an event, and never throws. */
  readonly log: Log;
  /** The query cache; a write invalidates the results of its owners. */
  readonly cache: DoubtableCache;
  /** Resolves if the server supports transactions. */
  readonly ensureTransactions: (where: string) => Promise<void>;
  /** Recomputes a learner's documents after a change of the active models. */
  recompute(this: this, userId: string): Promise<void>;
  /** The host's own transaction that the call joins; not given where its writes are committed by themselves. */
  readonly joined?: JoinedTransaction<RuntimeContext> | undefined;
  /**
   * Throws if the caller no longer reaches the learner. Each transaction of the call asks it behind its writes. Not given where no resolver
   * grants the learner.
   */
  readonly stillReached?: (() => Promise<void>) | undefined;
}

/** The active models, as used by the write path. */
interface ModelSource {
  /** Resolves once the store has been asked for the first time. */
  known(signal?: AbortSignal): Promise<void>;
  /** Reads the active models from the database. */
  renew(signal?: AbortSignal): Promise<void>;
}
