import { createHash } from 'node:crypto';
import type { Cache, CachedQuery, CacheStatistics, Dated } from './cache.js';
import { decodeFromCache, encodeForCache } from './cache-codec.js';
import type { CacheOwner } from './cache-owner.js';
import type { CacheStore } from './cache-store.js';
import { CacheVersions } from './cache-versions.js';
import { STORE_TIMEOUTS, type StoreTimeouts } from './circuit-breaker.js';
import { SingleFlight } from './single-flight.js';

/** The form of keys and values; another one is never read. */
const FORM = 2;
/** How far the clock of the process that kept an answer may run ahead of ours, in milliseconds. */
const CLOCK_SKEW_MS = 60_000;
const MINUTE_MS = 60_000;
const MOST_VERSION_KEYS = 1_000;

/** What a loading or a look into the store ends with. */
interface CachedResult {
  readonly source: 'store' | 'database';
  /** The answer in the form that copies are made of; undefined when it has none. */
  readonly text: string | undefined;
  /** The answer itself, for the one who began; the others get copies. */
  readonly answer: unknown;
  readonly released: Promise<unknown> | undefined;
}

export interface QueryCacheOptions {
  readonly namespace: string;
  /** Whose data the answers are made of: a database. */
  readonly tenant: string;
  readonly clock: () => Date;
  readonly timeouts?: StoreTimeouts;
  /** Told whether the store is available, each time that this changes. */
  readonly onChange?: (available: boolean) => void;
}

/** {@link Cache} over a store. */
export class QueryCache implements Cache {
  readonly #prefix: string;
  readonly #tenant: string;
  readonly #clock: () => Date;
  readonly #versions: CacheVersions;
  readonly #loading = new SingleFlight<CachedResult>();
  /** Each question asks for its owner's version: a hash that is worth remembering. */
  readonly #versionKeys = new Map<string, string>();
  readonly #counts = { hits: 0, misses: 0, sharedLoads: 0, unkept: 0 };

  constructor(store: CacheStore, { namespace, tenant, clock, timeouts = STORE_TIMEOUTS, onChange }: QueryCacheOptions) {
    this.#prefix = `ale:${namespace}`;
    this.#tenant = tenant;
    this.#clock = clock;
    this.#versions = new CacheVersions(store, (owner) => this.#versionKeyOf(owner), timeouts, onChange);
  }

  async resolve<Answer extends Dated>(
    question: CachedQuery,
    load: (signal: AbortSignal | undefined) => Promise<Answer>,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    const { owner, identity, loading } = question;
    const version = await this.#versions.of(owner);
    // A load that is under way may have begun before another process's write, which only the version would tell.
    if (version === undefined) return this.#alone(load, signal);
    const name = hash([FORM, this.#tenant, owner, version, identity]);
    const key = `${this.#prefix}:query:${name}`;
    const begin = (loadSignal: AbortSignal) => this.#load(key, question, load, loadSignal);
    const { result: loaded, joined } = await this.#loading.join(owner, `${name} ${loading}`, signal, begin);
    if (joined && loaded.text === undefined) return load(signal);
    this.#count(loaded.source, joined);
    return (joined && loaded.text !== undefined ? decodeFromCache(loaded.text) : loaded.answer) as Answer;
  }

  async invalidate(owner: CacheOwner): Promise<void> {
    this.#loading.forget(owner);
    await this.#versions.renew(owner);
  }

  statistics(): CacheStatistics {
    const { unkept, ...counts } = this.#counts;
    const { errors, available } = this.#versions.store;
    return { ...counts, errors: errors + unkept, available };
  }

  #alone<Answer>(load: (signal: AbortSignal | undefined) => Promise<Answer>, signal: AbortSignal | undefined): Promise<Answer> {
    this.#counts.misses += 1;
    return load(signal);
  }

  async #load(
    key: string,
    { minutes, isWorthKeeping = always }: CachedQuery,
    load: (signal: AbortSignal) => Promise<Dated>,
    signal: AbortSignal,
  ): Promise<CachedResult> {
    const { store } = this.#versions;
    const found = (await store.attempt('read', async (keeper) => keeper.get(key)))?.value;
    const kept = typeof found === 'string' ? this.#fresh(found, minutes) : undefined;
    if (kept !== undefined) return { source: 'store', text: found as string, answer: kept, released: undefined };
    const answer = await load(signal);
    const text = this.#textOf(answer);
    const leftMs = minutes * MINUTE_MS - this.#ageMs(answer);
    const isKept = text !== undefined && leftMs > 0 && isWorthKeeping(answer as never);
    const released = isKept ? store.attempt('read', async (keeper) => keeper.set(key, text, Math.ceil(leftMs))) : undefined;
    return { source: 'database', text, answer, released };
  }

  /** A store may keep a text for longer than it was told to, and a clock may have been set. */
  #fresh(text: string, minutes: number): Dated | undefined {
    try {
      const answer = decodeFromCache(text) as Dated;
      const age = this.#ageMs(answer);
      return age < minutes * MINUTE_MS && age >= -CLOCK_SKEW_MS ? answer : undefined;
    } catch {
      // Not what we wrote: asked again, and written over.
      return undefined;
    }
  }

  #versionKeyOf(owner: string): string {
    const known = this.#versionKeys.get(owner);
    if (known !== undefined) return known;
    const key = `${this.#prefix}:version:${hash([FORM, this.#tenant, owner])}`;
    if (this.#versionKeys.size >= MOST_VERSION_KEYS) this.#versionKeys.clear();
    this.#versionKeys.set(owner, key);
    return key;
  }

  #ageMs({ as_of }: Dated): number {
    return this.#clock().getTime() - as_of.getTime();
  }

  #textOf(answer: Dated): string | undefined {
    try {
      return encodeForCache(answer);
    } catch {
      this.#counts.unkept += 1;
      return undefined;
    }
  }

  #count(source: CachedResult['source'], joined: boolean): void {
    if (source === 'store') this.#counts.hits += 1;
    else if (joined) this.#counts.sharedLoads += 1;
    else this.#counts.misses += 1;
  }
}

/** Text that holds nothing of what went into it, and is another for anything else. */
function hash(parts: readonly unknown[]): string {
  return createHash('sha256')
    .update(encodeForCache(parts, { sorted: true }))
    .digest('base64url');
}

function always(): boolean {
  return true;
}
