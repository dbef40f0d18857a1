import type { Collection, Db } from 'mongodb';
import type { CollectionName } from '../collections/index.js';
import { type CollectionNaming, collectionNaming } from '../schema/index.js';

export interface CollectionSetOptions {
  /** What the names of the collections begin with in this database; nothing if not given. */
  readonly prefix?: string | undefined;
  /** The option that the prefix comes from, for errors. */
  readonly where?: string;
}

/** The library's collections in one database, and what they are called there. */
export class NamedCollections {
  readonly db: Db;
  /** Begins the name of each collection; empty without a prefix. */
  readonly prefix: string;
  readonly named: CollectionNaming;

  /** @throws AdaptiveLearningError `invalid_input` for a prefix that the server does not allow */
  constructor(db: Db, { prefix = '', where = 'createRepositories.prefix' }: CollectionSetOptions = {}) {
    this.db = db;
    this.named = collectionNaming(prefix, where);
    this.prefix = prefix;
  }

  /** The driver's collection of a declaration. */
  collection(name: string): Collection {
    return this.db.collection(this.named(name as CollectionName));
  }
}
