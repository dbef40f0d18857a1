import type { z } from 'zod';
import { invalidInput } from '../errors.js';

/** A document as the database has it, in any version. */
export type StoredDocument = { readonly [field: string]: unknown };

/**
 * One step of the documents of a collection from a version of their form to the next. Pure: the same document gives the same one, so that a reader
 * may apply it to a document that is not migrated yet. The machinery sets `schema_version`.
 */
export interface Migration<Before = never> {
  /** The `schema_version` that the step begins from. */
  readonly from: number;
  /** The next one: `from + 1`. */
  readonly to: number;
  /** What changes, in one sentence. */
  readonly sentence: string;
  /** The form of a document of version `from`. */
  readonly before: z.ZodType<Before>;
  /** The top-level fields that the step adds, changes or removes; never those by which a document is found. */
  readonly fields: readonly string[];
  readonly up: (document: Before) => object;
  /** The way back; absent where there is none. After `up`, it gives the document that was there before. */
  readonly down?: (document: StoredDocument) => object;
}

/** Any step. */
export type AnyMigration = Omit<Migration, 'up' | 'before'> & { readonly before: z.ZodType; readonly up: (document: never) => object };

/** What a declaration says of its versions. */
export interface Versioned {
  readonly name: string;
  readonly schemaVersion: number;
  readonly migrations?: readonly AnyMigration[] | undefined;
}

/**
 * Declares a step, with the type of the documents that it begins from.
 *
 * @example
 * migration({ from: 1, to: 2, sentence: 'The comment is called note.', before: versionOne, fields: ['comment', 'note'], up: ({ comment, ...rest }) => ({ ...rest, note: comment }) })
 */
export function migration<Before>(step: Migration<Before>): AnyMigration {
  return Object.freeze(step) as object as AnyMigration;
}

/** The version of a stored document; undefined where it says none that could be. */
function versionOf(document: StoredDocument): number | undefined {
  const { schema_version: version } = document;
  return typeof version === 'number' && Number.isSafeInteger(version) && version >= 1 ? version : undefined;
}

/** Whether a document is of an older version than its declaration, so that steps apply to it. */
export function isOutdated({ schemaVersion, migrations = [] }: Versioned, document: StoredDocument): boolean {
  if (migrations.length === 0) return false;
  const version = versionOf(document);
  return version !== undefined && version < schemaVersion;
}

/** A document in the form of the declaration; one that is in it already, or that no step applies to, stays as it is. */
export function upToDate<Row>(declaration: Versioned, document: Row): Row {
  if (declaration.migrations === undefined || !isOutdated(declaration, document as StoredDocument)) return document;
  try {
    return inVersion(declaration, document as StoredDocument, declaration.schemaVersion) as Row;
  } catch {
    // A step that fails tells of a document that never had the form of its version: the decode that follows says where.
    return document;
  }
}

/**
 * A document in another version, by all the steps between.
 *
 * @throws AdaptiveLearningError `invalid_input` where a step is missing; and what a step throws
 */
export function inVersion({ name, migrations = [] }: Versioned, document: StoredDocument, version: number): StoredDocument {
  let now = document;
  for (let at = versionOf(document) ?? version; at !== version; at = versionOf(now) as number) {
    const step = migrations.find(({ from, to }) => (version > at ? from : to) === at);
    const change = version > at ? step?.up : step?.down;
    if (step === undefined || change === undefined) throw invalidInput(`${name}.migrations`, `a step ${at} → ${version}`, undefined);
    now = { ...(change as (document: StoredDocument) => object)(now), schema_version: version > at ? step.to : step.from };
  }
  return now;
}

/** The top-level fields that steps change: what is read of these is read with the whole document. */
export function migratedFields({ migrations = [] }: Versioned): ReadonlySet<string> {
  return new Set(migrations.flatMap(({ fields }) => fields));
}
