import { setTimeout as sleep } from 'node:timers/promises';
import type { Document, MongoClient } from 'mongodb';
import { startStandalone } from './standalone-server.js';

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
  // The log is cut at checkpoints, which are a minute apart by default.
  const server = await startStandalone(['--replSet', 'small', '--oplogSize', String(OPLOG_MB), '--syncdelay', '1']);
  const { client, address } = server;
  try {
    await client.db('admin').command({ replSetInitiate: { _id: 'small', members: [{ _id: 0, host: address }] } });
    await untilPrimary(client);
  } catch (error) {
    await server[Symbol.asyncDispose]();
    throw error;
  }
  return {
    client,
    rollOver: () => rollOver(client),
    stepDown: async () => {
      await client.db('admin').command({ replSetStepDown: 1, force: true });
      await untilPrimary(client);
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
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
