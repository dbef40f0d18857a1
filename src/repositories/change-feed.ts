import { setTimeout as sleep } from 'node:timers/promises';
import type { ChangeStream, Db, Document, Timestamp } from 'mongodb';
import { invalidInput } from '../errors.js';
import { command } from './command.js';
import { isWorthRetrying, replicaSetRequired, translateCommandError } from './driver-errors.js';
import { within } from './limits.js';

/** How long the server waits for something to happen before it says that nothing has, in milliseconds. */
const AWAIT_MS = 1_000;
/** How long the opening waits for the server's first word: by then it has refused a place that it does not know. Milliseconds. */
const OPENING_MS = 200;
/** Pause before the stream is opened again after an error; it doubles up to the longest. Milliseconds. */
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 2_000;
/** Changes that are fetched at once; no more than these lie in memory, however slow the reader is. */
const BATCH = 100;
/** How long the closing of a stream is waited for, in milliseconds. */
const CLOSING_MS = 200;

/** ChangeStreamHistoryLost, ChangeStreamFatalError, CappedPositionLost: the oplog does not hold the place any more. */
const LOST_CODES: readonly unknown[] = [286, 280, 136];
/** BadValue, FailedToParse, TypeMismatch, KeyString's, InvalidResumeToken: it never was a place. */
const MALFORMED_CODES: readonly unknown[] = [2, 9, 14, 50_811, 260];

/** A position in the oplog: after a change, or when a stream began. */
export type FeedPlace = { readonly after: string } | { readonly from: { readonly t: number; readonly i: number } };

/** An item of a feed. */
export type FeedItem =
  | { readonly kind: 'change'; readonly before: FeedPlace; readonly change: Document }
  /** The oplog no longer contains the last position; the feed continues from `place`. */
  | { readonly kind: 'lost'; readonly place: FeedPlace }
  /** The database was dropped. */
  | { readonly kind: 'end' };

export interface FeedOptions {
  readonly stages: readonly Document[];
  readonly where: string;
  /** How long to retry while the database is unavailable, in milliseconds. */
  readonly retryForMs: number;
}

/**
 * Follows the changes of a database in order. Its start position is fixed before it is returned, so no later write is missed. It resumes after a
 * failover or a broken connection. It uses a connection of the pool while it waits.
 */
export class ChangeFeed {
  readonly #db: Db;
  readonly #options: FeedOptions;
  readonly #timestamp: TimestampClass;
  #place: FeedPlace;
  #stream: ChangeStream;
  /** The first fetching, which opens the cursor: its result is for the first reader. */
  #opening: Promise<Document | null> | undefined;
  #closed = false;
  #tellClosed: (() => void) | undefined;
  /** Resolves once it is closed. */
  readonly closed = new Promise<void>((resolve) => {
    this.#tellClosed = resolve;
  });

  private constructor(db: Db, options: FeedOptions, place: FeedPlace, timestamp: TimestampClass) {
    this.#db = db;
    this.#timestamp = timestamp;
    this.#options = options;
    this.#place = place;
    this.#stream = this.#open();
  }

  /** @throws AdaptiveLearningError `invalid_input` for an invalid position, `replica_set_required`, `database_unavailable` */
  static async open(db: Db, options: FeedOptions, place: FeedPlace | undefined): Promise<ChangeFeed> {
    const { from, timestamp } = await present(db, options.where);
    const feed = new ChangeFeed(db, options, place ?? { from }, timestamp);
    feed.#opening = feed.#stream.tryNext() as Promise<Document | null>;
    // A lost place, or an error that a new try may heal, is for the reader's loop.
    const refused = feed.#opening.then(
      () => undefined,
      (error: unknown) => {
        if (isMalformed(error)) throw error;
      },
    );
    try {
      await Promise.race([refused, sleep(OPENING_MS, undefined, { ref: false })]);
    } catch (error) {
      await feed.close();
      throw feed.#translated(error);
    }
    return feed;
  }

  get place(): FeedPlace {
    return this.#place;
  }

  /** Waits for the next change; `end` after {@link close}. */
  async next(): Promise<FeedItem> {
    let failingSince: number | undefined;
    for (let pause = FIRST_PAUSE_MS; !this.#closed; ) {
      try {
        const change = await Promise.race([this.#fetch(), this.closed]);
        // The waiting ends with the feed, also on a connection that has gone silent.
        if (change === undefined) break;
        failingSince = undefined;
        pause = FIRST_PAUSE_MS;
        if (change === null) {
          this.#place = this.#placeOfStream();
          continue;
        }
        if (change['operationType'] === 'invalidate') break;
        const before = this.#place;
        this.#place = { after: (change['_id'] as { readonly _data: string })._data };
        return { kind: 'change', before, change };
      } catch (error) {
        if (this.#closed) break;
        if (isLost(error)) return this.#goOnFromNow();
        failingSince ??= performance.now();
        if (!isResumable(error) || performance.now() - failingSince > this.#options.retryForMs) throw this.#translated(error);
        await sleep(pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
        await this.#reopen();
      }
    }
    await this.close();
    return { kind: 'end' };
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#tellClosed?.();
    await this.#closeStream();
  }

  /** A server that has gone silent is not waited for. */
  async #closeStream(): Promise<void> {
    await within({ deadlineMs: CLOSING_MS }, this.#options.where, () => this.#stream.close()).catch(() => undefined);
  }

  #fetch(): Promise<Document | null> {
    const fetching = this.#opening ?? (this.#stream.tryNext() as Promise<Document | null>);
    this.#opening = undefined;
    return fetching;
  }

  /** Also where nothing of ours happens, the place moves on with the oplog. */
  #placeOfStream(): FeedPlace {
    const token = this.#stream.resumeToken as { readonly _data?: unknown } | undefined;
    return typeof token?._data === 'string' ? { after: token._data } : this.#place;
  }

  async #goOnFromNow(): Promise<FeedItem> {
    const { from } = await present(this.#db, this.#options.where);
    this.#place = { from };
    await this.#reopen();
    return { kind: 'lost', place: this.#place };
  }

  async #reopen(): Promise<void> {
    await this.#closeStream();
    this.#opening = undefined;
    if (!this.#closed) this.#stream = this.#open();
  }

  #open(): ChangeStream {
    const start =
      'after' in this.#place
        ? { resumeAfter: { _data: this.#place.after } }
        : { startAtOperationTime: new this.#timestamp(this.#place.from) };
    try {
      return this.#db.watch([...this.#options.stages], { ...start, maxAwaitTimeMS: AWAIT_MS, batchSize: BATCH });
    } catch (error) {
      throw this.#translated(error);
    }
  }

  #translated(error: unknown): unknown {
    const { where } = this.#options;
    return isMalformed(error)
      ? invalidInput(`${where}.after`, 'the token of an event', 'another text')
      : translateCommandError(error, where);
  }
}

/** Of the driver that the host has, which may be another copy than ours. */
type TimestampClass = new (parts: { t: number; i: number }) => Timestamp;

/** The server's own time right behind the newest write that it knows. */
async function present(db: Db, where: string) {
  const { operationTime } = await command(where, {}, (driver) => db.command({ ping: 1 }, driver));
  if (operationTime === undefined) throw replicaSetRequired(where);
  const newest = operationTime as Timestamp;
  return { from: { t: newest.t, i: newest.i + 1 }, timestamp: newest.constructor as TimestampClass };
}

function codeOf(error: unknown): unknown {
  return (error as { readonly code?: unknown } | null)?.code;
}

function isLost(error: unknown): boolean {
  return LOST_CODES.includes(codeOf(error));
}

function isMalformed(error: unknown): boolean {
  return MALFORMED_CODES.includes(codeOf(error));
}

/** By the label that servers give, and by what else a new try heals; also a cursor that the server has forgotten. */
function isResumable(error: unknown): boolean {
  const labelled = (error as { hasErrorLabel?(label: string): boolean }).hasErrorLabel?.('ResumableChangeStreamError') === true;
  return labelled || codeOf(error) === CURSOR_NOT_FOUND || isWorthRetrying(error);
}

const CURSOR_NOT_FOUND = 43;
