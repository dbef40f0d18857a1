import { checkKeys } from '../schema/index.js';
import { CollectionSet } from './collection-set.js';
import type { EncryptionSetting } from './encryption.js';
import { encryptWith } from './encryption-setting.js';
import { checkDb, driverDb, type HostDb } from './host-db.js';
import {
  APPEND_METHOD,
  INTERNAL_METHODS,
  type InternalMethod,
  MACHINERY,
  type Machinery,
  WRITE_METHODS,
  type WriteMethod,
} from './method-kinds.js';
import type { Observe } from './observe.js';
import { openShownRepositories, type Repositories, type RepositoryLimits } from './repositories.js';

/** The reads of all collections, by collection. Emotions are left out for learners who do not allow their use. */
export type ReadRepositories = {
  readonly [Name in keyof Repositories]: Omit<Repositories[Name], Machinery | InternalMethod | WriteMethod>;
};

/**
 * Reads and writes of all collections, by collection. A write is checked against the declaration of its collection, and no more: see
 * {@link createUnsafeRepositories}. The log (`learning_events`) is append-only: it has `insertOne`, and no update, replacement or removal.
 */
export type UnsafeRepositories = {
  readonly [Name in keyof Repositories]: Name extends 'learning_events'
    ? Omit<Repositories[Name], Machinery | InternalMethod | Exclude<WriteMethod, typeof APPEND_METHOD>>
    : Omit<Repositories[Name], Machinery | InternalMethod>;
};

/** Options of {@link createRepositories}. */
export interface RepositoriesOptions extends RepositoryLimits {
  /** The prefix of the collection names; none by default. */
  readonly prefix?: string | undefined;
  /** How fields are encrypted, as in `createEngine`; in clear if not given. */
  readonly encryption?: EncryptionSetting | undefined;
  /** Called for each query and pipeline. */
  readonly observe?: Observe | undefined;
}

/**
 * Creates repositories that read all collections of a database, without sending a command. Emotions are left out for learners who do not allow
 * their use (`preferences.privacy_settings.emotional_data_usage`).
 *
 * @throws AdaptiveLearningError `invalid_input` for what is no database, and for an invalid option
 */
export function createRepositories(db: HostDb, options: RepositoriesOptions = {}): ReadRepositories {
  return readsOf(shownRepositories(db, options, 'createRepositories'));
}

/**
 * As {@link createRepositories}, with writes. A write is checked against the declaration of its collection. It skips what the verbs do: it asks
 * neither the account nor the policy nor consent, records no event (so that `replay` and late events undo it), keeps no order with other
 * writes of the learner, leaves cached results as they are, and changes one document where a verb changes several in a transaction.
 *
 * @throws AdaptiveLearningError `invalid_input` for what is no database, and for an invalid option
 */
export function createUnsafeRepositories(db: HostDb, options: RepositoriesOptions = {}): UnsafeRepositories {
  return writesOf(shownRepositories(db, options, 'createUnsafeRepositories'));
}

/** The reads of repositories. */
export function readsOf(repositories: Repositories): ReadRepositories {
  return viewOf(repositories, () => new Set(WRITE_METHODS)) as ReadRepositories;
}

/** The reads and writes of repositories; of the log, no write but the one that appends. */
export function writesOf(repositories: Repositories): UnsafeRepositories {
  const ofLog = new Set<string>(WRITE_METHODS.filter((name) => name !== APPEND_METHOD));
  return viewOf(repositories, (collection) => (collection === 'learning_events' ? ofLog : NONE)) as UnsafeRepositories;
}

const NONE: ReadonlySet<string> = new Set();
const HIDDEN: ReadonlySet<string> = new Set([...MACHINERY, ...INTERNAL_METHODS]);

function shownRepositories(db: HostDb, options: RepositoriesOptions, where: string): Repositories {
  checkDb(db, `${where}.db`);
  checkKeys(options, ['prefix', 'encryption', 'observe', 'deadlineMs', 'closing'], where);
  const { prefix, encryption, observe, ...limits } = options;
  const collections = new CollectionSet(driverDb(db), { prefix });
  if (encryption !== undefined) encryptWith(collections, encryption, () => new Date(), `${where}.encryption`);
  return openShownRepositories(collections, observe, limits);
}

/** Frozen objects with the methods that are left: nobody reaches the repository behind one. */
function viewOf(repositories: Repositories, without: (collection: string) => ReadonlySet<string>): object {
  const views = Object.entries<object>({ ...repositories }).map(([collection, repository]) => {
    const left = methodsOf(repository).filter((name) => !HIDDEN.has(name) && !without(collection).has(name));
    const methods = left.map((name) => [name, (Reflect.get(repository, name) as (...args: unknown[]) => unknown).bind(repository)]);
    const { declaration } = repository as { readonly declaration: unknown };
    return [collection, Object.freeze({ declaration, ...Object.fromEntries(methods) })] as const;
  });
  return Object.freeze(Object.fromEntries(views));
}

/** The names of all methods of an object, its own and inherited ones. */
function methodsOf(target: object): string[] {
  const names = new Set<string>();
  for (let from: object = target; from !== Object.prototype; from = Object.getPrototypeOf(from))
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(from)))
      if (typeof value === 'function' && name !== 'constructor') names.add(name);
  return [...names];
}
