import type { z } from 'zod';
import { checkMigrations } from './check-migrations.js';
import type { AnyMigration } from './migration.js';
import type { Path } from './path.js';
import type { Withheld } from './withheld.js';

type Direction = 1 | -1;

/** An index and its purpose. */
export interface IndexDeclaration<Document> {
  readonly name: string;
  /** The fields in order, each ascending, descending, or searched as text; fields before those of a text are for filters that always stand beside it. */
  readonly key: { readonly [P in Path<Document>]?: Direction | 'text' };
  readonly unique?: true;
  /**
   * Deletes documents by themselves so many seconds after the time in the field, within about a minute: for tokens and locks, which nobody exports or
   * asks for again. The key is that one field.
   */
  readonly expireAfterSeconds?: number;
  /** Only documents that meet these conditions are indexed; a query must contain them to use the index. */
  readonly where?: { readonly [P in Path<Document>]?: IndexCondition };
  /** The purpose of the index. */
  readonly why: string;
}

/** A condition on the documents of a partial index: the field is there, has a value, or is in a range. */
type IndexCondition =
  | { readonly $exists: true }
  | { readonly [Operator in '$gt' | '$gte' | '$lt' | '$lte']?: number | Date }
  | string
  | number
  | boolean;

/** How long a part of a document is kept. */
export interface RetentionRule<Document> {
  /** A path, or `*` for the whole document. */
  readonly part: Path<Document> | '*';
  /** `while_active`: as long as the account exists; `user_controlled`: the learner decides; or a number of days. */
  readonly keep: 'while_active' | 'indefinitely' | 'user_controlled' | { readonly days: number };
  /** From when the days count; the document's own time by default. */
  readonly countedFrom?: 'account_deletion' | 'last_login';
  /** What happens then. */
  readonly then?: 'delete' | 'archive' | 'aggregate_then_delete';
}

/** What a pseudonymised copy does with a part that could identify a person. */
export type Pseudonym = 'drop' | 'replace_id' | 'year_only';

/**
 * The declaration of a collection. Types, the server's validator, indexes and the documentation are derived from it.
 */
export interface CollectionDeclaration<Schema extends z.ZodType = z.ZodType> {
  readonly name: string;
  /** What one document represents, in a sentence. */
  readonly description: string;
  readonly schema: Schema;
  /** The version of the form, from 1; stored as `schema_version`. */
  readonly schemaVersion: number;
  /** The steps from older versions to this one, oldest first. Reads accept a document of each; `engine.migrate()` stores it in today's form. */
  readonly migrations?: readonly AnyMigration[];
  /** The field with the `user_id` of the learner whose personal data a document is, or `nobody`. */
  readonly owner: Path<z.output<Schema>> | 'nobody';
  /** Fields whose combined values are unique. If the owner is a learner, the first one is the shard key. */
  readonly identity: readonly Path<z.output<Schema>>[];
  /** Fields whose uniqueness another collection ensures; updates never change them, and a verb changes both. */
  readonly claimed?: readonly Path<z.output<Schema>>[];
  /** Of a collection of the core: fields that modules may update, in a transaction of theirs; `security` stands for all fields in it. */
  readonly modulesUpdate?: readonly Path<z.output<Schema>>[];
  readonly shardKey: { readonly [P in Path<z.output<Schema>>]?: 1 | 'hashed' };
  readonly indexes: readonly IndexDeclaration<z.output<Schema>>[];
  /** Lists that keep only their newest entries; the log has all entries. */
  readonly capped: { readonly [P in Path<z.output<Schema>>]?: number };
  /**
   * Fields that are stored encrypted, each as a whole, if the engine has keys. No index, filter, sort or pipeline may use them. The owner must be
   * a learner.
   */
  readonly encrypted: readonly Path<z.output<Schema>>[];
  /** Of lists with encrypted fields: the field that identifies an entry, so that a value cannot be moved to another entry. */
  readonly entryIds?: { readonly [P in Path<z.output<Schema>>]?: string };
  /** Parts that are stored and returned only while the learner's privacy setting with that name is on, and what is returned otherwise. */
  /** Hashes of passwords, tokens and keys, which an export of the learner's data leaves out. */
  readonly secrets?: readonly Path<z.output<Schema>>[];
  readonly consent: { readonly [P in Path<z.output<Schema>> | '*']?: Withheld };
  readonly retention: readonly RetentionRule<z.output<Schema>>[];
  readonly pseudonymised: { readonly [P in Path<z.output<Schema>>]?: Pseudonym };
}

/**
 * Declares a collection. A misspelt path or a missing owner does not compile.
 *
 * @example
 * const notes = defineCollection({ name: 'notes', schema: z.strictObject({ user_id: userId, text: sentence }), owner: 'user_id', … });
 */
export function defineCollection<const Schema extends z.ZodType>(
  declaration: CollectionDeclaration<Schema>,
): CollectionDeclaration<Schema> {
  checkMigrations(declaration as object as AnyDeclaration);
  if (declaration.migrations === undefined) return Object.freeze(declaration);
  const indexes = [...declaration.indexes, outdatedIndex(declaration.schemaVersion)];
  return Object.freeze({ ...declaration, indexes: indexes as CollectionDeclaration<Schema>['indexes'] });
}

/** The index of the documents that await a migration: it holds none else, and so costs nothing once all are migrated. */
function outdatedIndex(schemaVersion: number) {
  return {
    name: OUTDATED,
    key: { schema_version: 1, _id: 1 },
    where: { schema_version: { $lt: schemaVersion } },
    why: 'documents of older versions, which migrate counts and reads; no other enters',
  } as const;
}

/** The name of the index of documents that await a migration. */
const OUTDATED = 'outdated';

/** Any declaration, with its paths as strings. */
export interface AnyDeclaration {
  readonly name: string;
  readonly description: string;
  readonly schema: z.ZodType;
  readonly schemaVersion: number;
  readonly migrations?: readonly AnyMigration[] | undefined;
  readonly owner: string;
  readonly identity: readonly string[];
  readonly claimed?: readonly string[];
  readonly modulesUpdate?: readonly string[];
  readonly shardKey: { readonly [path: string]: 1 | 'hashed' };
  readonly indexes: readonly IndexDeclaration<never>[];
  readonly capped: { readonly [path: string]: number };
  readonly encrypted: readonly string[];
  readonly entryIds?: { readonly [list: string]: string };
  readonly secrets?: readonly string[];
  readonly consent: { readonly [path: string]: Withheld };
}

/** A stored document of a collection. */
export type DocumentOf<Declaration extends { readonly schema: z.ZodType }> = z.output<Declaration['schema']>;

/** A document without its `_id`, before it is inserted. */
export type Content<Document> = Document extends unknown ? Omit<Document, '_id'> : never;
