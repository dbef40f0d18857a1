import type { Document, Filter, UpdateFilter } from 'mongodb';
import { type AnyDeclaration, inVersion, isOutdated, type StoredDocument } from '../schema/index.js';
import type { CallOptions } from './call-options.js';
import { command } from './command.js';
import type { CommandSender } from './command-sender.js';
import { identityOf } from './guarded-update.js';
import type { Sealing } from './sealing.js';

/** Where documents are read and written: a repository. */
type SealingSource = CommandSender & { readonly sealing: Sealing };

/** A stored document, and what it is to become. */
export interface Rewrite {
  readonly stored: Document;
  readonly after: StoredDocument;
}

/** What finds a document only as it was read: nobody has changed anything of it since. */
function unchanged(declaration: AnyDeclaration, stored: Document): Filter<Document> {
  return { ...identityOf(declaration, stored), _id: stored['_id'], $expr: { $eq: ['$$ROOT', { $literal: stored }] } };
}

/** Replaces documents that nobody has changed since they were read; gives how many those were. */
export async function rewriteUnchanged(
  source: CommandSender,
  declaration: AnyDeclaration,
  rewrites: readonly Rewrite[],
  where: string,
  options: CallOptions,
): Promise<number> {
  if (rewrites.length === 0) return 0;
  const operations = rewrites.map(({ stored, after }) => ({
    replaceOne: { filter: unchanged(declaration, stored), replacement: after as Document },
  }));
  const { matchedCount } = await source.command(where, options, (driver) =>
    source.collection.bulkWrite(operations, { ...driver, ordered: false }),
  );
  return matchedCount;
}

/**
 * Brings the documents that filters find to today's form, in the transaction of `options` if there is one, so that a change of single fields may
 * follow. Gives false where none is of an older version.
 */
export async function bringUpToDate(
  source: SealingSource,
  declaration: AnyDeclaration,
  filters: readonly Filter<Document>[],
  where: string,
  options: CallOptions,
): Promise<boolean> {
  const { schemaVersion, migrations } = declaration;
  if (migrations === undefined || filters.length === 0) return false;
  const older = { $and: [{ $or: [...filters] }, { schema_version: { $lt: schemaVersion } }] };
  const found = await source.command(where, options, (driver) => source.collection.find(older, driver).toArray());
  const outdated = found.filter((stored) => isOutdated(declaration, stored));
  if (outdated.length === 0) return false;
  const opened = await source.sealing.open(outdated, where, options);
  const migrated = opened.map((document) => inVersion(declaration, document, schemaVersion));
  const sealed = await source.sealing.seal(migrated, where, options);
  const rewrites = outdated.map((stored, place) => ({ stored, after: sealed[place] as StoredDocument }));
  // Where another was faster, the document is another by now: what the caller sends next finds it.
  await rewriteUnchanged(source, declaration, rewrites, where, options);
  return true;
}

/** A change of single fields. */
interface FieldChange {
  readonly filter: Filter<Document>;
  readonly operators: UpdateFilter<Document>;
}

/** Changes a document in today's form; one of an older version is brought to that first, so that no mixture of both is stored. */
export async function updateInForm(
  source: SealingSource,
  declaration: AnyDeclaration,
  { filter, operators }: FieldChange,
  where: string,
  options: CallOptions,
): Promise<boolean> {
  const { schemaVersion, migrations } = declaration;
  const current = migrations === undefined ? filter : { $and: [filter, { schema_version: { $gte: schemaVersion } }] };
  const send = () => source.command(where, options, (driver) => source.collection.updateOne(current, operators, driver));
  if ((await send()).matchedCount > 0) return true;
  if (!(await bringUpToDate(source, declaration, [filter], where, options))) return false;
  return (await send()).matchedCount > 0;
}

/** How many documents of a collection are of an older version than declared. */
export async function countOutdated(
  source: Pick<CommandSender, 'collection'>,
  { schemaVersion }: AnyDeclaration,
  where: string,
  options: CallOptions,
): Promise<number> {
  const filter = { schema_version: { $lt: schemaVersion } };
  return command(where, options, (driver) => source.collection.countDocuments(filter, driver));
}

/** Which documents are read next: those of one version behind an `_id`, in its order. */
export interface VersionPage {
  readonly version: number;
  /** Undefined for the first page. */
  readonly after: unknown;
  readonly limit: number;
}

/** Documents of one version as they are stored. */
export function documentsOf(
  source: CommandSender,
  { version, after, limit }: VersionPage,
  where: string,
  options: CallOptions,
): Promise<Document[]> {
  const filter: object = { schema_version: version, ...(after === undefined ? {} : { _id: { $gt: after } }) };
  return source.command(where, options, (driver) => source.collection.find(filter, { ...driver, sort: { _id: 1 }, limit }).toArray());
}
