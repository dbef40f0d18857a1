import { aborted } from '../repositories/index.js';

/**
 * The export of a learner's data as lines of NDJSON, read on demand. It ends with `close()`, at the end of a `for await` loop, and with the error
 * `aborted` when its signal is aborted.
 */
export class LearnerExport implements AsyncIterable<string>, AsyncDisposable {
  readonly #lines: AsyncGenerator<string, undefined>;
  readonly #signal: AbortSignal | undefined;
  readonly #where: string;
  #end: () => void = () => undefined;
  /** Resolves once the export is closed. */
  readonly closed: Promise<void>;

  constructor(
    lines: AsyncGenerator<string, undefined>,
    { signal, where }: { readonly signal: AbortSignal | undefined; readonly where: string },
  ) {
    this.closed = new Promise((resolve) => {
      this.#end = resolve;
    });
    // Also where nobody reads on: the engine that closes waits for it.
    const stop = () => void this.close();
    signal?.addEventListener('abort', stop, { once: true });
    void this.closed.then(() => signal?.removeEventListener('abort', stop));
    if (signal?.aborted === true) stop();
    this.#lines = lines;
    this.#signal = signal;
    this.#where = where;
  }

  /** Waits for the next line. */
  async next(): Promise<IteratorResult<string, undefined>> {
    try {
      const result = await this.#lines.next();
      // What was stopped must not look whole.
      if (this.#signal?.aborted === true) throw aborted(this.#where, this.#signal.reason);
      if (result.done === true) this.#end();
      return result;
    } catch (error) {
      this.#end();
      throw error;
    }
  }

  /** Closes the export. */
  async close(): Promise<void> {
    try {
      await this.#lines.return(undefined);
    } finally {
      this.#end();
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  [Symbol.asyncIterator](): AsyncIterator<string, undefined> {
    return {
      next: () => this.next(),
      return: async () => {
        await this.close();
        return { done: true, value: undefined };
      },
    };
  }
}
