import type { CacheOwner } from './cache-owner.js';

/** What is asked, as far as the cache has to know it. */
export interface CachedQuery {
  readonly owner: CacheOwner;
  /** Plain data that tells this question from every other of its owner. */
  readonly identity: unknown;
  /** How long its answer may be kept, in minutes. */
  readonly minutes: number;
  /** False of an answer that is not worth keeping; any is unless told. */
  readonly isWorthKeeping?: (answer: never) => boolean;
  /** Questions of the same identity share one loading only when this is the same too: how they are to be loaded. */
  readonly loading: string;
}

/** An answer says as of when it is; the rest of it is its own business. */
export interface Dated {
  readonly as_of: Date;
}

/** What became of the questions that this process was asked, since it began. */
export interface CacheStatistics {
  /** Answered by what was kept. */
  readonly hits: number;
  /** Answered by asking the database. */
  readonly misses: number;
  /** Answered by what somebody else was asking the database at that moment. */
  readonly sharedLoads: number;
  /** Steps with the store that failed or took too long, and answers that could not be kept. */
  readonly errors: number;
  /** False while the store is left alone after an error, and when there is no cache. */
  readonly available: boolean;
}

/** Keeps answers for a while, and lets go of them when a write has changed them. */
export interface Cache {
  /** The kept answer to a question, or a new one. Everybody gets a copy of their own. */
  resolve<Answer extends Dated>(
    question: CachedQuery,
    load: (signal: AbortSignal | undefined) => Promise<Answer>,
    signal: AbortSignal | undefined,
  ): Promise<Answer>;
  /**
   * To be called after each write, whatever became of it: no result whose loading began before reaches anybody who asks after this
   * returns. Never fails, and never takes more than 50 ms.
   *
   * @param owner - whose data was written
   */
  invalidate(owner: CacheOwner): Promise<void>;
  statistics(): CacheStatistics;
}
