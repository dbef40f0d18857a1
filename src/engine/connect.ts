import { setTimeout as sleep } from 'node:timers/promises';
import type { Db, MongoClient } from 'mongodb';
import { AdaptiveLearningError, invalidInput } from '../errors.js';
import { type CollectionSet, translateDriverError } from '../repositories/index.js';

/** How long the making of an engine waits for a host's database that does not answer, in milliseconds. */
const HELLO_MS = 2_000;

/** A database, and how the engine lets go of it. */
export interface Connection {
  readonly db: Db;
  readonly close: () => Promise<void>;
}

/** Where an engine finds its database, as {@link EngineOptions} says. */
export interface ConnectionOptions {
  readonly db?: Db | undefined;
  readonly uri?: string | undefined;
  readonly database?: string | undefined;
}

/** @throws AdaptiveLearningError `invalid_input`, `database_unavailable` when `uri` cannot be reached */
export async function connect({ db, uri, database }: ConnectionOptions): Promise<Connection> {
  if (db !== undefined) return { db, close: async () => undefined };
  const client = await clientOf(uri as string);
  try {
    await client.connect();
    return { db: client.db(database), close: () => client.close() };
  } catch (error) {
    await client.close();
    throw translateDriverError(error, 'createEngine.uri');
  }
}

/**
 * Refuses a server without transactions. A host's database that does not answer in time, or not at all, is asked again by the first call.
 *
 * @throws AdaptiveLearningError `replica_set_required`
 */
export async function refuseStandalone({ readiness }: CollectionSet, connection: Connection): Promise<void> {
  const asked = readiness.ensureTransactions('createEngine').catch((error: unknown) => {
    if (error instanceof AdaptiveLearningError && error.code === 'replica_set_required') throw error;
  });
  try {
    await Promise.race([asked, sleep(HELLO_MS, undefined, { ref: false })]);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

async function clientOf(uri: string): Promise<MongoClient> {
  const { MongoClient } = await import('mongodb');
  try {
    return new MongoClient(uri);
  } catch {
    // biome-ignore lint/style/useErrorCause: the driver's error may repeat the password that is in the address
    throw invalidInput('createEngine.uri', 'the address of a MongoDB server, as the driver takes it', uri);
  }
}
