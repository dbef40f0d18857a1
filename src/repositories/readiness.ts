import { AdaptiveLearningError } from '../errors.js';
import { command } from './command.js';
import { replicaSetRequired, translateCommandError } from './driver-errors.js';
import type { NamedCollections } from './named-collections.js';
import { readStored } from './stored-schema.js';

/** Whether a database is ready. It is checked until it is, and then no longer. */
export class Readiness {
  readonly #collections: NamedCollections;
  #hasTransactions = false;
  #isSharded = false;
  #isSetUp = false;
  #asking: Promise<void> | undefined;

  constructor(collections: NamedCollections) {
    this.#collections = collections;
  }

  get isSetUp(): boolean {
    return this.#isSetUp;
  }

  /** Whether the server is a sharded cluster's; false before it has been asked. */
  get isSharded(): boolean {
    return this.#isSharded;
  }

  /** @throws AdaptiveLearningError `replica_set_required` for a server without transactions, `database_unavailable` */
  async ensureTransactions(where: string): Promise<void> {
    if (this.#hasTransactions) return;
    const { db } = this.#collections;
    const hello = await command(where, {}, (driver) => db.admin().command({ hello: 1 }, driver));
    this.#isSharded = hello['msg'] === 'isdbgrid';
    if (hello['setName'] === undefined && !this.#isSharded) throw replicaSetRequired(where);
    this.#hasTransactions = true;
  }

  /**
   * Ensures that `setup()` has run; otherwise the first write would create a collection without a validator.
   *
   * @throws AdaptiveLearningError `setup_required` if a collection is missing or was not created by the library, `replica_set_required`
   */
  async ensureSetup(where: string): Promise<void> {
    if (this.#isSetUp) return;
    this.#asking ??= this.#ask(where).finally(() => {
      this.#asking = undefined;
    });
    await this.#asking;
  }

  async #ask(where: string): Promise<void> {
    await this.ensureTransactions(where);
    const unready = await this.#unready(where);
    if (unready.length === 0) {
      this.#isSetUp = true;
      return;
    }
    const received = `a database where ${unready.length === this.#collections.names.length ? 'none of them is' : `these are not: ${unready.join(', ')}`}`;
    const expected = 'the collections that setup creates';
    const message = `${where}: expected ${expected}, got ${received}; run engine.setup() first`;
    throw new AdaptiveLearningError('setup_required', message, { where, expected, received });
  }

  /** Where the host's user may not list collections, nothing can be said against them. */
  async #unready(where: string): Promise<string[]> {
    try {
      const stored = await readStored(this.#collections, {}, where);
      return this.#collections.names.filter((name) => stored.get(name)?.mark?.finished !== true).map(this.#collections.named);
    } catch (error) {
      const refusal = translateCommandError(error, where);
      if (refusal.code === 'not_authorised') return [];
      throw refusal;
    }
  }
}
