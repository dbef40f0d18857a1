import type { Db, MongoClient, MongoClientOptions } from 'mongodb';
import { AdaptiveLearningError, type ErrorCode, invalidInput } from '../errors.js';
import { type CollectionSet, driverDb, type HostDb, translateCommandError, within } from '../repositories/index.js';
import { LOG_EVENTS, type Log, NO_LOG, onUnreachable } from '../runtime/index.js';

/** A database, and how to close it. */
export interface Connection {
  readonly db: Db;
  close(): Promise<void>;
}

/** Where to connect. */
export interface ConnectionOptions {
  readonly db?: HostDb | undefined;
  readonly uri?: string | undefined;
  readonly database?: string | undefined;
  readonly deadlineMs: number;
  readonly log: Log;
}

/** How long the opening of a connection to a host may take, in milliseconds. */
const CONNECT_MS = 10_000;
/** Idle connections are closed after so long, since firewalls forget them without a word: the shortest known does after four minutes. */
const IDLE_MS = 180_000;
/** How long the making of an engine waits for a host's database that does not answer, in milliseconds. */
const HELLO_MS = 2_000;
/** How long the closing of our own connections is waited for, in milliseconds. */
const CLOSING_MS = 2_000;

/**
 * Opens the engine's own connection, or takes the host's.
 *
 * @throws AdaptiveLearningError `invalid_input`, `authentication_failed`, `not_authorised`, `database_unreachable`, `database_unavailable`,
 * `deadline_exceeded`
 */
export async function connect({ db: hostDb, uri, database, deadlineMs, log }: ConnectionOptions): Promise<Connection> {
  if (hostDb !== undefined) {
    const db = driverDb(hostDb);
    warnOfSilence(db, log);
    return { db, close: async () => undefined };
  }
  const where = 'createEngine.uri';
  const client = await clientOf(uri as string, deadlineMs);
  try {
    await within({ deadlineMs }, where, () => unlessUnreachable(client, where, () => client.connect()));
    return { db: client.db(database), close: () => closed(client) };
  } catch (error) {
    await closed(client);
    throw translateCommandError(error, where);
  }
}

/** What the making of an engine ends with; a host's database that fails otherwise may have come back by the first call. */
const FINAL: ReadonlySet<ErrorCode> = new Set(['replica_set_required', 'authentication_failed', 'not_authorised', 'database_unreachable']);

/**
 * Refuses a server without transactions, and a database that will refuse every call. A host's database that does not answer in time, or not
 * at all, is asked again by the first call.
 *
 * @throws AdaptiveLearningError `replica_set_required`, `authentication_failed`, `not_authorised`, `database_unreachable`
 */
export async function refuseUnfit({ readiness, db }: CollectionSet, connection: Connection): Promise<void> {
  const where = 'createEngine';
  const asked = unlessUnreachable(db.client, where, () => readiness.ensureTransactions(where));
  try {
    await within({ deadlineMs: HELLO_MS }, where, () => asked);
  } catch (error) {
    if (!(error instanceof AdaptiveLearningError && FINAL.has(error.code))) return;
    await connection.close();
    throw error;
  }
}

/** Does what needs a connection, and ends it as soon as no host can be reached. */
function unlessUnreachable(client: MongoClient, where: string, work: () => Promise<unknown>): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = onUnreachable(client, (why) => {
      const message = `${where}: expected a host that can be reached, got ${why}`;
      reject(new AdaptiveLearningError('database_unreachable', message, { where, received: why }));
    });
    work()
      .then(() => resolve(), reject)
      .finally(stop);
  });
}

/** A server that has gone silent is not waited for. */
async function closed(client: MongoClient): Promise<void> {
  await within({ deadlineMs: CLOSING_MS }, 'close', () => client.close()).catch(() => undefined);
}

async function clientOf(uri: string, deadlineMs: number): Promise<MongoClient> {
  const { MongoClient } = await import('mongodb');
  try {
    return new MongoClient(uri, timesOf(uri, deadlineMs));
  } catch {
    // biome-ignore lint/style/useErrorCause: the driver's error may repeat the password that is in the address
    throw invalidInput('createEngine.uri', 'the address of a MongoDB server, as the driver takes it', uri);
  }
}

/** A connection on which nothing comes back is given up once no call waits for it any more. What the address itself says, holds. */
function timesOf(uri: string, deadlineMs: number): MongoClientOptions {
  const times = {
    socketTimeoutMS: deadlineMs,
    connectTimeoutMS: Math.min(deadlineMs, CONNECT_MS),
    serverSelectionTimeoutMS: deadlineMs,
    maxIdleTimeMS: IDLE_MS,
  };
  const said = new Set([...new URLSearchParams(uri.slice(uri.indexOf('?') + 1)).keys()].map((name) => name.toLowerCase()));
  return Object.fromEntries(Object.entries(times).filter(([name]) => !said.has(name.toLowerCase())));
}

const warned = new WeakSet<MongoClient>();

/** Without a socket timeout the driver waits for ever on a connection that a firewall forgot, and the pool fills with such. */
function warnOfSilence({ client }: Db, log: Log): void {
  const { options } = client as Partial<MongoClient>;
  if (options === undefined || (options.socketTimeoutMS ?? 0) > 0) return;
  log('no_socket_timeout', {});
  if (warned.has(client) || log !== NO_LOG) return;
  warned.add(client);
  process.emitWarning(LOG_EVENTS.no_socket_timeout.message, {
    type: 'AdaptiveLearningWarning',
    code: 'ALE_SOCKET_TIMEOUT',
    detail: 'Open it with new MongoClient(uri, { socketTimeoutMS: 30_000 }), or with a longer time than your longest query.',
  });
}
