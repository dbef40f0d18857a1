import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { scheduleJobs as scheduleByAgenda } from '../../examples/jobs-agenda.js';
import { scheduleJobs as scheduleByBullmq } from '../../examples/jobs-bullmq.js';
import { hasRedis, type RedisServer, startRedis } from '../support/redis-server.js';
import { openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
beforeEach(async () => {
  tutor = await openTutor();
});
afterEach(() => tutor[Symbol.asyncDispose]());

const run = promisify(execFile);
const PATIENCE = { timeout: 30_000, interval: 100 };

/** The server's address with the database of the test in it. */
function address(): string {
  const uri = new URL(tutor.uri);
  uri.pathname = tutor.db.databaseName;
  return uri.href;
}

/** Waits until every job has run twice, and none has failed. */
async function twiceEach(): Promise<void> {
  const begun = new Map<string, Set<number>>();
  await vi.waitFor(async () => {
    for (const { name, begunAt, failures, running } of await tutor.engine.jobs.list()) {
      if (begunAt !== null) begun.set(name, (begun.get(name) ?? new Set()).add(begunAt.getTime()));
      expect(running ? 0 : failures, name).toBe(0);
    }
    expect([...begun.values()].filter((times) => times.size >= 2).length).toBe(4);
  }, PATIENCE);
}

test('a line of cron runs a job and says how it ended', async () => {
  const cron = (name: string) =>
    run(process.execPath, ['--no-warnings', '--import', 'tsx', 'examples/jobs-cron.ts', name], {
      env: { ...process.env, MONGODB_URI: address() },
    });
  expect((await cron('rollUp')).stdout).toBe('done\n');
  expect((await tutor.engine.jobs.list()).find(({ name }) => name === 'rollUp')).toMatchObject({
    running: false,
    endedAt: expect.any(Date) as Date,
  });
  const failed = await cron('rollup').catch((error: { readonly code: number; readonly stderr: string }) => error);
  expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining('invalid_input') as string });
});

test('Agenda runs every job again and again', async () => {
  const stop = await scheduleByAgenda(tutor.engine, address(), '1 second');
  onTestFinished(async () => void (await stop()));
  await twiceEach();
});

describe.skipIf(!hasRedis())('with Redis', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis[Symbol.asyncDispose]());

  test('BullMQ runs every job again and again, by workers of several engines', async () => {
    const connection = { host: '127.0.0.1', port: redis.port };
    const other = await tutor.another();
    const stops = await Promise.all([tutor.engine, other].map((engine) => scheduleByBullmq(engine, connection, 1_000)));
    onTestFinished(async () => {
      await Promise.all(stops.map((stop) => stop()));
      await other.close();
    });
    await twiceEach();
  });
});
