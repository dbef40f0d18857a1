import type { Document, Filter } from 'mongodb';
import { type AnyDeclaration, type Content, parseDocument } from '../schema/index.js';
import type { CallOptions } from './call-options.js';
import { contentSchemaOf } from './content-schema.js';
import { guardedUpdate, identityOf } from './guarded-update.js';
import type { Repository } from './repository.js';
import { WriteConflict } from './retry.js';
import { IN_CLEAR } from './sealing.js';
import type { TransactionOptions } from './transaction.js';

/** A write that is made ready before the transaction that sends it, so that writes of several callers can be sent with one command. */
export type PlannedWrite = PlannedInsert | PlannedUpdate;

/** Stores a new document, which has been held to its declaration. */
export interface PlannedInsert {
  readonly repository: AnySender;
  readonly insert: Document;
}

/** Changes one document. */
export interface PlannedUpdate {
  readonly repository: AnySender;
  readonly filter: Filter<Document>;
  readonly update: Document;
  /** Fits the document once this update is made, and no other state of it. */
  readonly landed: Filter<Document>;
  /** Says why the filter fits no document; not given where it says that another writer was faster. */
  readonly missed?: ((options: TransactionOptions) => Promise<never>) | undefined;
}

/** A repository of whichever collection. */
type AnySender = Pick<Repository<never>, 'command' | 'collection' | 'sealing'> & {
  readonly declaration: Pick<AnyDeclaration, 'name' | 'identity'>;
};

/** What became of writes that were sent with one command. */
export type Together =
  | 'stored'
  /** The server refused the one at this place, and ended the transaction. */
  | { readonly refused: number }
  /** Those at these places fit no document, and have changed nothing. */
  | { readonly missed: readonly number[] }
  /** Some fit no document, and nothing tells which. */
  | 'unclear';

/** @throws AdaptiveLearningError `invalid_input` for a document that is not as declared */
export function plannedInsert<Stored>(repository: Repository<Stored>, content: Content<Stored>): PlannedInsert {
  const { name, schema } = repository.declaration;
  const insert = parseDocument(contentSchemaOf(schema), content, `${name}.insertOne`) as Document;
  return { repository, insert };
}

/** The difference between two states of a document, for while nobody else has changed it; nothing where the two are equal. */
export function plannedSave<Stored>(
  repository: Repository<Stored>,
  before: Content<Stored>,
  after: Content<Stored>,
): PlannedUpdate | undefined {
  const declaration = repository.declaration as unknown as AnyDeclaration;
  const change = guardedUpdate(declaration, before as object, after as object);
  if (change === undefined) return undefined;
  const { revision, last_event } = after as { readonly revision?: number; readonly last_event?: { readonly event_id: string } };
  const landed = { ...identityOf(declaration, after as object), revision, 'last_event.event_id': last_event?.event_id };
  return { repository, ...change, landed };
}

/** Writes as they are stored: with their encrypted fields as ciphertexts. */
export async function sealPlanned(writes: readonly PlannedWrite[], options: CallOptions): Promise<readonly PlannedWrite[]> {
  if (writes.every(({ repository }) => repository.sealing === IN_CLEAR)) return writes;
  return Promise.all(
    writes.map(async (write): Promise<PlannedWrite> => {
      const { sealing, declaration } = write.repository;
      const where = `${declaration.name}.stored`;
      if ('insert' in write) {
        const [insert = write.insert] = await sealing.seal([write.insert], where, options);
        return { ...write, insert };
      }
      const [update = write.update] = await sealing.sealUpdates([{ binding: write.filter, update: write.update }], where, options);
      return { ...write, update };
    }),
  );
}

/**
 * Sends one write.
 *
 * @throws WriteConflict where its filter fits no document, or what it says itself of that
 */
export async function sendPlanned(write: PlannedWrite, options: TransactionOptions): Promise<void> {
  const { repository } = write;
  const { name } = repository.declaration;
  if ('insert' in write) {
    // A copy: the driver gives each document its _id, and one that is sent again is another document.
    const insert = { ...write.insert };
    await repository.command(`${name}.insertOne`, options, (driver) =>
      repository.collection.insertOne(insert, { ...driver, ignoreUndefined: true }),
    );
    return;
  }
  const { filter, update, missed } = write;
  const { matchedCount } = await repository.command(`${name}.save`, options, (driver) =>
    repository.collection.updateOne(filter, update, driver),
  );
  if (matchedCount > 0) return;
  await missed?.(options);
  throw new WriteConflict();
}

/** What the server replies to a command that writes. */
interface Reply {
  readonly n: number;
  readonly writeErrors?: readonly { readonly index: number }[];
}

/**
 * Sends writes of one kind to one collection with one command. It goes past the driver's bulk writes, whose errors do not tell a refused
 * write from a lost connection, and which measure each document before they write it.
 *
 * @param writes one at least, all of them inserts or all of them updates
 */
export async function sendTogether(writes: readonly PlannedWrite[], options: TransactionOptions): Promise<Together> {
  const { repository } = writes[0] as PlannedWrite;
  const { collection, declaration } = repository;
  const inserts = writes.flatMap((write) => ('insert' in write ? [write.insert] : []));
  const updates = writes.flatMap((write) => ('insert' in write ? [] : [{ q: write.filter, u: write.update }]));
  const name = collection.collectionName;
  const command = inserts.length > 0 ? { insert: name, documents: inserts } : { update: name, updates };
  const reply = await repository.command(`${declaration.name}.together`, options, async (driver) => {
    const sent: unknown = await collection.db.command(command, { ...driver, ignoreUndefined: inserts.length > 0 });
    return sent as Reply;
  });
  const [fault] = reply.writeErrors ?? [];
  if (fault !== undefined) return { refused: fault.index };
  return reply.n === writes.length ? 'stored' : whichMissed(writes as readonly PlannedUpdate[], reply.n, options);
}

/** The server counts the updates that fit a document, and names none. */
async function whichMissed(updates: readonly PlannedUpdate[], matched: number, options: TransactionOptions): Promise<Together> {
  const { repository } = updates[0] as PlannedUpdate;
  const { declaration, collection } = repository;
  const identity = Object.fromEntries(declaration.identity.map((field) => [field, 1]));
  const rows = await repository.command(`${declaration.name}.landed`, options, (driver) =>
    collection.find({ $or: updates.map(({ landed }) => landed) }, { ...driver, projection: { _id: 0, ...identity } }).toArray(),
  );
  const keyOf = (fields: Document) => JSON.stringify(declaration.identity.map((field): unknown => fields[field]));
  const landed = new Set(rows.map(keyOf));
  const missed = updates.flatMap((update, place) => (landed.has(keyOf(update.landed)) ? [] : [place]));
  return missed.length === updates.length - matched ? { missed } : 'unclear';
}
