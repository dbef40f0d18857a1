import { type Cache, type CacheStore, inProcessStore, NO_CACHE, QueryCache } from '../cache/index.js';
import { invalidInput } from '../errors.js';
import type { CollectionSet } from '../repositories/index.js';
import { checkKeys } from '../schema/index.js';

/**
 * Where answers are kept for as long as their questions allow. Without a store: in this process, 64 MiB at most; a write through this
 * engine is seen by its next question, one through another process when the answer's time is over. With a store that several processes
 * share, such as a Keyv on Redis, a write through any of their engines is seen by the next question of all.
 */
export interface CacheSetting {
  /** A Keyv, or anything that has its `get` and `set`. What is kept there are answers in plain text, under hashed keys. */
  readonly store?: CacheStore | undefined;
  /**
   * Tells apart databases of the same name that share a store; processes on the same database must agree on it. Letters, digits, `.`, `_`
   * and `-`, 64 at most; `default` if not given.
   */
  readonly namespace?: string | undefined;
}

const NAMESPACE = /^[\w.-]{1,64}$/;

/** The cache that a setting stands for; the setting was checked. */
export function cacheOf(setting: CacheSetting | false | undefined, { db, prefix }: CollectionSet, clock: () => Date): Cache {
  if (setting === false) return NO_CACHE;
  const { store = inProcessStore(), namespace = 'default' } = setting ?? {};
  return new QueryCache(store, { namespace, tenant: JSON.stringify([db.databaseName, prefix]), clock });
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
