import type { Db, Document } from 'mongodb';
import type { CallOptions } from './call-options.js';
import { command } from './command.js';
import type { NamedCollections } from './named-collections.js';

/** How large a collection is now. */
export interface CollectionSize {
  readonly documents: number;
  /** Of its documents, before compression. */
  readonly bytes: number;
  readonly indexBytes: number;
}

/** How often an index was used, as counted by the server member that answered. */
export interface IndexUse {
  readonly collection: string;
  readonly index: string;
  readonly operations: number;
  /** When counting began: at the start of the server, or when the index was created. */
  readonly since: Date;
}

/** The size of one collection; null when it does not exist. A missing privilege is for the caller to judge. */
export async function collectionSize(
  collections: NamedCollections,
  name: string,
  options: CallOptions = {},
): Promise<CollectionSize | null> {
  const stages = [{ $collStats: { storageStats: {} } }];
  const shards = await command(`${name}.size`, options, (driver) =>
    ifThere(() => collections.collection(name).aggregate(stages, driver).toArray()),
  );
  if (shards === null) return null;
  const sum = (field: string) => shards.reduce((total, { storageStats }) => total + Number(storageStats?.[field] ?? 0), 0);
  return { documents: sum('count'), bytes: sum('size'), indexBytes: sum('totalIndexSize') };
}

/** How often each index of a collection was used; empty when it does not exist. */
export async function indexUse(collections: NamedCollections, name: string, options: CallOptions = {}): Promise<IndexUse[]> {
  const stages = [{ $indexStats: {} }];
  const rows = await command(`${name}.indexUse`, options, (driver) =>
    ifThere(() => collections.collection(name).aggregate(stages, driver).toArray()),
  );
  return (rows ?? []).map(({ name: index, accesses }) => ({
    collection: name,
    index: String(index),
    operations: Number(accesses.ops),
    since: accesses.since as Date,
  }));
}

/** Collection scans and queries of the whole server since its start, of all databases and its own housekeeping. */
export async function collectionScans(db: Db, options: CallOptions = {}): Promise<{ readonly scans: number; readonly queries: number }> {
  const status: Document = await command('serverStatus', options, (driver) => db.admin().command({ serverStatus: 1 }, driver));
  return { scans: Number(status['metrics'].queryExecutor.collectionScans.nonTailable), queries: Number(status['opcounters'].query) };
}

const NAMESPACE_NOT_FOUND = 26;

async function ifThere<Result>(work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work();
  } catch (error) {
    if ((error as { code?: unknown }).code === NAMESPACE_NOT_FOUND) return null;
    throw error;
  }
}
