import { type CacheStore, DoubtableCache, inProcessStore, NO_CACHE, QueryCache } from '../cache/index.js';
import { invalidInput } from '../errors.js';
import type { CollectionSet } from '../repositories/index.js';
import type { Log } from '../runtime/index.js';
import { checkKeys } from '../schema/index.js';

/**
 * Settings of the query cache. Without a store, results are cached in this process, up to 64 MiB: a write through this engine invalidates them at
 * once; after a write by another process, they may be returned until they expire. With a store that several processes share, such as a Keyv on Redis,
 * a write through any of their engines invalidates results for all.
 */
export interface CacheSetting {
  /** A Keyv, or anything with its `get` and `set`. It contains results in plain text, under hashed keys. */
  readonly store?: CacheStore | undefined;
  /**
   * Distinguishes databases with the same name in a shared store; use the same namespace in all processes on a database. At most 64 letters, digits,
   * `.`, `_` and `-`; `default` if not given.
   */
  readonly namespace?: string | undefined;
}

const NAMESPACE = /^[\w.-]{1,64}$/;

/** The cache that a setting stands for; the setting was checked. */
export function cacheOf(
  setting: CacheSetting | false | undefined,
  { db, prefix }: CollectionSet,
  clock: () => Date,
  log: Log,
): DoubtableCache {
  if (setting === false) return new DoubtableCache(NO_CACHE);
  const { store = inProcessStore(), namespace = 'default' } = setting ?? {};
  const onChange = (available: boolean) => log(available ? 'cache_available' : 'cache_unavailable', {});
  return new DoubtableCache(new QueryCache(store, { namespace, tenant: JSON.stringify([db.databaseName, prefix]), clock, onChange }));
}

/** @throws AdaptiveLearningError `invalid_input` */
export function checkCacheSetting(setting: CacheSetting | false | undefined): void {
  if (setting === undefined || setting === false) return;
  const where = 'createEngine.cache';
  if ((setting as unknown) === true || typeof setting !== 'object') throw invalidInput(where, '{ store, namespace } or false', setting);
  checkKeys(setting, ['store', 'namespace'], where);
  const { store, namespace } = setting;
  if (store !== undefined && !isStore(store))
    throw invalidInput(
      `${where}.store`,
      'an object with get(key) and set(key, text, milliseconds) that forgets in time, such as a Keyv',
      store,
    );
  if (namespace !== undefined && (typeof namespace !== 'string' || !NAMESPACE.test(namespace)))
    throw invalidInput(`${where}.namespace`, '1 to 64 letters, digits, dots, hyphens or underscores', namespace);
}

/** A Map has the methods and keeps everything for ever: it would fill the process. */
function isStore(store: unknown): store is CacheStore {
  if (typeof store !== 'object' || store === null || store instanceof Map || store instanceof WeakMap) return false;
  const { get, set } = store as { readonly get?: unknown; readonly set?: unknown };
  return typeof get === 'function' && typeof set === 'function';
}
