import { LRUCache } from 'lru-cache';
import type { CacheStore } from './cache-store.js';

/** How much memory kept answers take at most, in bytes: some ten thousand dashboards. What was asked for longest ago goes first. */
const MOST_BYTES = 64 * 1024 * 1024;
/** What an entry costs beside its text, in bytes: objects and pointers of the map, rounded up. */
const ENTRY_BYTES = 256;
/** V8 keeps a text with letters beyond Latin-1 in two bytes for each. */
const BYTES_PER_LETTER = 2;

/** Keeps answers in this process: bounded by bytes and time, unknown to other processes. */
export function inProcessStore(mostBytes: number = MOST_BYTES): CacheStore {
  const kept = new LRUCache<string, string>({
    maxSize: mostBytes,
    sizeCalculation: (value, key) => ENTRY_BYTES + BYTES_PER_LETTER * (key.length + value.length),
  });
  return {
    get: (key) => kept.get(key),
    set: (key, value, ttlMs) => kept.set(key, value, { ttl: ttlMs }),
  };
}
