import { randomUUID } from 'node:crypto';
import type { CacheStore } from './cache-store.js';
import { CircuitBreaker, type PendingWrites, STORE_TIMEOUTS, type StoreTimeouts } from './circuit-breaker.js';

/** Longer than any answer is kept, in milliseconds: a version that has expired makes its answers unreachable, never wrong. */
const VERSION_MS = 24 * 3_600_000;
/** For how many owners it is remembered that their version could not be written; beyond these, one for all is. */
const MOST_OWNERS = 1_000;
/** How often a new version is set until it is seen: others may set theirs in between. */
const TRIES = 6;
/** The owner of everything. */
const EVERYBODY = '*';

/**
 * The version of each owner's answers, in the store itself: an answer is found under the version that stood there before its loading
 * began, and a write sets another one that never was before. So what was loaded before a write cannot be found after it.
 */
export class CacheVersions implements PendingWrites {
  readonly store: CircuitBreaker;
  readonly #keyOf: (owner: string) => string;
  readonly #keyOfEverybody: string;
  /** Owners whose version is being written or could not be written, each with the change that wants it. */
  readonly #wanted = new Map<string, symbol>();

  /** @param keyOf - names the version of an owner in the store */
  constructor(
    store: CacheStore,
    keyOf: (owner: string) => string,
    patience: StoreTimeouts = STORE_TIMEOUTS,
    onChange?: (available: boolean) => void,
  ) {
    this.store = new CircuitBreaker(store, this, patience, onChange);
    this.#keyOf = keyOf;
    this.#keyOfEverybody = keyOf(EVERYBODY);
  }

  /** An owner's version just now; undefined when the store does not say, and nothing may be kept or found. */
  async of(owner: string): Promise<string | undefined> {
    const keys = [this.#keyOfEverybody, this.#keyOf(owner)];
    const found = await this.store.attempt('read', (store) => Promise.all(keys.map((key) => currentVersion(store, key))));
    return found?.value.join();
  }

  /** Gives an owner a new version; while the store is away that is remembered, and done before it is read again. */
  async renew(owner: string): Promise<void> {
    const change = Symbol(owner);
    this.#want(owner, change);
    await this.store.attempt('invalidate', async (store) => {
      await replaceVersion(store, this.#keyOf(owner));
      // Also when nobody waits for it any more.
      this.#settled(owner, change);
    });
  }

  get isFlushed(): boolean {
    return this.#wanted.size === 0;
  }

  async flush(store: CacheStore): Promise<void> {
    for (const [owner, change] of [...this.#wanted]) {
      await replaceVersion(store, this.#keyOf(owner));
      this.#settled(owner, change);
    }
    // Nothing to write is no sign of life.
    await currentVersion(store, this.#keyOfEverybody);
  }

  #want(owner: string, change: symbol): void {
    if (this.#wanted.size >= MOST_OWNERS) {
      this.#wanted.clear();
      this.#wanted.set(EVERYBODY, change);
    } else this.#wanted.set(owner, change);
  }

  /** A later change of the same owner stays wanted. */
  #settled(owner: string, change: symbol): void {
    if (this.#wanted.get(owner) === change) this.#wanted.delete(owner);
  }
}

/** The version that stands in the store. Where there is none, a new one is set, and what is then read there holds. */
async function currentVersion(store: CacheStore, key: string): Promise<string> {
  const found = await store.get(key);
  if (typeof found === 'string') return found;
  await store.set(key, randomUUID(), VERSION_MS);
  const read = await store.get(key);
  if (typeof read === 'string') return read;
  throw new Error('The store keeps nothing');
}

/**
 * Sets a new version and sees it there: Keyv does not say when it could not write. Another one than stood there a moment ago will do,
 * since somebody set it after the change.
 */
async function replaceVersion(store: CacheStore, key: string): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const version = randomUUID();
    const isNew = (read: unknown) => read === version || (typeof read === 'string' && typeof before === 'string' && read !== before);
    // Sent at once: a store that does one thing after the other needs one round trip, others are asked once more.
    const [before, , after] = await Promise.all([store.get(key), store.set(key, version, VERSION_MS), store.get(key)]);
    if (isNew(after) || isNew(await store.get(key))) return;
  }
  throw new Error('The store does not keep what it is given');
}
