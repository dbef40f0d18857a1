import type { Db } from 'mongodb';
import type { Encryption } from './encryption.js';
import { type CollectionSetOptions, NamedCollections } from './named-collections.js';
import { Readiness } from './readiness.js';

/** The library's collections in a database, with their names, their readiness and their encryption. */
export class CollectionSet extends NamedCollections {
  readonly readiness: Readiness = new Readiness(this);
  #encryption: Encryption | undefined;

  /** @throws AdaptiveLearningError `invalid_input` for an invalid prefix */
  constructor(db: Db, options: CollectionSetOptions = {}) {
    super(db, options);
  }

  /** Undefined where fields are stored in clear. */
  get encryption(): Encryption | undefined {
    return this.#encryption;
  }

  /** Encrypts from now on, in repositories that are opened afterwards. */
  encryptWith(encryption: Encryption): void {
    this.#encryption = encryption;
    this.form = encryption.form;
  }
}
