import type { ClientSession } from 'mongodb';
import type { Reach } from '../security/index.js';
import { aborted } from './limits.js';

/** Options of every repository call. */
export interface CallOptions {
  /**
   * The session of a transaction to join. A `TransientTransactionError` is thrown as the driver's own error, so that the driver's `withTransaction`
   * can retry; all other errors are `AdaptiveLearningError`s.
   */
  readonly session?: ClientSession | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The time limit of the call in milliseconds; for a cursor, of waiting for the next rows. The engine's `deadlineMs` if not given. */
  readonly deadlineMs?: number | undefined;
  /** How long the server may work on it, in milliseconds. */
  readonly maxTimeMS?: number | undefined;
  /**
   * The learners whose documents the call may read: `all`, or a list of ids. Without it, a filter on learners' data must contain a `user_id`.
   */
  readonly reach?: Reach | undefined;
}

/** Of the options of a longer call, those that every call takes. */
export function ofCall({ session, signal, deadlineMs, maxTimeMS, reach }: CallOptions): CallOptions {
  return { session, signal, deadlineMs, maxTimeMS, reach };
}

/** The driver options of a call, without undefined values. */
export function driverOptions({ session, signal, maxTimeMS }: CallOptions) {
  return {
    ...(session === undefined ? {} : { session }),
    ...(signal === undefined ? {} : { signal }),
    ...(maxTimeMS === undefined ? {} : { maxTimeMS }),
  };
}

export function stopIfAborted({ signal }: CallOptions, where: string): void {
  if (signal?.aborted === true) throw aborted(where, signal.reason);
}
