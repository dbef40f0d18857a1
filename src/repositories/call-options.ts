import type { ClientSession } from 'mongodb';
import type { Reach } from '../security/index.js';
import { aborted } from './limits.js';

/** What every call takes. */
export interface CallOptions {
  /**
   * The transaction to run in. An error that rolled it back and says that it may be begun again (`TransientTransactionError`) comes out as the
   * driver's own, for the driver's `withTransaction` to begin again; all others are this library's.
   */
  readonly session?: ClientSession | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How long the call may take, in milliseconds: of a cursor, the waiting for the next rows. The engine's own deadline if not given. */
  readonly deadlineMs?: number | undefined;
  /** How long the server may work on it, in milliseconds. */
  readonly maxTimeMS?: number | undefined;
  /**
   * Whose documents the call may be about: `all` learners, or those of a list, outside which it finds nothing. Without it, a filter on learners'
   * data must name one.
   */
  readonly reach?: Reach | undefined;
}

/** Of the options of a longer call, those that every call takes. */
export function ofCall({ session, signal, deadlineMs, maxTimeMS, reach }: CallOptions): CallOptions {
  return { session, signal, deadlineMs, maxTimeMS, reach };
}

/** What the driver takes of a call's options; an option that is not given must not stand there as undefined. */
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
