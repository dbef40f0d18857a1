import { aborted } from '../../repositories/index.js';

/**
 * Lets timers and requests have their turn between two pieces of a long computation.
 *
 * @throws AdaptiveLearningError `aborted` when the signal says so
 */
export async function untilNextTurn(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  if (signal?.aborted === true) throw aborted('fit', signal.reason);
}
