import type { z } from 'zod';
import { type CacheOwner, learnerOwner } from '../cache/index.js';
import { AdaptiveLearningError, invalidInput } from '../errors.js';
import {
  applyChange,
  type CallOptions,
  type DocumentChange,
  inTransaction,
  isDuplicateKey,
  type Repository,
  type Sort,
  type TransactionOptions,
  type TypedFilter,
  translateDriverError,
  WriteConflict,
} from '../repositories/index.js';
import type { AnyDeclaration, CollectionDeclaration } from '../schema/index.js';
import { thenOutdate } from './outdating.js';
import type { RuntimeContext } from './runtime-context.js';
import { unitLimits } from './unit-limits.js';

/** Changes that one unit of work may take through {@link JoinedWrites.write}: a transaction is held open for all of them. */
const MOST_CHANGES = 1_000;
/** How many documents one read of a unit gives at most. */
const MOST_READ = 1_000;

/** What may be written and read in a transaction by those who join it. */
export interface JoinedWrites {
  /**
   * Makes one change of a document, held to the declaration of its collection, and stored with all else of the unit or not at all. Changes
   * are sent one after the other, also when nobody waits for them. Cached query results of the owner are outdated.
   *
   * @returns whether there was a document to change; true of one that was stored
   * @throws AdaptiveLearningError `invalid_input`, `access_denied` for a collection that is not the caller's and for a filter without its
   * owner, `already_exists`
   */
  write<Schema extends z.ZodType>(collection: CollectionDeclaration<Schema>, change: DocumentChange<z.output<Schema>>): Promise<boolean>;
  /** The first document that fits, as the unit has left it so far; null where there is none. */
  findOne<Schema extends z.ZodType>(
    collection: CollectionDeclaration<Schema>,
    filter: TypedFilter<z.output<Schema>>,
  ): Promise<z.output<Schema> | null>;
  /**
   * The documents that fit, as the unit has left them so far, 1,000 at most. One that does not match its schema is an error: what is computed from the
   * rest would be wrong.
   *
   * @throws AdaptiveLearningError `invalid_input` where more than 1,000 fit, `corrupt_document`
   */
  find<Schema extends z.ZodType>(
    collection: CollectionDeclaration<Schema>,
    filter: TypedFilter<z.output<Schema>>,
    options?: { readonly sort?: Sort<z.output<Schema>> },
  ): Promise<z.output<Schema>[]>;
}

/** What one transaction stores: all of it or nothing. */
export interface UnitOfWork extends JoinedWrites {
  /** What its reads and writes are sent with, so that they are part of it. */
  readonly options: TransactionOptions;
  /** The same unit for a module: it may reach these collections, and of the core what declarations leave to modules. */
  limitedTo(collections: readonly AnyDeclaration[]): JoinedWrites;
}

/** How a unit of work begins and fails. */
export interface UnitOptions {
  /** Asked first, within the transaction: it throws where the rest may not be stored, and has then changed nothing. */
  readonly admit?: ((options: TransactionOptions) => Promise<void>) | undefined;
  /** Whether a duplicate key says that another writer was faster: the attempt then begins again from its reads. Any does, if not given. */
  readonly isRace?: ((error: unknown) => boolean) | undefined;
  /** Of a write whose caller chooses its unique keys, what an error calls it: a key that is taken is refused with `already_exists`, and is no race. */
  readonly choosing?: string | undefined;
}

/** Runs some writes as one transaction, once; or as a part of the host's own, which the call joins. */
export async function transact<Result>(
  context: RuntimeContext,
  work: (unit: UnitOfWork) => Promise<Result>,
  { admit, ...how }: UnitOptions = {},
): Promise<Result> {
  const owners = new Set<CacheOwner>();
  const { joined } = context;
  const once = async () => {
    if (joined === undefined)
      return inTransaction(context, async (options) => {
        await admit?.(options);
        return runUnit(context, options, owners, work);
      });
    const options = { session: joined.transaction.session, signal: context.signal ?? NEVER };
    await admit?.(options);
    return joined.store(() => runUnit(context, options, owners, work));
  };
  return thenOutdate(context, owners, once).catch((error: unknown) => {
    throw isDuplicateKey(error) ? taken(error, how) : error;
  });
}

/** Writes one document: in a transaction only where the caller's reach is asked again before the commit. */
export function storeOne<Result>(
  context: RuntimeContext,
  change: (options: CallOptions | TransactionOptions) => Promise<Result>,
): Promise<Result> {
  if (context.stillReached === undefined) return change({ signal: context.signal });
  return transact(context, ({ options }) => change(options));
}

/** What a unique key that is taken means to the writer. */
function taken(error: unknown, { isRace = isDuplicateKey, choosing }: Pick<UnitOptions, 'isRace' | 'choosing'>): unknown {
  if (choosing !== undefined) return translateDriverError(error, choosing);
  return isRace(error) ? new WriteConflict('made by another writer', { cause: error }) : error;
}

/** Does work as a unit within a transaction that somebody else begins and commits. */
export async function runUnit<Result>(
  context: RuntimeContext,
  options: TransactionOptions,
  owners: Set<CacheOwner>,
  work: (unit: UnitOfWork) => Promise<Result>,
): Promise<Result> {
  const result = await new Unit(context, options, owners).run(work);
  await context.stillReached?.();
  return result;
}

/** The signal of a call that nothing ends. */
const NEVER = new AbortController().signal;

class Unit implements UnitOfWork {
  readonly options: TransactionOptions;
  readonly #context: RuntimeContext;
  /** Whose cached query results are outdated by what was written. */
  readonly #owners: Set<CacheOwner>;
  #last: Promise<unknown> = Promise.resolve();
  #changes = 0;
  #isOver = false;

  constructor(context: RuntimeContext, options: TransactionOptions, owners: Set<CacheOwner>) {
    this.#context = context;
    this.options = options;
    this.#owners = owners;
  }

  /** Does the work, and waits for what it has left unfinished: what is sent behind the commit would be stored by itself. */
  async run<Result>(work: (unit: UnitOfWork) => Promise<Result>): Promise<Result> {
    try {
      const result = await work(this);
      await this.#last;
      return result;
    } finally {
      this.#isOver = true;
    }
  }

  write<Schema extends z.ZodType>(collection: CollectionDeclaration<Schema>, change: DocumentChange<z.output<Schema>>): Promise<boolean> {
    const where = `${collection.name}.write`;
    return this.#next(where, async () => {
      this.#changes += 1;
      if (this.#changes > MOST_CHANGES) throw invalidInput(where, `at most ${MOST_CHANGES} changes in one unit of work`, this.#changes);
      const { applied, owner } = await applyChange(this.#repositoryOf(collection, where), change, where, this.options);
      this.#owners.add(owner === undefined ? 'platform' : learnerOwner(owner));
      return applied;
    });
  }

  findOne<Schema extends z.ZodType>(
    collection: CollectionDeclaration<Schema>,
    filter: TypedFilter<z.output<Schema>>,
  ): Promise<z.output<Schema> | null> {
    const where = `${collection.name}.findOne`;
    return this.#next(where, async () => this.#repositoryOf(collection, where).findOne(filter, this.options));
  }

  find<Schema extends z.ZodType>(
    collection: CollectionDeclaration<Schema>,
    filter: TypedFilter<z.output<Schema>>,
    { sort }: { readonly sort?: Sort<z.output<Schema>> } = {},
  ): Promise<z.output<Schema>[]> {
    const where = `${collection.name}.find`;
    return this.#next(where, async () => {
      const asked = { ...this.options, limit: MOST_READ + 1, unreadable: 'refuse', ...(sort === undefined ? {} : { sort }) } as const;
      const found = await this.#repositoryOf(collection, where).find(filter, asked).toArray();
      if (found.length > MOST_READ) throw invalidInput(where, `a filter that at most ${MOST_READ} documents fit`, undefined);
      return found;
    });
  }

  limitedTo(collections: readonly AnyDeclaration[]): JoinedWrites {
    const limits = unitLimits(collections);
    return {
      write: async (collection, change) => {
        limits.checkChange(collection, change);
        return this.write(collection, change);
      },
      findOne: async (collection, filter) => {
        limits.checkRead(collection);
        return this.findOne(collection, filter);
      },
      find: async (collection, filter, options) => {
        limits.checkRead(collection);
        return this.find(collection, filter, options);
      },
    };
  }

  /** One after the other: the driver sends one command of a transaction at a time. A failure is the unit's too, also where nobody waits for it. */
  #next<Result>(where: string, work: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(() => {
      if (this.#isOver) throw isOver(where);
      return work();
    });
    this.#last = turn;
    // The end of the unit tells of it too.
    turn.catch(() => undefined);
    return turn;
  }

  /** The repository that the engine opened of a declaration, among which are those that modules bring. */
  #repositoryOf<Schema extends z.ZodType>(declaration: CollectionDeclaration<Schema>, where: string): Repository<z.output<Schema>> {
    const found: unknown = Reflect.get(this.#context.repositories, declaration.name);
    if ((found as { readonly declaration: unknown } | undefined)?.declaration === declaration)
      return found as unknown as Repository<z.output<Schema>>;
    throw invalidInput(where, 'a collection that the engine was opened with', undefined);
  }
}

function isOver(where: string): AdaptiveLearningError {
  const details = { where, expected: 'a unit of work that is under way', received: 'one that is over' };
  return new AdaptiveLearningError('invalid_input', `${where}: expected ${details.expected}, got ${details.received}`, details);
}
