import { progressBar, startEmbedded } from 'adaptive-learning-engine/embedded';
import type { DemoOptions } from './options.js';

/** A MongoDB server for the demo. */
export interface DemoServer {
  readonly uri: string;
  readonly database: string;
  /** Where it came from, for people. */
  readonly origin: string;
  stop(): Promise<void>;
}

/** The database on a server at this address, unless that names one. */
const DATABASE = 'adaptive_learning_demo';

/** The server that the options name, or else one of the embedded chain. */
export async function openServer({ db, keep }: DemoOptions, signal: AbortSignal): Promise<DemoServer> {
  if (db !== undefined) {
    const named = /^mongodb(?:\+srv)?:\/\/[^/]+\/(?<name>[^?]+)/.exec(db)?.groups?.['name'];
    return { uri: db, database: named ?? DATABASE, origin: 'the server of --db', stop: async () => undefined };
  }
  const server = await startEmbedded({ signal, onProgress: progressBar(), dbPath: keep });
  const kept = keep === undefined ? '' : `, kept in ${keep}`;
  return {
    uri: server.uri,
    database: server.database,
    origin: `MongoDB ${server.version}, found by ${server.source}${kept}`,
    stop: server.stop,
  };
}
