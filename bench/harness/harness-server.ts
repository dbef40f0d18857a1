import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedServer, startEmbedded } from 'adaptive-learning-engine/embedded';

/** A mongod of our own, which may be killed and comes back on the same port with the same data. */
export interface HarnessServer extends AsyncDisposable {
  readonly uri: string;
  readonly version: string;
  /** Ends the server as a power cut would, as far as a process can. */
  kill(): void;
  /** Starts it again where it was; resolves when it takes writes. */
  restart(): Promise<void>;
}

/**
 * @param transactionSeconds how long the server keeps the open transaction, and with it the locks, of a client that died in the middle of
 * one; what `startEmbedded` takes by itself if not given. It looks every half of that.
 */
export async function openServer(transactionSeconds?: number): Promise<HarnessServer> {
  const folder = await mkdtemp(join(tmpdir(), 'ale-harness-'));
  const dbPath = join(folder, 'data');
  const serverParameters = transactionSeconds === undefined ? {} : { transactionLifetimeLimitSeconds: transactionSeconds };
  const first = await startEmbedded({ dbPath, serverParameters });
  const { uri, version } = first;
  const port = Number(new URL(uri).port);
  let server: EmbeddedServer = first;
  return {
    uri,
    version,
    kill() {
      if (server.pid === undefined) throw new Error(`Expected a server of our own, got one by ${server.source}`);
      process.kill(server.pid, 'SIGKILL');
    },
    async restart() {
      server = await startEmbedded({ dbPath, port, serverParameters });
      // The handle of the killed server holds its log folder still.
      await first.stop();
    },
    async [Symbol.asyncDispose]() {
      await server.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
