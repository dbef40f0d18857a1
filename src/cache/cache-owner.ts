/** Whose writes invalidate a cached result: everybody's, or those of one learner. */
export type CacheOwner = 'platform' | `learner ${string}`;

/** The owner that a learner is to the cache. */
export function learnerOwner(userId: string): CacheOwner {
  return `learner ${userId}`;
}
