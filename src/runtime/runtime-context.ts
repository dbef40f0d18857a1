import type { Db, MongoClient } from 'mongodb';
import type { Cache } from '../cache/index.js';
import type { CollectionSet, Repositories } from '../repositories/index.js';
import type { KeyedQueue } from './keyed-queue.js';

/** What every verb and job runs with, whatever it is about. */
export interface RuntimeContext {
  readonly db: Db;
  readonly client: MongoClient;
  /** The library's collections, under the names that they have in the database. */
  readonly collections: CollectionSet;
  readonly repositories: Repositories;
  /** Tells which models are active. */
  readonly activeModels: ModelSource;
  readonly clock: () => Date;
  readonly random: () => number;
  /** How long a call, or a step of a job, may take where it does not say itself, in milliseconds. */
  readonly deadlineMs: number;
  /** Of the call that is served; none in the engine's own context. */
  readonly signal?: AbortSignal | undefined;
  /** Writes of one learner follow each other in this process. */
  readonly writes: KeyedQueue;
  /** Cached query results; a write outdates those of its owners. */
  readonly cache: Cache;
  /** Resolves once the server is known to have transactions. */
  readonly ensureTransactions: (where: string) => Promise<void>;
  /** Recomputes a learner's documents, which were made by other models than those that are active. */
  recompute(this: this, userId: string): Promise<void>;
}

/** The part of the active models that a write asks before it takes its snapshot. */
interface ModelSource {
  /** Resolves once the store has been asked for the first time. */
  known(signal?: AbortSignal): Promise<void>;
  /** Asks the store from a read that begins now. */
  renew(signal?: AbortSignal): Promise<void>;
}
