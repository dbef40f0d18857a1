import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine } from 'adaptive-learning-engine';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { COLLECTIONS } from '../../../src/collections/index.js';
import type { Engine, HealthReport, LearnerScope } from '../../../src/public/index.js';
import { liveFully } from '../../support/full-life.js';
import { refusalOf } from '../../support/refusal.js';
import { startStandalone } from '../../support/standalone-server.js';
import { DAY, later, START } from '../../support/stopped-clock.js';
import { openTutor, type Tutor } from '../../support/tutor.js';

let tutor: Tutor;
let engine: Engine;
let learner: LearnerScope;
beforeAll(async () => {
  tutor = await openTutor();
  const life = await liveFully(tutor);
  tutor.clock.set(later(2 * DAY));
  engine = await tutor.another();
  learner = engine.as({ userId: life.learner.userId, role: 'learner' });
});
afterAll(() => tutor[Symbol.asyncDispose]());

const of = (report: HealthReport, name: string) => report.queries.find((row) => row.name === name);

describe('times', () => {
  test('a query is counted once it has given its last row, under the name of its verb and of the verb of the learner', async () => {
    await learner.recentSessions();
    await learner.recentSessions();
    await learner.profile();
    const report = await engine.health();
    expect(of(report, 'learning_sessions.recent')).toMatchObject({
      kind: 'query',
      promise: 'recent_session_history',
      count: 2,
      aborted: 0,
      errors: {},
      targetMs: 200,
      shareUnderTarget: expect.any(Number),
      met: expect.any(Boolean),
      p50Ms: expect.any(Number),
    });
    expect(of(report, 'profile_with_dna')).toMatchObject({ kind: 'pipeline', promise: 'user_profile_lookup', count: 1, targetMs: 100 });
    expect(of(report, 'learner.recentSessions')).toMatchObject({ kind: 'verb', count: 2, promise: null, targetMs: null, met: null });
    expect(report.underTarget).toMatchObject({ required: 0.95, share: expect.any(Number) });
  });

  test('what was promised and not asked yet is in the report, neither kept nor broken', async () => {
    const report = await (await tutor.another()).health();
    expect(of(report, 'users.findByEmail')).toMatchObject({ count: 0, targetMs: 50, shareUnderTarget: null, met: null, p95Ms: null });
    expect(report.underTarget).toEqual({ share: null, required: 0.95, met: null });
  });

  test('a cursor that is read to its end, left early, or failed', async () => {
    const { repositories, health } = await tutor.another();
    const { userId } = learner;
    for await (const _ of repositories.learning_events.history(userId)) break;
    await repositories.learning_events.history(userId).toArray();
    // Dropped without an end: nobody knows what it took.
    await repositories.learning_events.history(userId).next();
    const stopped = repositories.learning_events.history(userId, { signal: AbortSignal.timeout(1) });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await refusalOf(stopped.toArray())).toMatchObject({ code: 'aborted' });
    expect(await refusalOf(repositories.users.findByEmail('nobody'))).toMatchObject({ code: 'invalid_input' });
    const report = await health();
    expect(of(report, 'learning_events.history')).toMatchObject({ count: 2, aborted: 1, errors: {} });
    expect(of(report, 'users.findByEmail')).toMatchObject({ count: 0, errors: { invalid_input: 1 } });
  });

  test('what a reader does between two rows is not waiting', async () => {
    const { repositories, health } = await tutor.another();
    let rows = 0;
    let readerMs = 0;
    const start = performance.now();
    for await (const _ of repositories.learning_events.history(learner.userId)) {
      const row = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 20));
      readerMs += performance.now() - row;
      rows += 1;
    }
    const notReading = performance.now() - start - readerMs;
    expect(rows).toBeGreaterThan(10);
    // A histogram's figure may be off by one part in a hundred.
    expect(of(await health(), 'learning_events.history')?.maxMs).toBeLessThanOrEqual(1.01 * notReading + 0.001);
  });

  test('with reset, the next report is about the time since this one', async () => {
    const other = await tutor.another();
    await other.repositories.users.findByEmail('a@example.org');
    expect(of(await other.health({ reset: true }), 'users.findByEmail')).toMatchObject({ count: 1 });
    const next = await other.health();
    expect(of(next, 'users.findByEmail')).toMatchObject({ count: 0 });
    expect(next.since).toEqual(later(2 * DAY));
  });

  test('every verb that is observed is still a verb of the learner', () => {
    expect(learner.userId).toBe(learner.caller.userId);
    expect(learner.constructor.prototype).toBeInstanceOf(Object.getPrototypeOf(Object.getPrototypeOf(learner)).constructor);
  });
});

describe('the database', () => {
  test('indexes that were used and indexes that never were', async () => {
    await learner.dueReviews();
    const { indexes } = await engine.health();
    const used = (index: string) => ({ collection: 'content_mastery', index, operations: expect.any(Number), since: expect.any(Date) });
    expect(indexes.value?.used).toContainEqual(used('user_next_review'));
    expect(indexes.value?.neverUsed).toContainEqual({ collection: 'users', index: 'created_at', operations: 0, since: expect.any(Date) });
  });

  test('a scan of a collection is counted', async () => {
    const before = (await engine.health()).collectionScans.value?.scans ?? Number.NaN;
    await tutor.db.collection('users').find({ 'profile.age': 12 }).toArray();
    const after = (await engine.health()).collectionScans.value;
    expect(after?.scans).toBeGreaterThan(before);
    expect(after?.shareIndexed).toBeLessThanOrEqual(1);
  });

  test('how large each collection is; a projection needs two days', async () => {
    await tutor.db.collection('storage_samples').deleteMany({});
    const { storage } = await engine.health();
    expect(storage.value?.map(({ collection }) => collection).sort()).toEqual(Object.keys(COLLECTIONS).sort());
    const users = storage.value?.find(({ collection }) => collection === 'users');
    expect(users).toMatchObject({ documents: 1, bytes: expect.any(Number), indexBytes: expect.any(Number) });
    expect(users?.inSixMonths).toEqual({ value: null, reason: 'a projection needs samples of two days at least, and there is 1' });
    expect(await tutor.db.collection('storage_samples').countDocuments({ collection: 'users' })).toBe(1);
  });

  test('daily samples lead to a projection, and those of more than 400 days ago are let go', async () => {
    const samples = tutor.db.collection('storage_samples');
    await samples.deleteMany({});
    const day = (n: number) => new Date(Math.floor(START.getTime() / DAY) * DAY + n * DAY);
    const sized = (n: number, bytes: number) => ({
      collection: 'users',
      day: day(n),
      documents: 1,
      bytes,
      index_bytes: 0,
      schema_version: 1,
    });
    await samples.insertMany([sized(-500, 1), sized(-3, 1000), sized(-2, 2000), sized(-1, 3000)]);
    const { storage } = await engine.health();
    const users = storage.value?.find(({ collection }) => collection === 'users');
    expect(users?.inSixMonths.value).toMatchObject({ samples: 4, standardErrorBytes: expect.any(Number) });
    expect(await samples.distinct('day', { collection: 'users' })).toEqual([day(-3), day(-2), day(-1), day(2)]);
  });

  test('there is no cache to tell of', async () => {
    expect((await engine.health()).cache).toEqual({ value: null, reason: 'the engine has no cache' });
  });
});

test('an account without privileges gets the report that it may have, with reasons in the place of the rest', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'key-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'key'), 'a key that the members of a replica set share', { mode: 0o600 });
  const server = await startStandalone(['--auth', '--replSet', 'rs0', '--keyFile', join(folder, 'key')]);
  onTestFinished(() => server[Symbol.asyncDispose]());
  // The first account is made from this machine without one.
  const admin = server.client.db('admin');
  await admin.command({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: server.address }] } });
  await expect.poll(async () => (await admin.command({ hello: 1 }))['isWritablePrimary'], { timeout: 60_000 }).toBe(true);
  await admin.command({ createUser: 'root', pwd: 'root', roles: ['root'] });
  const root = await MongoClient.connect(`mongodb://root:root@${server.address}/?directConnection=true`);
  onTestFinished(() => root.close());
  await (await createEngine({ db: root.db('tutor') })).setup();
  await root
    .db('admin')
    .command({ createRole: 'only_find', privileges: [{ resource: { db: 'tutor', collection: '' }, actions: ['find'] }], roles: [] });
  await root.db('admin').command({ createUser: 'reader', pwd: 'reader', roles: ['only_find'] });
  const reader = await createEngine({ uri: `mongodb://reader:reader@${server.address}/tutor?directConnection=true&authSource=admin` });
  onTestFinished(() => reader.close());
  expect(await reader.repositories.users.findByEmail('a@example.org')).toBeNull();
  const report = await reader.health();
  const refused = { value: null, reason: 'the server did not tell: not_authorised' };
  expect(report).toMatchObject({ indexes: refused, collectionScans: refused, storage: refused });
  expect(of(report, 'users.findByEmail')).toMatchObject({ count: 1 });
}, 180_000);

test('refused before a command is sent, and stopped by its signal', async () => {
  expect(await refusalOf(engine.health({ reset: 'yes' } as never))).toMatchObject({ code: 'invalid_input', where: 'health.reset' });
  expect(await refusalOf(engine.health({}, { signal: AbortSignal.abort() }))).toMatchObject({ code: 'aborted' });
});
