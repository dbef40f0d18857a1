import type { Db } from 'mongodb';
import { type CollectionSetOptions, NamedCollections } from './named-collections.js';
import { Readiness } from './readiness.js';

/** The library's collections in one database: what they are called there, and whether they can be worked with. */
export class CollectionSet extends NamedCollections {
  readonly readiness: Readiness = new Readiness(this);

  /** @throws AdaptiveLearningError `invalid_input` for a prefix that the server does not allow */
  constructor(db: Db, options: CollectionSetOptions = {}) {
    super(db, options);
  }
}
