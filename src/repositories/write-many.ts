import type { Document, UpdateFilter } from 'mongodb';
import { type AnyDeclaration, type Content, fits, parseInput } from '../schema/index.js';
import { type CallOptions, stopIfAborted } from './call-options.js';
import type { DriverOptions } from './command.js';
import { contentSchemaOf } from './content-schema.js';
import { mapCooperatively } from './cooperative-work.js';
import { guardedUpdate, identityOf } from './guarded-update.js';
import { bringUpToDate } from './outdated-documents.js';
import type { Repository } from './repository.js';

/** Two states of a document: as it was read, and as it is to be. */
export interface Change<Document> {
  readonly before: Document;
  readonly after: Document;
}

/**
 * Stores new documents with one command, in the transaction of `options`; each is held to the schema first.
 *
 * @throws AdaptiveLearningError `invalid_input`
 */
export async function insertMany<Stored>(
  repository: Repository<Stored>,
  documents: readonly Content<Stored>[],
  options: CallOptions,
): Promise<void> {
  const { name, schema } = repository.declaration;
  const where = `${name}.insertMany`;
  stopIfAborted(options, where);
  const [first, ...more] = documents;
  if (first === undefined) return;
  // The error of a bulk write does not say which index refused a duplicate; that of one insert does.
  if (more.length === 0) return repository.insertOne(first, options);
  const content = contentSchemaOf(schema);
  // The driver gives each document its _id: a copy, since the caller's must stay as they are.
  const hold = (document: unknown) => (fits(content, document) ? { ...(document as object) } : parseInput(content, document, where));
  const held = await mapCooperatively(documents, { where, signal: options.signal }, hold);
  const stored = [...(await repository.sealing.seal(held as Document[], where, options))];
  // A field that is undefined is one that is not there; the driver would store null.
  const insert = (driver: DriverOptions) => repository.collection.insertMany(stored, { ...driver, ignoreUndefined: true });
  await repository.command(where, options, insert);
}

/**
 * Sends the differences between two states of each document with one command, if nobody changed any of them in between. Gives false when
 * somebody did: the caller ends the transaction and reads again.
 */
export async function saveAll<Stored>(
  repository: Repository<Stored>,
  changes: readonly Change<Content<Stored>>[],
  options: CallOptions,
): Promise<boolean> {
  const { declaration, collection } = repository;
  const plain = declaration as unknown as AnyDeclaration;
  const where = `${declaration.name}.saveAll`;
  const differences = await mapCooperatively(changes, { where, signal: options.signal }, ({ before, after }) => {
    const change = guardedUpdate(plain, before as object, after as object);
    return change === undefined ? undefined : { ...change, binding: before as object };
  });
  const updates = differences.filter((update) => update !== undefined);
  if (updates.length === 0) return true;
  const stored = await repository.sealing.sealUpdates(updates, where, options);
  const operations = updates.map(({ filter }, index) => ({ updateOne: { filter, update: stored[index] as UpdateFilter<Document> } }));
  await bringUpToDate(
    repository,
    plain,
    updates.map(({ filter }) => filter),
    where,
    options,
  );
  const save = (driver: DriverOptions) => collection.bulkWrite(operations, driver);
  const result = await repository.command(where, options, save);
  return result.matchedCount === updates.length;
}

/** A stored document that is to go, as it must be found. */
export interface Removal<Document> {
  readonly document: Document;
  readonly revision: number;
}

/**
 * Removes documents that the log no longer mentions, with one command. Gives false when one of them has not the revision that is expected:
 * somebody changed it, and the caller reads again.
 */
export async function removeAll<Stored>(
  repository: Repository<Stored>,
  removals: readonly Removal<Content<Stored>>[],
  options: CallOptions,
): Promise<boolean> {
  if (removals.length === 0) return true;
  const { declaration, collection } = repository;
  const plain = declaration as unknown as AnyDeclaration;
  const operations = removals.map(({ document, revision }) => ({
    deleteOne: { filter: { ...identityOf(plain, document as object), revision } },
  }));
  const remove = (driver: DriverOptions) => collection.bulkWrite(operations, driver);
  const result = await repository.command(`${declaration.name}.removeAll`, options, remove);
  return result.deletedCount === removals.length;
}
