import { spawn } from 'node:child_process';
import { inspect } from 'node:util';
import { MongoClient } from 'mongodb';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { defaultCacheDir } from '../../src/embedded/cache.js';
import { freePort } from '../../src/embedded/free-port.js';
import { type EmbeddedServer, startEmbedded } from '../../src/embedded/index.js';
import { resolveBinary } from '../../src/embedded/resolve-binary.js';
import { OWN_ENV, pidOf, portOf, scratchFolder, until } from './scratch.js';

/** The server that MONGODB_URI points to in these tests. */
let host: EmbeddedServer;
beforeAll(async () => {
  host = await startEmbedded({ env: OWN_ENV });
  const client = new MongoClient(host.uri);
  const admin = { createUser: 'ada', pwd: 'p@ss/word', roles: [{ role: 'root', db: 'admin' }] };
  await client.db('admin').command(admin);
  await client.db('people').command({ ...admin, createUser: 'bob' });
  await client.close();
  return () => host.stop();
});

function at(uri: string, more: object = {}): Promise<EmbeddedServer> {
  return startEmbedded({ env: { ...OWN_ENV, MONGODB_URI: uri }, ...more });
}

async function databasesOf(uri: string): Promise<string[]> {
  const client = new MongoClient(uri);
  try {
    return (await client.db('admin').admin().listDatabases()).databases.map(({ name }) => name);
  } finally {
    await client.close();
  }
}

async function writeAndRead(uri: string, database?: string): Promise<number> {
  const client = new MongoClient(uri);
  try {
    const collection = client.db(database).collection('a');
    await client.withSession((session) => session.withTransaction(() => collection.insertOne({}, { session })));
    return await collection.countDocuments();
  } finally {
    await client.close();
  }
}

describe('MONGODB_URI', () => {
  it('gives a fresh database on that server, which stop() drops with those beside it', async () => {
    await writeAndRead(host.uri);
    const [one, two] = await Promise.all([at(host.uri), at(host.uri)]);
    expect(one).toMatchObject({ source: 'MONGODB_URI', version: host.version, pid: undefined });
    expect(one.database).not.toBe(two.database);
    expect(new URL(one.uri).pathname).toBe(`/${one.database}`);
    expect(new URL(one.uri).search).toBe(new URL(host.uri).search);
    expect(await writeAndRead(one.uri)).toBe(1);
    expect(await writeAndRead(one.uri, `${one.database}_file`)).toBe(1);
    expect(await writeAndRead(two.uri)).toBe(1);
    const before = await databasesOf(host.uri);
    expect(before).toEqual(expect.arrayContaining([one.database, `${one.database}_file`, two.database, host.database]));
    await one.stop();
    await one.stop();
    expect(await databasesOf(host.uri)).toEqual(before.filter((name) => !name.startsWith(one.database)));
    await two.stop();
  });

  it('keeps the database in which a user is looked up', async () => {
    const hosts = `127.0.0.1:${portOf(host)}`;
    const ada = await at(`mongodb://ada:p%40ss%2Fword@${hosts}/?directConnection=true`);
    expect(await writeAndRead(ada.uri)).toBe(1);
    expect(ada.uri).toContain('authSource=admin');
    const bob = await at(`mongodb://bob:p%40ss%2Fword@${hosts}/people`);
    expect(await writeAndRead(bob.uri)).toBe(1);
    expect(bob.uri).toContain('authSource=people');
    const named = await at(`mongodb://bob:p%40ss%2Fword@${hosts}/other?authSource=people`);
    expect(named.uri.match(/authSource/g)).toHaveLength(1);
    await Promise.all([ada.stop(), bob.stop(), named.stop()]);
    expect((await databasesOf(host.uri)).filter((name) => name.startsWith('ale_'))).toEqual([]);
  });

  it('is passed over when the options ask for a server of our own', async () => {
    const server = await at(host.uri, { serverParameters: { ttlMonitorSleepSecs: 1 } });
    onTestFinished(() => server.stop());
    expect(server.source).not.toBe('MONGODB_URI');
    expect(pidOf(server)).not.toBe(pidOf(host));
  });

  it('of a server without a replica set is refused, and says what to do', async () => {
    const context = { env: OWN_ENV, signal: undefined, onProgress: () => undefined, cacheDir: defaultCacheDir(OWN_ENV) };
    const { binary } = await resolveBinary(context, []);
    const port = await freePort();
    const args = ['--bind_ip', '127.0.0.1', '--port', String(port), '--dbpath', await scratchFolder()];
    const standalone = spawn(binary, args, { stdio: 'ignore' });
    onTestFinished(async () => {
      standalone.kill('SIGKILL');
      await until('the standalone is gone', () => standalone.signalCode !== null);
    });
    const error = await at(`mongodb://127.0.0.1:${port}`).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'replica_set_required', message: expect.stringContaining('--replSet') });
  });

  it.each([
    ['a password that is wrong', (port: number) => `mongodb://ada:hunter2@127.0.0.1:${port}/`, 'database_unavailable'],
    ['a server that is not there', () => 'mongodb://ada:hunter2@127.0.0.1:9/?serverSelectionTimeoutMS=300', 'database_unavailable'],
    ['an address that is none', () => 'http://ada:hunter2@127.0.0.1/', 'invalid_input'],
    ['a port that is none', () => 'mongodb://ada:hunter2@127.0.0.1:99999/', 'invalid_input'],
    ['a password that is not encoded', () => 'mongodb://ada:hunter2%zz@127.0.0.1/', 'invalid_input'],
    ['an option that is none', () => 'mongodb://ada:hunter2@127.0.0.1/?hunter=2&tls=perhaps', 'invalid_input'],
  ])('with %s is an error, and the password is nowhere in it or in the news', async (_, address, code) => {
    const news: string[] = [];
    const error = await at(address(portOf(host)), { onProgress: ({ message }: { message: string }) => news.push(message) }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code, where: 'startEmbedded.env.MONGODB_URI' });
    expect(news.length).toBeGreaterThan(0);
    expect(inspect([error, news], { depth: 20, showHidden: true })).not.toContain('hunter2');
  });

  it('stops connecting when the signal says so', async () => {
    const began = Date.now();
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 200);
    const starting = at('mongodb://127.0.0.1:9/', { signal: controller.signal });
    await expect(starting).rejects.toMatchObject({ code: 'aborted' });
    expect(Date.now() - began).toBeLessThan(2000);
  });
});
