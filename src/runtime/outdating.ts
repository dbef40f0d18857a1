import type { Cache, CacheOwner } from '../cache/index.js';

/** What holds cached query results. */
interface Caching {
  readonly cache: Cache;
}

/** Outdates the cached query results of some owners. */
async function outdate({ cache }: Caching, owners: Iterable<CacheOwner>): Promise<void> {
  await Promise.all(Array.from(owners, (owner) => cache.invalidate(owner)));
}

/** The same behind some work, also when that fails: a commit whose outcome nobody knows may have been one. */
export async function thenOutdate<Result>(context: Caching, owners: Iterable<CacheOwner>, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } finally {
    await outdate(context, owners);
  }
}
