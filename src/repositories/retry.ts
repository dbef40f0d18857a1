import { setTimeout as sleep } from 'node:timers/promises';
import { AdaptiveLearningError } from '../errors.js';
import { aborted, isWorthRetrying, translateDriverError } from './driver-errors.js';

/** Pause before the first new try; it doubles up to the longest. Milliseconds. */
const FIRST_PAUSE = 2;
const LONGEST_PAUSE = 500;

/** Thrown by work that has found its documents changed since it read them: it begins again from the reads. */
export class Outrun extends Error {}

export interface RetryOptions {
  /** How long to go on trying, in milliseconds. */
  readonly forMs: number;
  readonly signal?: AbortSignal | undefined;
  /** A number from 0 to 1, so that writers who met do not meet again. */
  readonly random: () => number;
}

/**
 * Does work again, from its reads, while it is worth it: somebody else was faster, or the database is away for a moment.
 * The work must be idempotent; here it is, by event_id.
 *
 * @throws AdaptiveLearningError `database_unavailable` when the time is over, `aborted` through the signal
 */
export async function retry<Result>(work: () => Promise<Result>, where: string, { forMs, signal, random }: RetryOptions): Promise<Result> {
  const deadline = performance.now() + forMs;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    if (signal?.aborted === true) throw aborted(where, signal.reason);
    try {
      return await work();
    } catch (error) {
      const again = error instanceof Outrun || isWorthRetrying(error);
      if (!again || performance.now() + pause > deadline)
        throw error instanceof Outrun ? outrun(error, where) : translateDriverError(error, where);
    }
    await sleep(pause * (0.5 + random()), undefined, signal === undefined ? {} : { signal: AbortSignal.any([signal]) }).catch(
      (error: unknown) => {
        throw aborted(where, error);
      },
    );
  }
}

function outrun(cause: Outrun, where: string): AdaptiveLearningError {
  const message = `${where}: expected its documents to hold still for one try, got another change before each`;
  return new AdaptiveLearningError('database_unavailable', message, { where, cause });
}
