import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { AdaptiveLearningError } from '../errors.js';
import { throwIfAborted } from './abort.js';
import { redact } from './redact.js';

/** How long a server that should be there may take to answer, unless the address says otherwise. */
const ANSWER_LIMIT_MS = 5_000;
/** scheme and hosts, database, query: the parts of an address that may name several hosts, which `URL` does not take. */
const ADDRESS = /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/;

export interface BorrowedServer {
  readonly uri: string;
  readonly database: string;
  readonly version: string;
  /** Drops our database, and those whose name begins with its name and an underscore. */
  readonly stop: () => Promise<void>;
}

/**
 * Makes a name for a fresh database on a server that already runs, after asking whether it has transactions.
 * MongoDB makes the database with the first write.
 *
 * @param address a connection string; its password is in no message
 * @throws AdaptiveLearningError `invalid_input`, `database_unavailable`, `replica_set_required`, `aborted`
 */
export async function borrowServer(address: string, signal: AbortSignal | undefined): Promise<BorrowedServer> {
  throwIfAborted(signal);
  const [, hosts, , query = ''] = ADDRESS.exec(address) ?? [];
  if (hosts === undefined) throw refuse('invalid_input', 'it is not a connection string such as mongodb://host:port/?replicaSet=name');
  const client = connectTo(address, query);
  const closeEarly = () => void client.close();
  signal?.addEventListener('abort', closeEarly, { once: true });
  try {
    const admin = client.db('admin');
    const hello = await admin.command({ hello: 1 });
    if (hello['setName'] === undefined && hello['msg'] !== 'isdbgrid') {
      throw refuse(
        'replica_set_required',
        'the server is neither a member of a replica set nor a mongos, so it has no transactions; start it with --replSet and run rs.initiate(), or unset MONGODB_URI',
      );
    }
    const { version } = await admin.command({ buildInfo: 1 });
    const database = `ale_${randomBytes(6).toString('hex')}`;
    const uri = `${hosts}/${database}${queryWithAuthSource(query, client)}`;
    return { uri, database, version: String(version), stop: () => dropDatabases(uri, database) };
  } catch (error) {
    throwIfAborted(signal);
    if (error instanceof AdaptiveLearningError) throw error;
    throw refuse('database_unavailable', `the server does not answer: ${secretless(error, address)}`);
  } finally {
    signal?.removeEventListener('abort', closeEarly);
    await client.close();
  }
}

function connectTo(address: string, query: string): MongoClient {
  const patience = /(^|&)serverSelectionTimeoutMS=/i.test(query) ? {} : { serverSelectionTimeoutMS: ANSWER_LIMIT_MS };
  try {
    return new MongoClient(address, patience);
  } catch (error) {
    throw refuse('invalid_input', secretless(error, address));
  }
}

/** Where credentials are looked up is the database in the address by default: it must stay when the database changes. */
function queryWithAuthSource(query: string, client: MongoClient): string {
  const source = client.options.credentials?.source;
  const parts = query === '' ? [] : [query];
  if (source && !/(^|&)authSource=/i.test(query)) parts.push(`authSource=${encodeURIComponent(source)}`);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

async function dropDatabases(uri: string, database: string): Promise<void> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: ANSWER_LIMIT_MS });
  try {
    await client.db(database).dropDatabase();
    // A user who may not list databases could not have made others beside this one either.
    const listed = await client
      .db('admin')
      .admin()
      .listDatabases({ nameOnly: true })
      .catch(() => ({ databases: [] }));
    for (const { name } of listed.databases) if (name.startsWith(`${database}_`)) await client.db(name).dropDatabase();
  } finally {
    await client.close();
  }
}

/** No cause is attached: an error of the driver or of `URL` may carry the whole address in a property. */
function refuse(code: 'invalid_input' | 'database_unavailable' | 'replica_set_required', reason: string): AdaptiveLearningError {
  return new AdaptiveLearningError(code, `MONGODB_URI: ${reason}`, { where: 'startEmbedded.env.MONGODB_URI' });
}

function secretless(error: unknown, address: string): string {
  const message = error instanceof Error ? error.message : String(error);
  return redact(message.replaceAll(address, redact(address)));
}
