import type { CacheOwner } from './cache-owner.js';

/** A query as seen by the cache. */
export interface CachedQuery {
  readonly owner: CacheOwner;
  /** Plain data that identifies the query among all queries of its owner. */
  readonly identity: unknown;
  /** How long its result may be cached, in minutes. */
  readonly minutes: number;
  /** Returns false for results that should not be cached; by default all are cached. */
  readonly isWorthKeeping?: (answer: never) => boolean;
  /** How the result is loaded. Queries with the same identity share a load only if this is equal too. */
  readonly loading: string;
}

/** A result with the time at which it was read. */
export interface Dated {
  readonly as_of: Date;
}

/** Cache statistics of this process since it started. */
export interface CacheStatistics {
  /** Queries answered from the cache. */
  readonly hits: number;
  /** Queries answered from the database. */
  readonly misses: number;
  /** Queries that shared a database read with an identical running query. */
  readonly sharedLoads: number;
  /** Store operations that failed or timed out, and results that could not be cached. */
  readonly errors: number;
  /** False while the store is not used after an error, and without a cache. */
  readonly available: boolean;
}

/** Caches results for a while, and invalidates them after writes. */
export interface Cache {
  /** Returns a copy of the cached result, or loads a new one. */
  resolve<Answer extends Dated>(
    question: CachedQuery,
    load: (signal: AbortSignal | undefined) => Promise<Answer>,
    signal: AbortSignal | undefined,
  ): Promise<Answer>;
  /**
   * Call it after each write, even a failed one: after it returns, queries of this process never get a result whose load began before. Neither do
   * those of other processes, unless the store did not accept the new version within 50 ms: then they may get older results until this process
   * reaches the store again, for as long as results are cached at most. It never fails, and takes 50 ms at most.
   *
   * @param owner - the owner of the written data
   */
  invalidate(owner: CacheOwner): Promise<void>;
  statistics(): CacheStatistics;
}
