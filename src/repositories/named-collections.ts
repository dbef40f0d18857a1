import type { Collection, Db } from 'mongodb';
import { COLLECTIONS } from '../collections/index.js';
import { type AnyDeclaration, type CollectionNaming, collectionNaming, type StoredForm } from '../schema/index.js';

export interface CollectionSetOptions {
  /** The prefix of the collection names; none by default. */
  readonly prefix?: string | undefined;
  /** The option that sets the prefix, for error messages. */
  readonly where?: string;
  /** Declarations beside the core's: those of modules, whose names differ from each other's and from the core's. */
  readonly declarations?: Iterable<AnyDeclaration>;
}

/** The library's collections in a database, with their names. */
export class NamedCollections {
  readonly db: Db;
  /** The prefix of the collection names; empty without a prefix. */
  readonly prefix: string;
  readonly named: CollectionNaming;
  /** What stands at encrypted fields. */
  form: StoredForm = 'clear';
  /** All declarations by their names: the core's, then those of modules. */
  readonly declarations: ReadonlyMap<string, AnyDeclaration>;

  /** @throws AdaptiveLearningError `invalid_input` for an invalid prefix */
  constructor(db: Db, { prefix = '', where = 'createRepositories.prefix', declarations = [] }: CollectionSetOptions = {}) {
    this.db = db;
    this.named = collectionNaming(prefix, where);
    this.prefix = prefix;
    const core = Object.values(COLLECTIONS) as readonly object[] as readonly AnyDeclaration[];
    this.declarations = new Map([...core, ...declarations].map((declaration) => [declaration.name, declaration]));
  }

  /** The names of all declarations. */
  get names(): readonly string[] {
    return [...this.declarations.keys()];
  }

  /** What is declared of a collection. */
  declarationOf(name: string): AnyDeclaration {
    const declaration = this.declarations.get(name);
    if (declaration === undefined) throw new TypeError(`No collection ${name} is declared`);
    return declaration;
  }

  /** The driver's collection by its declared name. */
  collection(name: string): Collection {
    return this.db.collection(this.named(name));
  }
}
