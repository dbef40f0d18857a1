import type { MongoClient } from 'mongodb';
import type { CacheOwner, DoubtableCache } from '../cache/index.js';
import { AdaptiveLearningError } from '../errors.js';
import { type HostSession, HostTransaction, WriteConflict } from '../repositories/index.js';
import { thenOutdate } from './outdating.js';

/** Errors of a call that had begun and did not end: of what it wrote, a part may be there. */
const LEFT_EARLY: ReadonlySet<string> = new Set(['deadline_exceeded', 'aborted', 'closed', 'database_unavailable', 'database_unreachable']);

/** What is needed of the context outside the transaction. */
interface Outside {
  readonly client: MongoClient;
  readonly cache: DoubtableCache;
}

/** A transaction of a host's own that calls of an engine join: what they write is committed with what the host writes, or not at all. */
export class JoinedTransaction<Context extends Outside = Outside> {
  readonly transaction: HostTransaction;
  /** For what does not wait for the host's commit. */
  readonly outside: Context;
  /** Learners whose documents it has changed: nobody else can change them until it is over. */
  readonly written = new Set<string>();
  #afterwards: (() => Promise<unknown>)[] = [];
  #calls: Promise<unknown> = Promise.resolve();
  #settling: Promise<void> | undefined;
  readonly #settle = () => void this.settle();

  /** @throws AdaptiveLearningError `invalid_input` for a session that cannot be joined */
  constructor(session: HostSession, outside: Context, where: string) {
    this.transaction = new HostTransaction(session, outside.client, where);
    this.outside = outside;
    this.transaction.session.once('ended', this.#settle);
  }

  get isOver(): boolean {
    return this.transaction.isOver;
  }

  /** One call after the other: each reads what those before it have written. */
  call<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#calls.then(work);
    this.#calls = turn.catch(() => undefined);
    return turn;
  }

  /** From now until the transaction is over, what is stored of these owners is in doubt; then what is cached of them is outdated. */
  doubt(owners: Iterable<CacheOwner>): void {
    if (this.#settling === undefined) for (const owner of owners) this.outside.cache.doubt(owner, this);
    else void thenOutdate(this.outside, owners, async () => undefined);
  }

  /** Does some work once the transaction is over; nobody hears of it. */
  afterwards(work: () => Promise<unknown>): void {
    this.#afterwards.push(work);
  }

  /** To be called once the transaction is over. */
  settle(): Promise<void> {
    this.#settling ??= (async () => {
      this.transaction.session.removeListener('ended', this.#settle);
      await this.outside.cache.settle(this);
      const works = this.#afterwards;
      this.#afterwards = [];
      for (const work of works) await work().catch(() => undefined);
    })();
    return this.#settling;
  }

  /**
   * Tries work once. Where another writer was faster, the error is one after which the host runs its whole transaction again, see
   * {@link HostTransaction.conflict}. A transaction that may hold a part of the work is ended; after a refusal it can go on.
   */
  async attempt<Result>(where: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof WriteConflict) {
        const conflict = this.transaction.conflict(where, error.message);
        await this.transaction.spoil();
        throw conflict;
      }
      const isRefusal = error instanceof AdaptiveLearningError && !LEFT_EARLY.has(error.code);
      if (!isRefusal) await this.transaction.spoil();
      throw error;
    }
  }

  /** Stores one unit as a part of the transaction, which is ended when a part of the unit fails. */
  async store<Result>(store: () => Promise<Result>): Promise<Result> {
    try {
      return await store();
    } catch (error) {
      await this.transaction.spoil();
      throw error;
    }
  }
}
