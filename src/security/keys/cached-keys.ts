import type { DataKey } from '../cipher/data-key.js';

/** The unwrapped keys of an owner. */
export interface KeySet {
  /** By their ids in hex. */
  readonly keys: ReadonlyMap<string, DataKey>;
  /** The newest key, which encrypts; undefined where there is none, or where it does not unwrap. */
  readonly current: DataKey | undefined;
  /** True if the store has keys of the owner, whether or not they unwrap. */
  readonly isStored: boolean;
  /** True once it has left the cache; the keys are overwritten as soon as nobody uses them. */
  readonly isGone: boolean;
}

interface Kept extends KeySet {
  isGone: boolean;
  readonly until: number;
  uses: number;
}

interface Bounds {
  readonly maxOwners: number;
  readonly maxAgeMs: number;
}

/** Unwrapped keys in memory: bounded in number and time. Keys that leave are overwritten, those in use once their last use ends. */
export class CachedKeys {
  readonly #now: () => number;
  readonly #bounds: Bounds;
  /** The one that was used longest ago first. */
  readonly #kept = new Map<string, Kept>();
  #sweeping: NodeJS.Timeout | undefined;

  constructor(now: () => number, bounds: Bounds) {
    this.#now = now;
    this.#bounds = bounds;
  }

  get(owner: string): KeySet | undefined {
    const kept = this.#kept.get(owner);
    if (kept === undefined) return undefined;
    if (kept.until <= this.#now()) {
      this.remove(owner);
      return undefined;
    }
    this.#kept.delete(owner);
    this.#kept.set(owner, kept);
    return kept;
  }

  /** Adds the keys of an owner, in the place of earlier ones. */
  add(owner: string, set: Pick<KeySet, 'keys' | 'current' | 'isStored'>): KeySet {
    this.remove(owner);
    const kept: Kept = { ...set, isGone: false, until: this.#now() + this.#bounds.maxAgeMs, uses: 0 };
    this.#kept.set(owner, kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#bounds.maxOwners) break;
      this.remove(oldest);
    }
    this.#scheduleSweep();
    return kept;
  }

  /** Keeps keys usable until {@link release}. */
  hold(keys: KeySet): KeySet {
    (keys as Kept).uses += 1;
    return keys;
  }

  release(keys: KeySet): void {
    const kept = keys as Kept;
    kept.uses -= 1;
    destroyUnused(kept);
  }

  remove(owner: string): void {
    const kept = this.#kept.get(owner);
    if (kept === undefined) return;
    this.#kept.delete(owner);
    kept.isGone = true;
    destroyUnused(kept);
  }

  clear(): void {
    clearTimeout(this.#sweeping);
    this.#sweeping = undefined;
    for (const owner of [...this.#kept.keys()]) this.remove(owner);
  }

  /** Also keys that nobody asks for leave in time. */
  #scheduleSweep(): void {
    if (this.#sweeping !== undefined || this.#kept.size === 0) return;
    this.#sweeping = setTimeout(() => {
      this.#sweeping = undefined;
      const now = this.#now();
      for (const [owner, { until }] of [...this.#kept]) if (until <= now) this.remove(owner);
      this.#scheduleSweep();
    }, this.#bounds.maxAgeMs);
    this.#sweeping.unref();
  }
}

function destroyUnused({ isGone, uses, keys }: Kept): void {
  if (isGone && uses === 0) for (const key of keys.values()) key.destroy();
}
