import type { z } from 'zod';
import type { Path } from './path.js';
import type { Withheld } from './withheld.js';

type Direction = 1 | -1;

/** One index and why it is worth its writes. */
export interface IndexDeclaration<Document> {
  readonly name: string;
  readonly key: { readonly [P in Path<Document>]?: Direction } | { readonly [P in Path<Document>]?: 'text' };
  readonly unique?: true;
  /** Only documents that have this field enter the index. */
  readonly where?: { readonly [P in Path<Document>]?: { readonly $exists: true } | string };
  /** The question that this index answers. */
  readonly why: string;
}

/** How long a part of a document is kept, after section 4.1 of the specification. */
export interface RetentionRule<Document> {
  /** A path, or `*` for the whole document. */
  readonly part: Path<Document> | '*';
  /** `while_active`: as long as the account is; `user_controlled`: the learner decides; or a number of days. */
  readonly keep: 'while_active' | 'indefinitely' | 'user_controlled' | { readonly days: number };
  /** From when the days count; the document's own time if not said. */
  readonly countedFrom?: 'account_deletion' | 'last_login';
  /** What happens then. */
  readonly then?: 'delete' | 'archive' | 'aggregate_then_delete';
}

/** What a pseudonymised copy does with a part that could lead back to a person. */
export type Pseudonym = 'drop' | 'replace_id' | 'year_only';

/**
 * Everything that is true of one collection. Types, the server's validator, indexes, the shard plan, field encryption, export, erasure,
 * retention and the data map are derived from this and written nowhere else.
 */
export interface CollectionDeclaration<Schema extends z.ZodType = z.ZodType> {
  readonly name: string;
  /** What one document is, in a sentence. */
  readonly description: string;
  readonly schema: Schema;
  readonly schemaVersion: number;
  /** Whose personal data a document is: the field with the owner's user_id, or nobody's. */
  readonly owner: Path<z.output<Schema>> | 'nobody';
  /** Fields whose values together are unique and find one document; the first is the shard key's where the owner is a learner. */
  readonly identity: readonly Path<z.output<Schema>>[];
  /** Fields whose values are unique because another collection holds each once: updates leave them alone, and a verb moves both. */
  readonly claimed?: readonly Path<z.output<Schema>>[];
  readonly shardKey: { readonly [P in Path<z.output<Schema>>]?: 1 | 'hashed' };
  readonly indexes: readonly IndexDeclaration<z.output<Schema>>[];
  /** Lists that keep only their newest entries; the rest is in the log. */
  readonly capped: { readonly [P in Path<z.output<Schema>>]?: number };
  /** Fields that are stored encrypted once a key is configured, and never enter a text index. */
  readonly encrypted: readonly Path<z.output<Schema>>[];
  /** Parts that are stored and shown only while the learner's privacy setting of that name is on, and what they are shown as without it. */
  readonly consent: { readonly [P in Path<z.output<Schema>> | '*']?: Withheld };
  readonly retention: readonly RetentionRule<z.output<Schema>>[];
  readonly pseudonymised: { readonly [P in Path<z.output<Schema>>]?: Pseudonym };
}

/**
 * Declares a collection; the compiler refuses a misspelt path and a declaration that does not say whose data it holds.
 *
 * @example
 * const notes = defineCollection({ name: 'notes', schema: z.strictObject({ user_id: userId, text: sentence }), owner: 'user_id', … });
 */
export function defineCollection<const Schema extends z.ZodType>(
  declaration: CollectionDeclaration<Schema>,
): CollectionDeclaration<Schema> {
  return Object.freeze(declaration);
}

/** Any declaration, its paths as plain text: for code that walks the table and does not know whose turn it is. */
export interface AnyDeclaration {
  readonly name: string;
  readonly description: string;
  readonly schema: z.ZodType;
  readonly schemaVersion: number;
  readonly owner: string;
  readonly identity: readonly string[];
  readonly claimed?: readonly string[];
  readonly shardKey: { readonly [path: string]: 1 | 'hashed' };
  readonly indexes: readonly IndexDeclaration<never>[];
  readonly capped: { readonly [path: string]: number };
  readonly consent: { readonly [path: string]: Withheld };
}

/** A stored document of a collection. */
export type DocumentOf<Declaration extends { readonly schema: z.ZodType }> = z.output<Declaration['schema']>;

/** A document before MongoDB has given it its `_id`: what is folded and inserted. */
export type Content<Document> = Document extends unknown ? Omit<Document, '_id'> : never;
