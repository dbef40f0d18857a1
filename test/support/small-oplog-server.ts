import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Document, MongoClient } from 'mongodb';
import { findBinary, freePort } from './standalone-server.js';

/** A replica set of one whose log of changes is as short as it can be, so that a test can write it full. */
export interface SmallOplogServer extends AsyncDisposable {
  readonly client: MongoClient;
  /** Writes until the server's log no longer holds what it holds now. */
  rollOver(): Promise<void>;
  /** Has the primary step down; it is elected again. */
  stepDown(): Promise<void>;
}

/** In megabytes; the server takes no less. */
const OPLOG_MB = 1;
const ROW = 'x'.repeat(200_000);

export async function startSmallOplog(): Promise<SmallOplogServer> {
  const binary = await findBinary();
  const folder = await mkdtemp(join(tmpdir(), 'oplog-'));
  const port = await freePort();
  // The log is cut at checkpoints, which are a minute apart unless told otherwise.
  const options = ['--replSet', 'small', '--oplogSize', String(OPLOG_MB), '--syncdelay', '1', '--wiredTigerCacheSizeGB', '0.25'];
  const server = spawn(binary, ['--port', String(port), '--bind_ip', '127.0.0.1', '--dbpath', folder, ...options], { stdio: 'ignore' });
  const ended = once(server, 'exit');
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, { serverSelectionTimeoutMS: 60_000 });
  const stop = async () => {
    await client.close();
    server.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await client.db('admin').command({ replSetInitiate: { _id: 'small', members: [{ _id: 0, host: `127.0.0.1:${port}` }] } });
    await untilPrimary(client);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    client,
    rollOver: () => rollOver(client),
    stepDown: async () => {
      await client.db('admin').command({ replSetStepDown: 1, force: true });
      await untilPrimary(client);
    },
    [Symbol.asyncDispose]: stop,
  };
}

async function untilPrimary(client: MongoClient): Promise<void> {
  for (;;) {
    const hello: Document = await client.db('admin').command({ hello: 1 });
    if (hello['isWritablePrimary'] === true) return;
    await sleep(50);
  }
}

async function rollOver(client: MongoClient): Promise<void> {
  const oplog = client.db('local').collection('oplog.rs');
  const edge = async (order: 1 | -1) =>
    (await oplog.find().sort({ $natural: order }).limit(1).next())?.['ts'] as { compare(other: unknown): number };
  const newest = await edge(-1);
  while ((await edge(1)).compare(newest) <= 0) {
    await client
      .db('filler')
      .collection<{ _id: number; row: string }>('rows')
      .insertMany(Array.from({ length: 20 }, () => ({ row: ROW }) as never));
    await sleep(100);
  }
}
