import { createHash } from 'node:crypto';
import type { Cache, CachedQuestion, CacheStatistics, Dated } from './cache.js';
import type { CacheOwner } from './cache-owner.js';
import type { CacheStore } from './cache-store.js';
import { Flights } from './flights.js';
import { Generations } from './generations.js';
import { PATIENCE, type Patience } from './guarded-store.js';
import { fromKeptForm, toKeptForm } from './kept-form.js';

/** The form of keys and values; another one is never read. */
const FORM = 2;
/** How far the clock of the process that kept an answer may run ahead of ours, in milliseconds. */
const CLOCK_SKEW_MS = 60_000;
const MINUTE_MS = 60_000;
const GENERATION_KEYS_AT_MOST = 1_000;

/** What a loading or a look into the store ends with. */
interface Landed {
  readonly source: 'store' | 'database';
  /** The answer in the form that copies are made of; undefined when it has none. */
  readonly text: string | undefined;
  /** The answer itself, for the one who began; the others get copies. */
  readonly answer: unknown;
  readonly released: Promise<unknown> | undefined;
}

export interface AnswerCacheOptions {
  readonly namespace: string;
  /** Whose data the answers are made of: a database. */
  readonly tenant: string;
  readonly clock: () => Date;
  readonly patience?: Patience;
}

/** {@link Cache} over a store. */
export class AnswerCache implements Cache {
  readonly #prefix: string;
  readonly #tenant: string;
  readonly #clock: () => Date;
  readonly #generations: Generations;
  readonly #flights = new Flights<Landed>();
  /** Each question asks for its owner's generation: a hash that is worth remembering. */
  readonly #generationKeys = new Map<string, string>();
  readonly #counts = { hits: 0, misses: 0, sharedLoads: 0, unkept: 0 };

  constructor(store: CacheStore, { namespace, tenant, clock, patience = PATIENCE }: AnswerCacheOptions) {
    this.#prefix = `ale:${namespace}`;
    this.#tenant = tenant;
    this.#clock = clock;
    this.#generations = new Generations(store, (owner) => this.#generationKeyOf(owner), patience);
  }

  async answer<Answer extends Dated>(
    question: CachedQuestion,
    load: (signal: AbortSignal | undefined) => Promise<Answer>,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    const { owner, identity, loading } = question;
    const generation = await this.#generations.of(owner);
    const name = hash([FORM, this.#tenant, owner, generation ?? null, identity]);
    const key = generation === undefined ? undefined : `${this.#prefix}:answer:${name}`;
    const begin = (loadSignal: AbortSignal) => this.#land(key, question, load, loadSignal);
    const { landed, joined } = await this.#flights.join(owner, `${name} ${loading}`, signal, begin);
    if (joined && landed.text === undefined) return load(signal);
    this.#count(landed.source, joined);
    return (joined && landed.text !== undefined ? fromKeptForm(landed.text) : landed.answer) as Answer;
  }

  async changed(owner: CacheOwner): Promise<void> {
    this.#flights.forget(owner);
    await this.#generations.change(owner);
  }

  statistics(): CacheStatistics {
    const { unkept, ...counts } = this.#counts;
    const { errors, available } = this.#generations.store;
    return { ...counts, errors: errors + unkept, available };
  }

  async #land(
    key: string | undefined,
    { minutes, isWorthKeeping = always }: CachedQuestion,
    load: (signal: AbortSignal) => Promise<Dated>,
    signal: AbortSignal,
  ): Promise<Landed> {
    const { store } = this.#generations;
    const found = key === undefined ? undefined : (await store.attempt('asking', async (keeper) => keeper.get(key)))?.value;
    const kept = typeof found === 'string' ? this.#fresh(found, minutes) : undefined;
    if (kept !== undefined) return { source: 'store', text: found as string, answer: kept, released: undefined };
    const answer = await load(signal);
    const text = this.#textOf(answer);
    const leftMs = minutes * MINUTE_MS - this.#ageMs(answer);
    const isKept = key !== undefined && text !== undefined && leftMs > 0 && isWorthKeeping(answer as never);
    const released = isKept ? store.attempt('asking', async (keeper) => keeper.set(key, text, Math.ceil(leftMs))) : undefined;
    return { source: 'database', text, answer, released };
  }

  /** A store may keep a text for longer than it was told to, and a clock may have been set. */
  #fresh(text: string, minutes: number): Dated | undefined {
    try {
      const answer = fromKeptForm(text) as Dated;
      const age = this.#ageMs(answer);
      return age < minutes * MINUTE_MS && age >= -CLOCK_SKEW_MS ? answer : undefined;
    } catch {
      // Not what we wrote: asked anew, and written over.
      return undefined;
    }
  }

  #generationKeyOf(owner: string): string {
    const known = this.#generationKeys.get(owner);
    if (known !== undefined) return known;
    const key = `${this.#prefix}:generation:${hash([FORM, this.#tenant, owner])}`;
    if (this.#generationKeys.size >= GENERATION_KEYS_AT_MOST) this.#generationKeys.clear();
    this.#generationKeys.set(owner, key);
    return key;
  }

  #ageMs({ as_of }: Dated): number {
    return this.#clock().getTime() - as_of.getTime();
  }

  #textOf(answer: Dated): string | undefined {
    try {
      return toKeptForm(answer);
    } catch {
      this.#counts.unkept += 1;
      return undefined;
    }
  }

  #count(source: Landed['source'], joined: boolean): void {
    if (source === 'store') this.#counts.hits += 1;
    else if (joined) this.#counts.sharedLoads += 1;
    else this.#counts.misses += 1;
  }
}

/** Text that holds nothing of what went into it, and is another for anything else. */
function hash(parts: readonly unknown[]): string {
  return createHash('sha256')
    .update(toKeptForm(parts, { sorted: true }))
    .digest('base64url');
}

function always(): boolean {
  return true;
}
