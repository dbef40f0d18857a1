/**
 * A store for cached results: anything with the `get` and `set` of Keyv, such as a Keyv on Redis. Keys are ASCII strings of at most 200 characters,
 * values are strings. The store may lose entries, but must never return anything other than the last value set.
 *
 * @example
 * const store: CacheStore = new Keyv(new KeyvRedis('redis://127.0.0.1:6379'));
 */
export interface CacheStore {
  /** The stored value, or undefined. */
  get(key: string): unknown;
  /** Stores a string for a number of milliseconds. */
  set(key: string, value: string, ttlMs: number): unknown;
}
