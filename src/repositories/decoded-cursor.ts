import type { AdaptiveLearningError } from '../errors.js';
import { aborted, translateDriverError } from './driver-errors.js';

/** The part of a driver's cursor that is used here. */
interface RawCursor {
  next(): Promise<unknown>;
  close(): Promise<void>;
}

export interface CursorOptions {
  readonly signal?: AbortSignal | undefined;
  /**
   * Told of each stored row that does not fit its declaration, with its collection and id; the row is then passed over.
   * Without it, such a row ends the reading with the same error.
   */
  readonly onCorrupt?: ((error: AdaptiveLearningError) => void) | undefined;
}

/** Rows as they come, each read by its schema; nothing is held but the driver's batch. Closes itself at the end of a loop. */
export class DecodedCursor<Row> implements AsyncIterable<Row> {
  readonly #cursor: RawCursor;
  readonly #decode: (row: unknown) => Row;
  readonly #where: string;
  readonly #options: CursorOptions;
  #observation: { end(milliseconds: number, error?: unknown): void } | undefined;
  #waitedMs = 0;

  constructor(cursor: RawCursor, decode: (row: unknown) => Row, where: string, options: CursorOptions) {
    this.#cursor = cursor;
    this.#decode = decode;
    this.#where = where;
    const { signal } = options;
    // A signal of its own: hundreds of cursors may share the host's, and each listens to it.
    this.#options = signal === undefined ? options : { ...options, signal: AbortSignal.any([signal]) };
  }

  /** Has what is waited for the rows, from now on, told to an observation at the end. */
  observe(observation: { end(milliseconds: number, error?: unknown): void }, waitedMs: number): void {
    this.#observation = observation;
    this.#waitedMs = waitedMs;
  }

  /** The next row, or null at the end. */
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
        await this.#cursor.close();
        throw aborted(this.#where, this.#options.signal.reason);
      }
      const row = await this.#unlessAborted(this.#cursor.next()).catch((error: unknown) => {
        throw translateDriverError(error, this.#where, this.#options.signal);
      });
      if (row === null) return null;
      try {
        return this.#decode(row);
      } catch (error) {
        if (this.#options.onCorrupt === undefined) {
          await this.#cursor.close();
          throw error;
        }
        this.#options.onCorrupt(error as AdaptiveLearningError);
      }
    }
  }

  /**
   * Ends the waiting when the signal does, and closes the cursor once the driver is done with its batch.
   * The driver is not given the signal: its cursors that one has ended (7.8.0) stay open on the server.
   */
  async #unlessAborted(reading: Promise<unknown>): Promise<unknown> {
    const { signal } = this.#options;
    if (signal === undefined) return reading;
    return new Promise((resolve, reject) => {
      const stop = () => {
        reject(aborted(this.#where, signal.reason));
        void reading.then(() => this.#cursor.close()).catch(() => undefined);
      };
      signal.addEventListener('abort', stop, { once: true });
      reading.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    });
  }

  /** All rows at once; for questions whose answer is known to be small. */
  async toArray(): Promise<Row[]> {
    const rows: Row[] = [];
    for await (const row of this) rows.push(row);
    return rows;
  }

  async close(): Promise<void> {
    this.#ended();
    await this.#cursor.close();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Row, void, undefined> {
    try {
      for (let row = await this.next(); row !== null; row = await this.next()) yield row;
    } finally {
      await this.close();
    }
  }
}
