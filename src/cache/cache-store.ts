/**
 * Where answers are kept: anything with the `get` and `set` of Keyv, such as a Keyv on Redis. Keys are ASCII text of at most 200
 * characters, values are text. What a store loses, it may lose; what it gives must be what was last set there, or nothing.
 *
 * @example
 * const store: CacheStore = new Keyv(new KeyvRedis('redis://127.0.0.1:6379'));
 */
export interface CacheStore {
  /** What was kept, or undefined. */
  get(key: string): unknown;
  /** Keeps a text for so many milliseconds. */
  set(key: string, value: string, ttlMs: number): unknown;
}
