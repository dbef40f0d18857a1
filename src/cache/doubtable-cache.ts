import type { Cache, CachedQuery, CacheStatistics, Dated } from './cache.js';
import type { CacheOwner } from './cache-owner.js';
import { NO_CACHE } from './no-cache.js';

/** Why it is not known what is stored of an owner: a write that nobody has committed yet. */
export interface Doubt {
  /** True once it is decided. */
  readonly isOver: boolean;
  /** Ends it through {@link DoubtableCache.settle}. */
  settle(): Promise<void>;
}

/** A cache that neither keeps nor gives what it is in doubt of. */
export class DoubtableCache implements Cache {
  readonly #cache: Cache;
  readonly #doubts = new Map<CacheOwner, Set<Doubt>>();

  constructor(cache: Cache) {
    this.#cache = cache;
  }

  /** False where nothing is ever kept. */
  get isKeeping(): boolean {
    return this.#cache !== NO_CACHE;
  }

  async resolve<Answer extends Dated>(
    query: CachedQuery,
    load: (signal: AbortSignal | undefined) => Promise<Answer>,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    if (this.#doubts.size > 0) {
      for (const doubt of this.#doubts.get(query.owner) ?? []) if (doubt.isOver) await doubt.settle();
      if (this.#doubts.has(query.owner)) return load(signal);
    }
    return this.#cache.resolve(query, load, signal);
  }

  invalidate(owner: CacheOwner): Promise<void> {
    return this.#cache.invalidate(owner);
  }

  statistics(): CacheStatistics {
    return this.#cache.statistics();
  }

  /** Until a doubt is settled, queries of the owner are asked of the database, and nothing is kept of them. */
  doubt(owner: CacheOwner, doubt: Doubt): void {
    const known = this.#doubts.get(owner);
    if (known === undefined) this.#doubts.set(owner, new Set([doubt]));
    else known.add(doubt);
  }

  /** Outdates the cached results of the owners that a doubt was about. Never fails. */
  async settle(doubt: Doubt): Promise<void> {
    const owners = [...this.#doubts].flatMap(([owner, doubts]) => (doubts.has(doubt) ? [owner] : []));
    await Promise.all(owners.map((owner) => this.#cache.invalidate(owner)));
    for (const owner of owners) {
      const doubts = this.#doubts.get(owner);
      doubts?.delete(doubt);
      if (doubts?.size === 0) this.#doubts.delete(owner);
    }
  }
}
