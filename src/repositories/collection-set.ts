import type { Db } from 'mongodb';
import { type CollectionSetOptions, NamedCollections } from './named-collections.js';
import { Readiness } from './readiness.js';

/** The library's collections in a database, with their names and their readiness. */
export class CollectionSet extends NamedCollections {
  readonly readiness: Readiness = new Readiness(this);

  /** @throws AdaptiveLearningError `invalid_input` for an invalid prefix */
  constructor(db: Db, options: CollectionSetOptions = {}) {
    super(db, options);
  }
}
