import type { ClientSession } from 'mongodb';
import type { CursorOptions } from './decoded-cursor.js';
import { aborted } from './driver-errors.js';
import type { Sort } from './typed-filter.js';

/** What every call takes. */
export interface CallOptions {
  /** The transaction to run in. */
  readonly session?: ClientSession | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How long the server may work on it, in milliseconds. */
  readonly maxTimeMS?: number | undefined;
  /** Says that a question is about all learners; without it, a filter on learners' data must name one. */
  readonly acrossLearners?: boolean | undefined;
}

export interface FindOptions<Document, Field extends string = string> extends CallOptions, Pick<CursorOptions, 'onCorrupt'> {
  /** Only these top-level fields; all of them if not given. */
  readonly fields?: readonly Field[] | undefined;
  readonly sort?: Sort<Document> | undefined;
  readonly limit?: number | undefined;
  readonly batchSize?: number | undefined;
  /** The name of the index to read by: between plans that look as good on little data, the server's choice would stick. */
  readonly index?: string | undefined;
}

/** What the driver takes of a call's options; an option that is not given must not stand there as undefined. */
export function driverOptions({ session, signal, maxTimeMS }: CallOptions) {
  return {
    ...(session === undefined ? {} : { session }),
    // A signal of this call's own: hundreds of calls may share the host's, and each listens to it.
    ...(signal === undefined ? {} : { signal: AbortSignal.any([signal]) }),
    ...(maxTimeMS === undefined ? {} : { maxTimeMS }),
  };
}

/** A cursor's signal is looked after by its `DecodedCursor`. */
export function withoutSignal({ session, maxTimeMS }: CallOptions): CallOptions {
  return { session, maxTimeMS };
}

export function stopIfAborted({ signal }: CallOptions, where: string): void {
  if (signal?.aborted === true) throw aborted(where, signal.reason);
}
