import { UNREADABLE_NAMED_AT_MOST } from '../pipelines/index.js';
import { type CallOptions, driverOptions } from './call-options.js';
import type { DriverOptions } from './command.js';
import { shouldYield, yieldToEventLoop } from './cooperative-work.js';
import { translateSent } from './driver-errors.js';
import { aborted, DEFAULT_DEADLINE_MS, within } from './limits.js';
import { documentOf, isCorrupt, type Unreadable, type UnreadableOptions } from './unreadable.js';

/** The driver options of a cursor. */
export type CursorDriverOptions = DriverOptions & { readonly batchSize?: number };

/** The part of a driver's cursor that is used here. */
export interface RawCursor {
  next(): Promise<unknown>;
  /** Buffered rows, at most this many. */
  readBufferedDocuments(most: number): unknown[];
  close(): Promise<void>;
}

/** Rows that are taken from the driver's batch at a time, at most. */
const TAKEN_AT_MOST = 64;
/** Rows in a reply of the server, by default: the driver's own choice is up to 16 MB, which take it and the garbage collector long. */
const BATCH = 500;
/** How long the driver may take to read them, in milliseconds: of long documents fewer are taken. */
const TAKING_MS = 3;

/** How long the closing of a cursor is waited for, in milliseconds: the server closes an abandoned cursor by itself. */
const CLOSING_MS = 200;
/** How long a batch that nobody waits for any more may still come in, in milliseconds; then the connection is given up. */
const LEFT_BEHIND_MS = 1_000;

export interface CursorOptions extends UnreadableOptions {
  readonly signal?: AbortSignal | undefined;
  /** The time limit of waiting for the next rows, or of `toArray`, in milliseconds. */
  readonly deadlineMs?: number | undefined;
}

/** A cursor over rows decoded by their schema. It buffers only the driver's batch, and closes at the end of a loop. */
export class DecodedCursor<Row> implements AsyncIterable<Row> {
  readonly #cursor: RawCursor;
  readonly #decode: (row: unknown) => Row;
  readonly #where: string;
  readonly #options: CursorOptions & CallOptions;
  readonly #ready: () => Promise<void>;
  readonly #shown: ((rows: unknown[]) => Promise<unknown[]>) | undefined;
  /** Rows that have come and are not read yet, the next one last. */
  #taken: unknown[] = [];
  #takenAtOnce = 8;
  #observation: { end(milliseconds: number, error?: unknown): void } | undefined;
  #waitedMs = 0;
  readonly #unreadable: Unreadable[] = [];
  #leftOut = 0;
  /** Gives up the connection that a batch is waited for on. */
  readonly #giveUp = new AbortController();
  /** Until when all rows have to be there, where they are asked for at once. */
  #until: number | undefined;

  /**
   * @param ready is waited for before rows are fetched; what it throws ends the reading
   * @param shown what is shown of rows that have come; some of them may not be
   */
  constructor(
    open: (driver: CursorDriverOptions) => RawCursor,
    decode: (row: unknown) => Row,
    where: string,
    options: CursorOptions & CallOptions,
    ready: () => Promise<void> = async () => undefined,
    shown?: (rows: unknown[]) => Promise<unknown[]>,
  ) {
    this.#shown = shown;
    const { session, maxTimeMS } = options;
    this.#ready = ready;
    this.#cursor = open({ ...driverOptions({ session, maxTimeMS, signal: this.#giveUp.signal }), batchSize: BATCH });
    this.#decode = decode;
    this.#where = where;
    this.#options = options;
  }

  /** The first 100 documents that were left out so far because they do not match their schema. */
  get unreadable(): readonly Unreadable[] {
    return this.#unreadable;
  }

  /** The number of documents left out so far. */
  get leftOut(): number {
    return this.#leftOut;
  }

  /** Reports the time spent waiting for rows to an observation at the end. */
  observe(observation: { end(milliseconds: number, error?: unknown): void }, waitedMs: number): void {
    this.#observation = observation;
    this.#waitedMs = waitedMs;
  }

  /** Returns the next row, or null at the end. */
  next(): Promise<Row | null> {
    return this.#observation === undefined ? this.#read() : this.#readObserved();
  }

  async #readObserved(): Promise<Row | null> {
    const start = performance.now();
    const waited = () => this.#waitedMs + performance.now() - start;
    try {
      const row = await this.#read();
      this.#waitedMs = waited();
      if (row === null) this.#ended();
      return row;
    } catch (error) {
      this.#waitedMs = waited();
      this.#ended(error);
      throw error;
    }
  }

  #ended(error?: unknown): void {
    this.#observation?.end(this.#waitedMs, error);
    this.#observation = undefined;
  }

  async #read(): Promise<Row | null> {
    for (;;) {
      if (this.#options.signal?.aborted === true) {
        await this.#release();
        throw aborted(this.#where, this.#options.signal.reason);
      }
      if (this.#taken.length === 0) {
        this.#taken = await this.#nextBatch();
        if (this.#taken.length === 0) return null;
      }
      try {
        if (shouldYield()) await yieldToEventLoop(this.#where, this.#options.signal);
        const row = this.#readableOf(this.#taken.pop());
        if (row !== undefined) return row;
      } catch (error) {
        await this.#release();
        throw error;
      }
    }
  }

  /** Waits for the next row, and takes some of those that came with it; none at the end. */
  async #fetch(): Promise<unknown[]> {
    await this.#ready();
    for (;;) {
      const row = await this.#cursor.next();
      if (row === null) return [];
      const came = [row, ...this.#take()];
      const rows = this.#shown === undefined ? came : await this.#shown(came);
      if (rows.length > 0) return rows.reverse();
    }
  }

  /** Some of the rows that came with the last one: fewer where they are long. */
  #take(): unknown[] {
    const start = performance.now();
    const rows = this.#cursor.readBufferedDocuments(this.#takenAtOnce);
    const isQuick = performance.now() - start < TAKING_MS;
    this.#takenAtOnce = isQuick ? Math.min(2 * this.#takenAtOnce, TAKEN_AT_MOST) : Math.ceil(this.#takenAtOnce / 2);
    return rows;
  }

  /** A row as its schema reads it, or undefined for one that does not fit and was reported. */
  #readableOf(stored: unknown): Row | undefined {
    try {
      return this.#decode(stored);
    } catch (error) {
      if (this.#options.unreadable === 'refuse' || !isCorrupt(error)) throw error;
      this.#leftOut += 1;
      if (this.#unreadable.length < UNREADABLE_NAMED_AT_MOST) this.#unreadable.push(documentOf(error));
      this.#options.onUnreadable?.(error);
      return undefined;
    }
  }

  /**
   * Ends the waiting at the signal or the deadline, and closes the cursor once the driver is done with its batch. The driver is not given
   * the signal for that: its cursors that one has ended (7.8.0) stay open on the server.
   */
  async #nextBatch(): Promise<unknown[]> {
    const { signal, deadlineMs = DEFAULT_DEADLINE_MS } = this.#options;
    const limits = { signal, deadlineMs: this.#until === undefined ? deadlineMs : Math.max(0, this.#until - performance.now()) };
    return within(limits, this.#where, async (ending) => {
      const leave = () => {
        const late = setTimeout(() => this.#giveUp.abort(), LEFT_BEHIND_MS);
        void reading
          .then(() => this.#cursor.close())
          .catch(() => undefined)
          .finally(() => clearTimeout(late));
      };
      const reading = this.#fetch();
      ending.addEventListener('abort', leave, { once: true });
      try {
        return await reading;
      } catch (error) {
        throw translateSent(error, this.#where, this.#options, ending);
      } finally {
        ending.removeEventListener('abort', leave);
      }
    });
  }

  async #release(): Promise<void> {
    await within({ deadlineMs: CLOSING_MS }, this.#where, () => this.#cursor.close()).catch(() => undefined);
  }

  /** Returns all rows; for small results. */
  async toArray(): Promise<Row[]> {
    const rows: Row[] = [];
    this.#until = performance.now() + (this.#options.deadlineMs ?? DEFAULT_DEADLINE_MS);
    try {
      for (let row = await this.next(); row !== null; row = await this.next()) {
        rows.push(row);
        // What has come already needs no turn of the event loop for each row.
        while (this.#taken.length > 0) {
          if (shouldYield()) await yieldToEventLoop(this.#where, this.#options.signal);
          const more = this.#readableOf(this.#taken.pop());
          if (more !== undefined) rows.push(more);
        }
      }
    } catch (error) {
      this.#ended(error);
      throw error;
    } finally {
      await this.close();
    }
    return rows;
  }

  /** Returns the first readable row, or null, and closes the cursor. */
  async first(): Promise<Row | null> {
    try {
      return await this.next();
    } finally {
      await this.close();
    }
  }

  async close(): Promise<void> {
    this.#ended();
    this.#taken = [];
    await this.#release();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Row, void, undefined> {
    try {
      for (let row = await this.next(); row !== null; row = await this.next()) yield row;
    } finally {
      await this.close();
    }
  }
}
