import type { CacheStore } from './cache-store.js';

/**
 * How long one step with the store may take, in milliseconds. A question takes two such steps, a write one: a store that is dead or frozen
 * costs neither more than 50 ms.
 */
const STEP_MS = 25;
/** How long a store that failed is left alone before it is tried again; it doubles up to the longest. Milliseconds. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

/** What has to be put right in a store that was away before it may be read again. */
export interface Arrears {
  /** Writes what could not be written; gives whether all of it now stands in the store. */
  settle(store: CacheStore): Promise<boolean>;
  /** True when nothing is left to write. */
  readonly settled: boolean;
}

/** A store that may fail, be slow or be away: then work goes on without it, and it is tried again after a while, on nobody's time. */
export class GuardedStore {
  readonly #store: CacheStore;
  readonly #arrears: Arrears;
  #available = true;
  #trying = false;
  #tryAt = 0;
  #pause = FIRST_PAUSE_MS;
  #errors = 0;

  constructor(store: CacheStore, arrears: Arrears) {
    this.#store = store;
    this.#arrears = arrears;
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
  async attempt<Result>(step: (store: CacheStore) => Promise<Result>): Promise<{ readonly value: Result } | undefined> {
    if (!this.#available) {
      if (!this.#trying && performance.now() >= this.#tryAt) void this.#tryAgain();
      return undefined;
    }
    const done = await inTime(() => step(this.#store));
    if (done === undefined) this.#leaveAlone();
    return done;
  }

  #leaveAlone(): void {
    this.#errors += 1;
    this.#available = false;
    this.#tryAt = performance.now() + this.#pause;
    this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE_MS);
  }

  async #tryAgain(): Promise<void> {
    this.#trying = true;
    try {
      do {
        if (!(await this.#arrears.settle(guarding(this.#store)))) return this.#leaveAlone();
        // What came while that was written is written too: from this look to the next line nothing can come.
      } while (!this.#arrears.settled);
      this.#available = true;
      this.#pause = FIRST_PAUSE_MS;
    } catch {
      this.#leaveAlone();
    } finally {
      this.#trying = false;
    }
  }
}

/** The same store, whose steps each have their time. */
function guarding(store: CacheStore): CacheStore {
  const orThrow = async (step: () => unknown) => {
    const done = await inTime(async () => step());
    if (done === undefined) throw new Error('The store did not answer in time');
    return done.value;
  };
  return {
    get: (key) => orThrow(() => store.get(key)),
    set: (key, value, ttlMs) => orThrow(() => store.set(key, value, ttlMs)),
  };
}

/** What a step gives, or undefined when it fails or takes too long. Never rejects, however late the step does. */
function inTime<Result>(step: () => Promise<Result>): Promise<{ readonly value: Result } | undefined> {
  return new Promise((resolve) => {
    // When this process was busy itself, the store's answer may lie there unread: one turn of the event loop to read it.
    const timer = setTimeout(() => setImmediate(resolve, undefined), STEP_MS);
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
