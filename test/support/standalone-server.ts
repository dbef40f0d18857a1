import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from 'adaptive-learning-engine/embedded';
import { MongoClient } from 'mongodb';
import { freePort } from '../../src/embedded/free-port.js';

/** A MongoDB server that is no member of a replica set, and so has no transactions. */
export interface StandaloneServer extends AsyncDisposable {
  readonly client: MongoClient;
  /** `127.0.0.1` and the port. */
  readonly address: string;
}

export async function startStandalone(more: readonly string[] = []): Promise<StandaloneServer> {
  const binary = await findBinary();
  const folder = await mkdtemp(join(tmpdir(), 'standalone-'));
  const port = await freePort();
  const args = ['--port', String(port), '--bind_ip', '127.0.0.1', '--dbpath', folder, '--wiredTigerCacheSizeGB', '0.25', ...more];
  const server = spawn(binary, args, { stdio: 'ignore' });
  const ended = once(server, 'exit');
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`);
  const stop = async () => {
    await client.close();
    server.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await client.connect();
  } catch (error) {
    await stop();
    throw error;
  }
  return { client, address: `127.0.0.1:${port}`, [Symbol.asyncDispose]: stop };
}

/** The program that an embedded server runs: it says so itself. */
async function findBinary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'replica-'));
  // With a folder of its own it is a server of this machine, whatever MONGODB_URI says.
  const embedded = await startEmbedded({ dbPath: folder });
  try {
    const client = await MongoClient.connect(embedded.uri);
    const { argv } = await client.db('admin').command({ getCmdLineOpts: 1 });
    await client.close();
    return String((argv as string[])[0]);
  } finally {
    await embedded.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
