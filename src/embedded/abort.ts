import { AdaptiveLearningError } from '../errors.js';

/** Throws the error `aborted` when the caller has given up. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new AdaptiveLearningError('aborted', 'Starting MongoDB was stopped by its signal', {
      where: 'startEmbedded.signal',
      cause: signal.reason,
    });
  }
}
