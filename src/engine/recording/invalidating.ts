import type { CacheOwner } from '../../cache/index.js';
import type { EngineContext } from '../context.js';

/**
 * Does what changes the data of learners, or of the `platform`; whoever asks after it has ended is given no answer from before it. Also
 * when it fails: a commit of which nobody knows the end may have been one.
 */
export async function invalidating<Result>(
  context: EngineContext,
  owners: Iterable<CacheOwner>,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } finally {
    await Promise.all(Array.from(owners, (owner) => context.cache.invalidate(owner)));
  }
}
