import { AdaptiveLearningError } from '../../errors.js';
import { type DataKey, newDataKey } from '../cipher/data-key.js';
import { CachedKeys, type KeySet } from './cached-keys.js';
import { keyUnavailable } from './key-error.js';
import type { KeyControl, KeyProvider } from './key-provider.js';
import { mapLimited } from './map-limited.js';
import { type StoredKey, unwrapKey, wrapKey } from './wrapped-key.js';

/** Where wrapped keys are stored. */
export interface KeyStore {
  /** All keys of the owners, in one query. */
  read(owners: readonly string[], control: KeyControl): Promise<readonly StoredKey[]>;
  /** Stores a key; false if the owner has one of the same version already. */
  insert(key: StoredKey, control: KeyControl): Promise<boolean>;
}

export interface KeyRingOptions {
  readonly provider: KeyProvider;
  readonly tenant: string;
  readonly purpose: string;
  readonly store: KeyStore;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Owners whose keys are kept in memory, at most. */
  readonly maxOwners?: number | undefined;
  /** How long keys are kept in memory, in milliseconds: for so long, other processes can read what a destroyed key encrypted. */
  readonly maxAgeMs?: number | undefined;
}

const MAX_OWNERS = 10_000;
const MAX_AGE_MS = 300_000;
/** Calls of the provider at the same time, for one batch. */
const CONCURRENT = 16;
/** How long a batch of keys may take. Milliseconds. */
const LOADING_MS = 20_000;

/** The keys that a batch needs: the ids (hex) of the keys of each owner; none to encrypt. */
export type NeededKeys = ReadonlyMap<string, ReadonlySet<string>>;

/** Keys in use. */
export interface KeysInUse {
  /** The key that encrypts for an owner. */
  current(owner: string): DataKey;
  /** The owner's key of an id (hex); undefined if it was destroyed, or never existed. */
  byId(owner: string, keyId: string): DataKey | undefined;
}

/**
 * The data keys of owners (learners, or indexes): unwrapped once, kept in memory for a bounded number of owners and a bounded time, and
 * overwritten after that. A batch asks once for all its keys.
 */
export class KeyRing {
  readonly #options: KeyRingOptions;
  readonly #cached: CachedKeys;
  readonly #loading = new Map<string, Promise<KeySet>>();
  readonly #closing = new AbortController();

  constructor(options: KeyRingOptions) {
    this.#options = options;
    this.#cached = new CachedKeys(options.now, { maxOwners: options.maxOwners ?? MAX_OWNERS, maxAgeMs: options.maxAgeMs ?? MAX_AGE_MS });
  }

  /**
   * Does something with keys, which stay usable until it ends.
   *
   * @param create whether an owner without a key gets one: to encrypt
   * @throws AdaptiveLearningError `key_unavailable` if the provider fails
   */
  async using<Result>(
    needed: NeededKeys,
    { signal, create }: KeyControl & { readonly create: boolean },
    use: (keys: KeysInUse) => Promise<Result> | Result,
  ): Promise<Result> {
    const held = this.#known(needed, create);
    try {
      for (let before = -1; held.size < needed.size; ) {
        if (held.size === before) throw unusable('keys that stay in memory until they are used', 'keys that left it before');
        before = held.size;
        await this.#take(needed, held, create);
        signal.throwIfAborted();
      }
      return await use(inUse(held));
    } finally {
      this.#release(held);
    }
  }

  /** As {@link using}, if all keys are in memory; undefined if one has to be loaded. */
  usingKnown<Result>(needed: NeededKeys, create: boolean, use: (keys: KeysInUse) => Promise<Result>): Promise<Result> | undefined {
    const held = this.#known(needed, create);
    if (held.size === needed.size) return use(inUse(held)).finally(() => this.#release(held));
    this.#release(held);
    return undefined;
  }

  /** Forgets the keys of an owner, after they were destroyed in the store. */
  forget(owner: string): void {
    this.#cached.remove(owner);
  }

  /** Overwrites all keys. */
  close(): void {
    this.#closing.abort();
    this.#cached.clear();
  }

  /** Takes what is in memory and suffices. */
  #known(needed: NeededKeys, create: boolean): Map<string, KeySet> {
    const held = new Map<string, KeySet>();
    for (const [owner, ids] of needed) {
      const known = this.#cached.get(owner);
      if (known !== undefined && isUsable(known, create) && hasAll(known, ids)) held.set(owner, this.#cached.hold(known));
    }
    return held;
  }

  #release(held: ReadonlyMap<string, KeySet>): void {
    for (const keys of held.values()) this.#cached.release(keys);
  }

  /** Loads what is not held yet, once for all who ask at the same time. */
  async #take(needed: NeededKeys, held: Map<string, KeySet>, create: boolean): Promise<void> {
    const missing = [...needed].filter(([owner]) => !held.has(owner));
    const own = new Set(missing.flatMap(([owner]) => (this.#loading.has(owner) ? [] : [owner])));
    if (own.size > 0) this.#beginLoading([...own], create);
    await Promise.all(
      missing.map(async ([owner, ids]) => {
        const keys = await this.#loading.get(owner);
        // A key that is not there after loading was destroyed. Of a loading that began before this call, nothing follows.
        if (keys !== undefined && isUsable(keys, create) && (own.has(owner) || hasAll(keys, ids))) held.set(owner, this.#cached.hold(keys));
      }),
    );
  }

  #beginLoading(owners: readonly string[], create: boolean): void {
    const batch = this.#load(owners, create);
    for (const owner of owners) {
      const own = batch.then((sets) => sets.get(owner) as KeySet).finally(() => this.#loading.delete(owner));
      own.catch(() => undefined);
      this.#loading.set(owner, own);
    }
  }

  async #load(owners: readonly string[], create: boolean): Promise<Map<string, KeySet>> {
    const { store, provider, tenant, purpose } = this.#options;
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(LOADING_MS)]);
    const stored = await store.read(owners, { signal });
    const unwrapped = await mapLimited(stored, CONCURRENT, async (key) => {
      try {
        return { key, dataKey: await unwrapKey(provider, key, { tenant, purpose }, { signal }) };
      } catch (error) {
        // One stored key that was tampered with makes its own learner's values unreadable, and nobody else's.
        if (error instanceof AdaptiveLearningError && error.code === 'decryption_failed') return { key, dataKey: undefined };
        throw error;
      }
    });
    const byOwner = new Map<string, typeof unwrapped>(owners.map((owner) => [owner, []]));
    for (const entry of unwrapped) byOwner.get(entry.key.owner)?.push(entry);
    const sets = await mapLimited([...byOwner], CONCURRENT, async ([owner, entries]) => {
      const [newest] = [...entries].sort((a, b) => b.key.version - a.key.version);
      if (newest === undefined && create) return [owner, await this.#create(owner, signal)] as const;
      const keys = entries.flatMap(({ key, dataKey }) => (dataKey === undefined ? [] : [[key.keyId, dataKey] as const]));
      const set = { keys: new Map(keys), current: newest?.dataKey, isStored: newest !== undefined };
      return [owner, this.#cached.add(owner, set)] as const;
    });
    if (!this.#closing.signal.aborted) return new Map(sets);
    this.#cached.clear();
    throw unusable('an open engine', 'one that was closed');
  }

  /** The first key of an owner; of two processes that make one at the same time, the key that is stored first is the key of both. */
  async #create(owner: string, signal: AbortSignal): Promise<KeySet> {
    const { store, provider, tenant, purpose } = this.#options;
    const key = newDataKey();
    const stored = await wrapKey(provider, key, { tenant, purpose, owner, version: 1 }, { signal });
    if (await store.insert(stored, { signal }))
      return this.#cached.add(owner, { keys: new Map([[stored.keyId, key]]), current: key, isStored: true });
    key.destroy();
    const again = await this.#load([owner], false);
    return again.get(owner) as KeySet;
  }
}

function inUse(held: ReadonlyMap<string, KeySet>): KeysInUse {
  return {
    current: (owner) => {
      const current = held.get(owner)?.current;
      if (current === undefined) throw unusable('a key that encrypts', 'one that does not unwrap');
      return current;
    },
    byId: (owner, keyId) => held.get(owner)?.keys.get(keyId),
  };
}

function isUsable(keys: KeySet, create: boolean): boolean {
  return !keys.isGone && (!create || keys.isStored);
}

function hasAll({ keys }: KeySet, ids: ReadonlySet<string>): boolean {
  return [...ids].every((id) => keys.has(id));
}

function unusable(expected: string, received: string): AdaptiveLearningError {
  return keyUnavailable({ where: 'KeyRing', expected, received });
}
