import { readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startEmbedded } from '../../src/embedded/index.js';
import { isAlive, OWN_ENV, pidOf, portOf, processesWith, scratchFolder, start, until } from './scratch.js';

async function clientOf(uri: string): Promise<MongoClient> {
  const client = await new MongoClient(uri).connect();
  onTestFinished(() => client.close());
  return client;
}

/** Where servers of this test have their temporary folders: other programs make such folders too. */
async function ownTemporaryFolder(): Promise<string> {
  const folder = await scratchFolder();
  vi.stubEnv('TMPDIR', folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  return folder;
}

describe('a server', () => {
  it('is a replica set of one: it has transactions and change streams, and says its version', async () => {
    const server = await start();
    const client = await clientOf(server.uri);
    const answers = client.db().collection<{ _id: number }>('answers');
    await answers.insertOne({ _id: 1 });
    const changes = answers.watch();
    onTestFinished(() => changes.close());
    const seen = changes.next();
    const aborted = client.withSession((session) =>
      session.withTransaction(async () => {
        await answers.insertOne({ _id: 2 }, { session });
        throw new Error('taken back');
      }),
    );
    await expect(aborted).rejects.toThrow('taken back');
    await client.withSession((session) =>
      session.withTransaction(async () => {
        await answers.insertOne({ _id: 3 }, { session });
        await answers.insertOne({ _id: 4 }, { session });
      }),
    );
    expect(await answers.distinct('_id')).toEqual([1, 3, 4]);
    expect(await seen).toMatchObject({ operationType: 'insert', documentKey: { _id: 3 } });
    const { version } = await client.db('admin').command({ buildInfo: 1 });
    expect(server.version).toBe(version);
    expect(client.db().databaseName).toBe(server.database);
  });

  it('listens on the loopback interface only, and keeps its journal', async () => {
    const client = await clientOf((await start()).uri);
    const { parsed } = await client.db('admin').command({ getCmdLineOpts: 1 });
    expect(parsed.net).toMatchObject({ bindIp: '127.0.0.1', unixDomainSocket: { enabled: false } });
    expect(parsed.storage.journal?.enabled).not.toBe(false);
    const { writeConcernMajorityJournalDefault } = await client.db('admin').command({ hello: 1 });
    expect(writeConcernMajorityJournalDefault).not.toBe(false);
  });

  it('takes server parameters', async () => {
    const client = await clientOf((await start({ serverParameters: { ttlMonitorSleepSecs: 7, enableTestCommands: true } })).uri);
    expect(await client.db('admin').command({ getParameter: 1, ttlMonitorSleepSecs: 1 })).toMatchObject({ ttlMonitorSleepSecs: 7 });
    // Only there with enableTestCommands.
    await expect(client.db('admin').command({ configureFailPoint: 'failCommand', mode: 'off' })).resolves.toMatchObject({ ok: 1 });
  });

  it('lives beside another: six started at once have six ports and their own data', async () => {
    const servers = await Promise.all(Array.from({ length: 6 }, () => start()));
    expect(new Set(servers.map(portOf)).size).toBe(6);
    for (const [index, { uri }] of servers.entries()) {
      const numbers = (await clientOf(uri)).db().collection('numbers');
      await numbers.insertOne({ index });
      expect(await numbers.distinct('index')).toEqual([index]);
    }
  });

  it('is gone after stop, with its folder, and stop may be called again', async () => {
    const server = await start();
    const pid = pidOf(server);
    const [line = ''] = (await processesWith(`--port ${portOf(server)}`)).filter((text) => text.trim().startsWith(String(pid)));
    const folder = /--dbpath (\S+)/.exec(line)?.[1] ?? '';
    expect(await readdir(folder)).toContain('WiredTiger');
    await Promise.all([server.stop(), server.stop()]);
    expect(await isAlive(pid)).toBe(false);
    await expect(readdir(join(folder, '..'))).rejects.toMatchObject({ code: 'ENOENT' });
    await server.stop();
  });
});

describe('a start that cannot be', () => {
  it('names the port that is taken, by whatever answers there, and the folder in which another server runs', async () => {
    const website = createServer((_, response) => response.end('hello'));
    await new Promise<void>((done) => website.listen(0, '127.0.0.1', done));
    onTestFinished(() => void website.close());
    const { port } = website.address() as AddressInfo;
    const dbPath = await scratchFolder();
    const first = await start({ dbPath });
    const starts = [start({ port }), start({ port: portOf(first) }), start({ dbPath })];
    const reasons = (await Promise.allSettled(starts)).map((result) => (result.status === 'rejected' ? result.reason : result.value));
    expect(reasons).toMatchObject([
      { code: 'embedded_unavailable', where: 'startEmbedded.port', message: expect.stringContaining(`port ${port} `) },
      { code: 'embedded_unavailable', where: 'startEmbedded.port', message: expect.stringContaining(`port ${portOf(first)} `) },
      { code: 'embedded_unavailable', where: 'startEmbedded.dbPath', message: expect.stringContaining(dbPath) },
    ]);
    // The one that was there first goes on.
    const client = await clientOf(first.uri);
    await expect(client.db().collection('a').insertOne({})).resolves.toMatchObject({ acknowledged: true });
  });

  it('names the folder when it cannot be made', async () => {
    // Below a file there is no folder, no matter who asks: root may write everywhere else.
    await expect(start({ dbPath: `${import.meta.filename}/data` })).rejects.toMatchObject({
      code: 'embedded_unavailable',
      where: 'startEmbedded.dbPath',
      message: expect.stringContaining('ENOTDIR'),
    });
  });

  it('ends with the last lines of the log when mongod refuses', async () => {
    const temporary = await ownTemporaryFolder();
    await expect(start({ serverParameters: { noSuchParameter: 1 } })).rejects.toMatchObject({
      code: 'embedded_unavailable',
      message: expect.stringMatching(/did not start: ended with exit code \d+.*noSuchParameter/s),
    });
    expect(await readdir(temporary)).toEqual([]);
  });
});

describe('a signal', () => {
  it('stops a start at any moment, and nothing stays behind', async () => {
    const dbPath = await scratchFolder();
    const temporary = await ownTemporaryFolder();
    const reason = new Error('changed my mind');
    for (const delayMs of [0, 60, 120, 200, 300]) {
      const controller = new AbortController();
      const starting = startEmbedded({ env: OWN_ENV, dbPath, signal: controller.signal });
      setTimeout(() => controller.abort(reason), delayMs);
      await expect(starting, `after ${delayMs} ms`).rejects.toMatchObject({ code: 'aborted', cause: reason });
      expect(await processesWith(dbPath)).toEqual([]);
    }
    expect(await readdir(temporary)).toEqual([]);
    await expect(startEmbedded({ signal: AbortSignal.abort(reason) })).rejects.toMatchObject({ code: 'aborted' });
  });

  it('means nothing once the server is there', async () => {
    const controller = new AbortController();
    const server = await start({ signal: controller.signal });
    controller.abort();
    const client = await clientOf(server.uri);
    await expect(client.db().collection('a').insertOne({})).resolves.toMatchObject({ acknowledged: true });
    await until('mongod runs', () => isAlive(pidOf(server)));
  });
});
