import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChangeStreamDocument } from 'mongodb';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { openTutor, type Tutor } from '../support/tutor.js';

/** As the program has it: 0.01 minutes. */
const EVERY_MS = 600;
const LEASE_MS = 2_000;

let tutor: Tutor;
/** What has to end before the tutor's client is closed. */
const atEnd: (() => Promise<void>)[] = [];
beforeEach(async () => {
  tutor = await openTutor();
});
afterEach(async () => {
  for (const end of atEnd.splice(0)) await end();
  await tutor[Symbol.asyncDispose]();
});

/** A run of the job as the database saw it. */
interface Run {
  readonly process: number;
  readonly begunAt: number;
  endedAt?: number;
}

/** A process of its own that runs the job on its schedule. */
async function startElsewhere(): Promise<ChildProcessWithoutNullStreams> {
  const program = new URL('../support/jobs-program.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [
    '--no-warnings',
    '--import',
    'tsx',
    program,
    tutor.uri,
    tutor.db.databaseName,
    String(LEASE_MS),
    'start',
  ]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const { value } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  expect(value).toBe('started');
  return child;
}

async function killed(child: ChildProcessWithoutNullStreams): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Every run that begins and ends from now on, read from the changes of the database. */
async function runsSeen(): Promise<readonly Run[]> {
  const runs: Run[] = [];
  const changes = tutor.db.collection('watermarks').watch([], { fullDocument: 'updateLookup' });
  atEnd.push(() => changes.close());
  let isOpen = false;
  changes.on('change', (change: ChangeStreamDocument) => {
    isOpen = true;
    if (change.operationType !== 'update') return;
    const { updatedFields = {}, removedFields = [] } = change.updateDescription;
    const { lease, begun_at, ended_at } = updatedFields as { lease?: { holder: string }; begun_at?: Date; ended_at?: Date };
    if (lease !== undefined && begun_at !== undefined)
      runs.push({ process: Number(lease.holder.split('/')[1]), begunAt: begun_at.getTime() });
    const last = runs.at(-1);
    if (removedFields.includes('lease') && ended_at !== undefined && last !== undefined) last.endedAt = ended_at.getTime();
  });
  // The stream is open once it has seen a change.
  for (let probe = 0; !isOpen; probe += 1) {
    await tutor.db.collection('watermarks').insertOne({ job: `probe.p${probe}`, updated_at: new Date(), schema_version: 1 });
    await sleep(100);
  }
  return runs;
}

const by = (runs: readonly Run[], child: ChildProcessWithoutNullStreams) => runs.filter((run) => run.process === child.pid).length;

test('two processes that run the same jobs share them: each run is made by one of them, none begins early and none overlaps', async () => {
  const runs = await runsSeen();
  const [one, other] = await Promise.all([startElsewhere(), startElsewhere()]);
  await vi.waitFor(() => expect(Math.min(by(runs, one), by(runs, other))).toBeGreaterThanOrEqual(3), { timeout: 60_000, interval: 100 });
  await Promise.all([killed(one), killed(other)]);
  for (const [place, { begunAt }] of runs.entries()) {
    if (place === 0) continue;
    const previous = runs[place - 1] as Run;
    expect(begunAt - previous.begunAt).toBeGreaterThanOrEqual(EVERY_MS);
    expect(previous.endedAt).toBeLessThanOrEqual(begunAt);
  }
});

test('killed with -9 between runs or in one, a process leaves its job to the other, once its lease is over', async () => {
  const runs = await runsSeen();
  const [one, other] = await Promise.all([startElsewhere(), startElsewhere()]);
  await vi.waitFor(() => expect(by(runs, one)).toBeGreaterThanOrEqual(1), { timeout: 60_000, interval: 50 });
  // The next run of this process stops in the middle, with the lease in its hand.
  const isInside = once(createInterface({ input: one.stdout }), 'line');
  one.stdin.write('hold\n');
  await isInside;
  const left = await tutor.db
    .collection<{ job: string; begun_at: Date; lease: { holder: string; until: Date } }>('watermarks')
    .findOne({ job: 'rollUp' });
  if (left === null) expect.unreachable('the run under way has a lease');
  expect(left.lease.holder).toContain(`/${one.pid}/`);
  await killed(one);
  const before = by(runs, other);
  await vi.waitFor(() => expect(by(runs, other)).toBeGreaterThanOrEqual(before + 2), { timeout: 30_000, interval: 100 });
  const takenOver = runs.find((run) => run.begunAt > left.begun_at.getTime()) as Run;
  expect(takenOver.process).toBe(other.pid);
  expect(takenOver.begunAt).toBeGreaterThanOrEqual(left.lease.until.getTime());
  const state = (await tutor.engine.jobs.list()).find(({ name }) => name === 'rollUp');
  expect(state?.failures).toBe(0);
});
