/** Whose writes change an answer: everybody's, or those of one learner. A learner whose id is `platform` is still a learner. */
export type CacheOwner = 'platform' | `learner ${string}`;

/** The owner that a learner is to the cache. */
export function learnerOwner(userId: string): CacheOwner {
  return `learner ${userId}`;
}
