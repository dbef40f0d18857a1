import type { CacheStore } from './cache-store.js';

/**
 * How long a step with the store may take, in milliseconds: one that a query waits for (two at most), and the one that
 * a write waits for. A store that is dead or frozen costs neither more than 50 ms.
 */
export const STORE_TIMEOUTS = { read: 24, invalidate: 48 };

export type StoreTimeouts = typeof STORE_TIMEOUTS;

/** How many steps of questions, one after the other, may fail before the store is left alone: on a busy machine one is late from time to time. */
const MOST_FAILURES = 3;
/** How long a store that failed is left alone before it is tried again; it doubles up to the longest. Milliseconds. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

/** What has to be put right in a store that was away before it may be read again. */
export interface PendingWrites {
  /** Writes what could not be written; rejects when it does not stand in the store now. */
  flush(store: CacheStore): Promise<void>;
  /** True when nothing is left to write. */
  readonly isFlushed: boolean;
}

/** A store that may fail, be slow or be away: then work goes on without it, and it is tried again by itself, on nobody's time. */
export class CircuitBreaker {
  readonly #store: CacheStore;
  readonly #pending: PendingWrites;
  readonly #timeouts: StoreTimeouts;
  readonly #onChange: (available: boolean) => void;
  #available = true;
  #failures = 0;
  #pause = FIRST_PAUSE_MS;
  #errors = 0;

  /** @param onChange told whether the store is available, each time that this changes */
  constructor(
    store: CacheStore,
    arrears: PendingWrites,
    patience: StoreTimeouts,
    onChange: (available: boolean) => void = () => undefined,
  ) {
    this.#onChange = onChange;
    this.#store = store;
    this.#pending = arrears;
    this.#timeouts = patience;
  }

  /** False while the store is left alone. */
  get available(): boolean {
    return this.#available;
  }

  /** Steps that failed or took too long. */
  get errors(): number {
    return this.#errors;
  }

  /** Does something with the store. Gives undefined, at once or after the longest that a step may take, when that was not to be had. */
  async attempt<Result>(
    kind: keyof StoreTimeouts,
    step: (store: CacheStore) => Promise<Result>,
  ): Promise<{ readonly value: Result } | undefined> {
    if (!this.#available) return undefined;
    const done = await inTime(this.#timeouts[kind], () => step(this.#store));
    this.#failures = done === undefined ? this.#failures + 1 : 0;
    if (done !== undefined) return done;
    this.#errors += 1;
    // A change that may not stand in the store has to be made up for before anything is read there.
    if (this.#available && (kind === 'invalidate' || this.#failures >= MOST_FAILURES)) this.#open();
    return undefined;
  }

  #open(): void {
    if (this.#available) this.#onChange(false);
    this.#available = false;
    // Nobody's process is kept alive for a cache.
    setTimeout(() => void this.#tryAgain(), this.#pause).unref();
    this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE_MS);
  }

  async #tryAgain(): Promise<void> {
    try {
      const store = withTimeouts(this.#store);
      // What comes while that is written is written too: from the last look to the next line nothing can come.
      do await this.#pending.flush(store);
      while (!this.#pending.isFlushed);
      this.#available = true;
      this.#onChange(true);
      this.#pause = FIRST_PAUSE_MS;
    } catch {
      this.#open();
    }
  }
}

/** The same store, whose steps each have their time. */
function withTimeouts(store: CacheStore): CacheStore {
  const orThrow = async (step: () => unknown) => {
    const done = await inTime(STORE_TIMEOUTS.invalidate, async () => step());
    if (done === undefined) throw new Error('The store did not answer in time');
    return done.value;
  };
  return {
    get: (key) => orThrow(() => store.get(key)),
    set: (key, value, ttlMs) => orThrow(() => store.set(key, value, ttlMs)),
  };
}

/** What a step gives, or undefined when it fails or takes too long. Never rejects, however late the step does. */
function inTime<Result>(withinMs: number, step: () => Promise<Result>): Promise<{ readonly value: Result } | undefined> {
  return new Promise((resolve) => {
    // When this process was busy itself, the store's answer may lie there unread: one turn of the event loop to read it.
    const timer = setTimeout(() => setImmediate(resolve, undefined), withinMs);
    const end = (done: { readonly value: Result } | undefined) => {
      clearTimeout(timer);
      resolve(done);
    };
    // Within a promise: a store of the host's own may also throw at once.
    Promise.resolve()
      .then(step)
      .then(
        (value) => end({ value }),
        () => end(undefined),
      );
  });
}
