import { MongoClient } from 'mongodb';
import { expect, it, onTestFinished } from 'vitest';
import { isAlive, pidOf, portOf, scratchFolder, start } from './scratch.js';

interface Answer {
  _id: number;
}

async function countIn(uri: string): Promise<number> {
  const client = new MongoClient(uri);
  try {
    return await client.db().collection('answers').countDocuments();
  } finally {
    await client.close();
  }
}

async function writeTo(uri: string, from: number): Promise<void> {
  const client = new MongoClient(uri);
  try {
    await client.db().collection<Answer>('answers').insertOne({ _id: from });
  } finally {
    await client.close();
  }
}

it('data in a dbPath survive a stop, on the same port and on another', async () => {
  const dbPath = `${await scratchFolder()}/made/on/the/way`;
  const first = await start({ dbPath });
  await writeTo(first.uri, 1);
  await first.stop();
  expect(await isAlive(pidOf(first))).toBe(false);

  const second = await start({ dbPath, port: portOf(first) });
  expect(second.uri).toBe(first.uri);
  await writeTo(second.uri, 2);
  await second.stop();

  const third = await start({ dbPath });
  expect(third.uri).not.toBe(first.uri);
  await writeTo(third.uri, 3);
  expect(await countIn(third.uri)).toBe(3);
  await third.stop();

  // Back on the first port: the set carries the third one's address now.
  expect(await countIn((await start({ dbPath, port: portOf(first) })).uri)).toBe(3);
});

it('every acknowledged write survives kill -9, and a client that stayed connected goes on when the server is back', async () => {
  const dbPath = await scratchFolder();
  const first = await start({ dbPath });
  const client = new MongoClient(first.uri);
  onTestFinished(() => client.close());
  const answers = client.db().collection<Answer>('answers');
  const acknowledged: number[] = [];
  let writing = true;
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    for (let n = writer; writing; n += 4) {
      try {
        await answers.insertOne({ _id: n });
        acknowledged.push(n);
      } catch {
        return;
      }
    }
  });
  while (acknowledged.length < 400) await new Promise((done) => setTimeout(done, 5));
  process.kill(pidOf(first), 'SIGKILL');
  const killedWith = acknowledged.length;
  const again = await start({ dbPath, port: portOf(first) });
  expect(again.uri).toBe(first.uri);
  expect(pidOf(again)).not.toBe(pidOf(first));
  await answers.insertOne({ _id: -1 });
  writing = false;
  await Promise.all(writers);
  const stored = new Set(await answers.distinct('_id'));
  expect(killedWith).toBeGreaterThanOrEqual(400);
  expect(acknowledged.filter((n) => !stored.has(n))).toEqual([]);
  expect(stored).toContain(-1);
  // The first handle has nothing left to stop, least of all the server that came after it.
  await first.stop();
  expect(await isAlive(pidOf(again))).toBe(true);
});

it('data survive kill -9 also when the next server has another port', async () => {
  const dbPath = await scratchFolder();
  const first = await start({ dbPath });
  await writeTo(first.uri, 1);
  process.kill(pidOf(first), 'SIGKILL');
  const second = await start({ dbPath });
  expect(second.uri).not.toBe(first.uri);
  await writeTo(second.uri, 2);
  expect(await countIn(second.uri)).toBe(2);
});

it('data of a replica set of another name are opened under that name', async () => {
  const dbPath = await scratchFolder();
  const first = await start({ dbPath });
  await writeTo(first.uri, 1);
  // The database `local` takes no retryable writes.
  const client = new MongoClient(`${first.uri}&retryWrites=false`);
  const configs = client.db('local').collection<{ _id: string }>('system.replset');
  const { _id, ...config } = (await configs.findOne({})) ?? { _id: '' };
  await configs.deleteOne({ _id });
  await configs.insertOne({ ...config, _id: 'another set' }, { writeConcern: { w: 1, journal: true } });
  await client.close();
  await first.stop();
  const server = await start({ dbPath });
  expect(new URL(server.uri).searchParams.get('replicaSet')).toBe('another set');
  expect(await countIn(server.uri)).toBe(1);
});

it('a folder of a set of several members is left as it is', async () => {
  const dbPath = await scratchFolder();
  const first = await start({ dbPath });
  const client = new MongoClient(first.uri);
  const admin = client.db('admin');
  const { config } = await admin.command({ replSetGetConfig: 1 });
  const second = { _id: 1, host: '127.0.0.1:9', priority: 0, votes: 0 };
  const members = [...config.members, second];
  await admin.command({ replSetReconfig: { ...config, version: config.version + 1, members } });
  await client.close();
  process.kill(pidOf(first), 'SIGKILL');
  await expect(start({ dbPath })).rejects.toMatchObject({
    code: 'embedded_unavailable',
    message: expect.stringContaining('a replica set of 2 members'),
  });
});
