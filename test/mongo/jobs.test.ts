import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, beforeEach, expect, inject, onTestFinished, test, vi } from 'vitest';
import { createEngine, type Engine } from '../../src/public/index.js';
import { CollectionSet, JobLeases } from '../../src/repositories/index.js';
import { refusalOf } from '../support/refusal.js';
import { DAY, later } from '../support/stopped-clock.js';
import { storedEvent, storedSession } from '../support/stored-documents.js';
import { openTutor, type Tutor } from '../support/tutor.js';

const ADA = 'aaaaaaaa-1111-4111-8111-111111111111';

let tutor: Tutor;
let other: Engine;
beforeAll(async () => {
  tutor = await openTutor();
  // Another engine on the same database, as another process has it.
  other = await createEngine({ db: tutor.db, clock: tutor.clock.read, tuning: 'manual' });
});
afterAll(async () => {
  await other.close();
  await tutor[Symbol.asyncDispose]();
});
beforeEach(async () => {
  for (const collection of await tutor.db.collections()) await collection.deleteMany({});
  tutor.clock.set(later(DAY));
  const session = storedSession({ user_id: ADA });
  const { session_id, started_at } = session;
  const event = storedEvent(
    { type: 'session_ended', end: {} },
    { session_id, user_id: ADA, occurred_at: started_at, recorded_at: started_at },
  );
  await tutor.db.collection('learning_sessions').insertOne({ ...session });
  await tutor.db.collection('learning_events').insertOne({ ...event });
});

const leases = () => tutor.db.collection('watermarks');
const statusOf = async (name: string) => (await tutor.engine.jobs.list()).find((job) => job.name === name);

/** Stores the lease that a process had which died a while ago, or has still. */
async function held(untilMs: number, unended = 1): Promise<void> {
  const [{ now } = {}] = await tutor.db
    .admin()
    .command({ hello: 1 })
    .then(({ localTime }) => [{ now: localTime as Date }]);
  const at = now as Date;
  await leases().insertOne({
    job: 'rollUp',
    lease: { holder: 'another', until: new Date(at.getTime() + untilMs) },
    begun_at: new Date(at.getTime() - 60_000),
    unended,
    updated_at: at,
    schema_version: 1,
  });
}

/** A process of its own; gives the lines that it says. */
function runElsewhere(leaseMs: number, hold = '') {
  const program = new URL('../support/jobs-program.ts', import.meta.url).pathname;
  const args = ['--import', 'tsx', program, tutor.uri, tutor.db.databaseName, String(leaseMs), hold];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}

test('a run does what the verb of the same name does, leaves its checkpoint, and gives its lease back', async () => {
  expect(await tutor.engine.jobs.run('rollUp')).toMatchObject({ outcome: 'done', report: { days: 1 } });
  expect(await statusOf('rollUp')).toMatchObject({
    running: false,
    failures: 0,
    error: null,
    begunAt: expect.any(Date) as Date,
    endedAt: expect.any(Date) as Date,
    recordedBefore: expect.any(Date) as Date,
  });
  expect(await other.jobs.run('rollUp')).toMatchObject({ outcome: 'done', report: { days: 0 } });
  expect(await leases().countDocuments({ lease: { $exists: true } })).toBe(0);
});

test.each(['aggregateEmotions', 'closeIdleSessions', 'tune'] as const)('%s runs as a job', async (name) => {
  expect(await tutor.engine.jobs.run(name)).toMatchObject({ outcome: 'done' });
  expect(await statusOf(name)).toMatchObject({ running: false, failures: 0, endedAt: expect.any(Date) as Date });
});

test('a name that no job has is refused, and says which there are', async () => {
  expect(await refusalOf(tutor.engine.jobs.run('rollup' as never))).toMatchObject({ code: 'invalid_input' });
  expect(await refusalOf((async () => tutor.engine.jobs.start({ only: ['rollup'] }))())).toMatchObject({ code: 'invalid_input' });
});

test('a job that another process has is not run, and is taken over once its lease is over', async () => {
  await held(60_000);
  expect(await tutor.engine.jobs.run('rollUp')).toEqual({ outcome: 'busy' });
  expect(await statusOf('rollUp')).toMatchObject({ running: true, failures: 0 });
  await leases().deleteMany({});
  await held(-1);
  expect(await statusOf('rollUp')).toMatchObject({ running: false, failures: 1 });
  expect(await tutor.engine.jobs.run('rollUp')).toMatchObject({ outcome: 'done', report: { days: 1 } });
});

test('killed with -9, a process loses its job to the next once its lease is over, which does the whole of it', async () => {
  const { child, lines } = runElsewhere(3_000, 'hold');
  expect((await lines.next()).value).toBe('inside');
  expect(await tutor.engine.jobs.run('rollUp')).toEqual({ outcome: 'busy' });
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  await vi.waitFor(async () => expect(await tutor.engine.jobs.run('rollUp')).toMatchObject({ outcome: 'done', report: { days: 1 } }), {
    timeout: 10_000,
    interval: 100,
  });
  expect(await statusOf('rollUp')).toMatchObject({ failures: 0 });
});

test('stopped by its signal, a run is no failure and gives its lease back', async () => {
  const stop = new AbortController();
  stop.abort();
  expect(await refusalOf(tutor.engine.jobs.run('rollUp', { signal: stop.signal }))).toMatchObject({ code: 'aborted' });
  expect(await tutor.engine.jobs.run('rollUp')).toMatchObject({ outcome: 'done' });
});

test('stopped in the middle of a run, its job is due again at once, and its failures stand', async () => {
  const client = await MongoClient.connect(inject('mongoUri'), { monitorCommands: true });
  const db = client.db(tutor.db.databaseName);
  const engine = await createEngine({ db, clock: tutor.clock.read, tuning: 'manual' });
  onTestFinished(async () => {
    await engine.close();
    await client.close();
  });
  await held(-1, 3);
  const stop = new AbortController();
  client.on('commandStarted', ({ command }) => {
    if (Object.values(command).includes('learning_sessions')) stop.abort();
  });
  expect(await refusalOf(engine.jobs.run('rollUp', { signal: stop.signal }))).toMatchObject({ code: 'aborted' });
  await (engine.jobs as unknown as { settled(): Promise<void> }).settled();
  const state = await leases().findOne({ job: 'rollUp' });
  expect(state).toMatchObject({ stopped: true, unended: 3 });
  expect(state).not.toHaveProperty('lease');

  const runs = new JobLeases(new CollectionSet(tutor.db));
  const again = () => runs.begin({ job: 'rollUp', holder: 'next' }, { leaseMs: 60_000, everyMs: DAY });
  expect(await again()).toBe(true);
  await runs.end({ job: 'rollUp', holder: 'next' }, 'done');
  expect(await again()).toBe(false);
});

test('a run of a job is measured as its verb is', async () => {
  await tutor.engine.jobs.run('rollUp');
  const { queries } = await tutor.engine.health();
  expect(queries.map(({ name }) => name)).toContain('engine.rollUp');
});

test('a run that fails is told, counted and tried again, later each time; one that goes well ends that', async () => {
  const [{ options }] = (await tutor.db.listCollections({ name: 'platform_usage_days' }).toArray()) as unknown as [
    { options: { validator: object } },
  ];
  const restore = () => tutor.db.command({ collMod: 'platform_usage_days', validator: options.validator });
  onTestFinished(async () => void (await restore()));
  await tutor.db.command({ collMod: 'platform_usage_days', validator: { $expr: false } });
  const told: { readonly job: string; readonly code: unknown; readonly at: number }[] = [];
  const onError = (job: string, error: unknown) => {
    told.push({ job, code: (error as { readonly code?: string }).code, at: performance.now() });
  };
  tutor.engine.jobs.start({ only: ['rollUp'], everyMinutes: { rollUp: 0.05 }, onError });
  onTestFinished(() => tutor.engine.jobs.stop());
  await vi.waitFor(() => expect(told.length).toBe(3), { timeout: 20_000 });
  const [first, second, third] = told.map(({ at }) => at) as [number, number, number];
  expect(told[0]).toMatchObject({ job: 'rollUp', code: 'invalid_input' });
  expect(second - first).toBeGreaterThan(900);
  expect(third - second).toBeGreaterThan(1_900);
  expect(await statusOf('rollUp')).toMatchObject({ failures: 3, error: 'invalid_input', running: false });
  await restore();
  await vi.waitFor(async () => expect(await statusOf('rollUp')).toMatchObject({ failures: 0, error: null }), { timeout: 20_000 });
});

test('started in several engines, a job runs once in its interval, whichever is first', async () => {
  const options = { only: ['rollUp'], everyMinutes: { rollUp: 0.02 } } as const;
  for (const engine of [tutor.engine, other]) engine.jobs.start(options);
  onTestFinished(async () => {
    await Promise.all([tutor.engine.jobs.stop(), other.jobs.stop()]);
  });
  const begun = new Set<number>();
  const until = performance.now() + 4_000;
  while (performance.now() < until) {
    const at = (await statusOf('rollUp'))?.begunAt?.getTime();
    if (at !== undefined) begun.add(at);
    await sleep(50);
  }
  const gaps = [...begun].sort((a, b) => a - b).flatMap((at, place, all) => (place === 0 ? [] : [at - (all[place - 1] as number)]));
  expect(gaps.length).toBeGreaterThanOrEqual(1);
  // 0.02 minutes are 1,200 ms: two processes that did not share would begin within that.
  for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(1_200);
});

test('after stop and after close nothing is started any more', async () => {
  const own = await createEngine({ db: tutor.db, clock: tutor.clock.read, tuning: 'manual' });
  own.jobs.start({ only: ['rollUp'], everyMinutes: { rollUp: 0.005 } });
  await vi.waitFor(async () => expect((await statusOf('rollUp'))?.endedAt).toBeInstanceOf(Date), { timeout: 10_000 });
  await own.close();
  const last = (await statusOf('rollUp'))?.begunAt;
  await sleep(1_000);
  expect((await statusOf('rollUp'))?.begunAt).toEqual(last);
  expect(await refusalOf(own.jobs.run('rollUp'))).toMatchObject({ code: 'closed' });
});

test('a start that is refused leaves nothing running, and says what is wrong', async () => {
  const { jobs } = tutor.engine;
  for (const options of [{ everyMinutes: { rollUp: 0.001, tune: 0 } }, { leaseMs: -1 }, { onError: 1 }, { everyMinute: {} }, null])
    expect(() => jobs.start(options as never)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
  await expect(jobs.run('rollUp', null as never)).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(jobs.run('rollUp', { leaseMS: 1 } as never)).rejects.toMatchObject({ code: 'invalid_input' });
  await sleep(500);
  expect(await statusOf('rollUp')).toMatchObject({ begunAt: null });
});

test("an engine of tuning: 'manual' tunes only where the start names it", async () => {
  const { jobs } = tutor.engine;
  const everyMinutes = { rollUp: 0.001, tune: 0.001 };
  jobs.start({ everyMinutes });
  await vi.waitFor(async () => expect((await statusOf('rollUp'))?.endedAt).not.toBeNull(), 10_000);
  await jobs.stop();
  expect(await statusOf('tune')).toMatchObject({ begunAt: null });
  jobs.start({ only: ['tune'], everyMinutes: { tune: 0.001 } });
  await vi.waitFor(async () => expect((await statusOf('tune'))?.endedAt).not.toBeNull(), 10_000);
  await jobs.stop();
});

test('a start is refused with everything that is wrong with it', async () => {
  const options = { only: ['rollup'], everyMinutes: { tuen: 1, tune: 0 }, leaseMs: -1, onError: 1, often: true };
  const refusal = await refusalOf((async () => tutor.engine.jobs.start(options as never))());
  expect(refusal.issues?.map(({ path }) => path)).toEqual([
    ...['jobs.start', 'jobs.start.leaseMs', 'jobs.start.onError', 'jobs.start', 'jobs.start', 'jobs.start.everyMinutes.tune'],
  ]);
});
