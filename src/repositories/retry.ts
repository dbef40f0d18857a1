import { setTimeout as sleep } from 'node:timers/promises';
import { AdaptiveLearningError } from '../errors.js';
import { isWorthRetrying, translateDriverError } from './driver-errors.js';
import { aborted, isDeadline } from './limits.js';

/** Pause before the first new try; it doubles up to the longest. Milliseconds. */
const FIRST_PAUSE = 2;
const LONGEST_PAUSE = 500;

/** Thrown by work that has found its documents changed since it read them: it begins again from the reads. */
export class WriteConflict extends Error {}

export interface RetryOptions {
  /** How long to go on trying after it has failed, in milliseconds. */
  readonly forMs: number;
  readonly signal?: AbortSignal | undefined;
  /** A number from 0 to 1, so that writers who met do not meet again. */
  readonly random: () => number;
  /** Called before each new attempt, with the number of the one that failed, from 1. */
  readonly onRetry?: ((attempt: number, error: unknown) => void) | undefined;
}

/**
 * Does work again, from its reads, while it is worth it: somebody else was faster, or the database is away for a moment.
 * The work must be idempotent; here it is, by event_id.
 *
 * @throws AdaptiveLearningError `database_unavailable` when the time is over and the database is to blame, `deadline_exceeded` when nobody
 * is, `aborted` through the signal
 */
export async function retry<Result>(
  work: () => Promise<Result>,
  where: string,
  { forMs, signal, random, onRetry }: RetryOptions,
): Promise<Result> {
  let failure: unknown;
  let failingSince: number | undefined;
  let attempt = 0;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    if (isEnded(signal)) throw stopped(where, signal?.reason, failure);
    const begun = performance.now();
    try {
      return await work();
    } catch (error) {
      if (isEnded(signal)) throw stopped(where, signal?.reason, failure);
      failure = error;
      // Work that went on for longer than that has got somewhere.
      if (failingSince === undefined || performance.now() - begun > forMs) failingSince = performance.now();
      const again = error instanceof WriteConflict || isWorthRetrying(error);
      if (!again || performance.now() + pause > failingSince + forMs) throw translated(error, where);
      attempt += 1;
      onRetry?.(attempt, error);
    }
    await sleep(pause * (0.5 + random()), undefined, signal === undefined ? {} : { signal: AbortSignal.any([signal]) }).catch(
      () => undefined,
    );
  }
}

/** A signal may be aborted while its call waits, which the compiler cannot know. */
function isEnded(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

/** Of a deadline that passed between tries, what was tried for says more than the deadline. */
function stopped(where: string, reason: unknown, failure: unknown): unknown {
  return failure !== undefined && isDeadline(reason) ? translated(failure, where) : aborted(where, reason);
}

function translated(error: unknown, where: string): unknown {
  if (!(error instanceof WriteConflict)) return translateDriverError(error, where);
  const message = `${where}: expected documents without concurrent changes for one attempt, got another change before each`;
  return new AdaptiveLearningError('database_unavailable', message, { where, cause: error });
}
