import type { CacheOwner, DoubtableCache } from '../cache/index.js';

/** What holds cached query results, and the host's transaction that a call joins. */
interface Caching {
  readonly cache: Pick<DoubtableCache, 'invalidate'>;
  readonly joined?: { doubt(owners: Iterable<CacheOwner>): void } | undefined;
}

/**
 * Outdates the cached query results of some owners behind some work, also when that fails: a commit whose outcome nobody knows may have been
 * one. What a host has yet to commit is in doubt from now on.
 */
export async function thenOutdate<Result>(
  { cache, joined }: Caching,
  owners: Iterable<CacheOwner>,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } finally {
    if (joined === undefined) await Promise.all(Array.from(owners, (owner) => cache.invalidate(owner)));
    else joined.doubt(owners);
  }
}
