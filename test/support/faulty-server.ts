import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from 'adaptive-learning-engine/embedded';
import { type Document, MongoClient } from 'mongodb';

/** A server of the test's own, which can be told to fail. */
export interface FaultyServer extends AsyncDisposable {
  readonly client: MongoClient;
  readonly uri: string;
  readonly port: number;
  readonly pid: number;
  /** Has commands fail as `data` says, so many times or until {@link FaultyServer.mend}. */
  fail(data: { readonly failCommands: readonly string[] } & Document, times?: number): Promise<void>;
  /** Has the next so many commands of a name wait on the server. Gives what resolves once all of them do. */
  block(command: string, forMs: number, times: number): Promise<() => Promise<void>>;
  mend(): Promise<void>;
}

export async function startFaultyServer(): Promise<FaultyServer> {
  const folder = await mkdtemp(join(tmpdir(), 'faulty-'));
  // With a folder of its own it is a server of this machine, whatever MONGODB_URI says.
  const server = await startEmbedded({ dbPath: folder, serverParameters: { enableTestCommands: 1, transactionLifetimeLimitSeconds: 60 } });
  if (server.pid === undefined) throw new Error('A server of our own has a process');
  const client = await MongoClient.connect(server.uri);
  const admin = client.db('admin');
  return {
    client,
    uri: server.uri,
    port: Number(new URL(server.uri).port),
    pid: server.pid,
    fail: async (data, times) => {
      const mode = times === undefined ? 'alwaysOn' : { times };
      await admin.command({ configureFailPoint: 'failCommand', mode, data });
    },
    block: async (command, forMs, times) => {
      const data = { failCommands: [command], blockConnection: true, blockTimeMS: forMs };
      const { count } = await admin.command({ configureFailPoint: 'failCommand', mode: { times }, data });
      return async () => {
        await admin.command({ waitForFailPoint: 'failCommand', timesEntered: Number(count) + times, maxTimeMS: 10_000 });
      };
    },
    mend: async () => {
      await admin.command({ configureFailPoint: 'failCommand', mode: 'off' });
    },
    [Symbol.asyncDispose]: async () => {
      await client.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
