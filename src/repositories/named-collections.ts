import type { Collection, Db } from 'mongodb';
import type { CollectionName } from '../collections/index.js';
import { type CollectionNaming, collectionNaming } from '../schema/index.js';

export interface CollectionSetOptions {
  /** The prefix of the collection names; none by default. */
  readonly prefix?: string | undefined;
  /** The option that sets the prefix, for error messages. */
  readonly where?: string;
}

/** The library's collections in a database, with their names. */
export class NamedCollections {
  readonly db: Db;
  /** The prefix of the collection names; empty without a prefix. */
  readonly prefix: string;
  readonly named: CollectionNaming;

  /** @throws AdaptiveLearningError `invalid_input` for an invalid prefix */
  constructor(db: Db, { prefix = '', where = 'createRepositories.prefix' }: CollectionSetOptions = {}) {
    this.db = db;
    this.named = collectionNaming(prefix, where);
    this.prefix = prefix;
  }

  /** The driver's collection by its declared name. */
  collection(name: string): Collection {
    return this.db.collection(this.named(name as CollectionName));
  }
}
