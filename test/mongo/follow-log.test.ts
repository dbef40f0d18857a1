import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, beforeEach, expect, inject, onTestFinished, test, vi } from 'vitest';
import type { EngineContext } from '../../src/engine/context.js';
import { defineFollower, defineJob, type JobProgress, type LogPage } from '../../src/runtime/index.js';
import { jobsOn } from '../support/module-jobs.js';
import { refusalOf } from '../support/refusal.js';
import { DAY, HOUR, later, MINUTE } from '../support/stopped-clock.js';
import { storedEvent } from '../support/stored-documents.js';
import { openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());
beforeEach(async () => {
  for (const name of ['learning_events', 'watermarks', 'counted']) await tutor.db.collection(name).deleteMany({});
  tutor.clock.set(later(0));
});

const NAME = 'bookmarks.count';
const LEARNERS = ['ada', 'bob', 'cyd'] as const;

/** An event that shows in the log from now on, and says that it was recorded then. */
async function recorded(user_id: string, recorded_at: Date): Promise<void> {
  const event = storedEvent({ type: 'session_ended', end: {} }, { user_id, session_id: 'some', occurred_at: recorded_at, recorded_at });
  await tutor.db.collection('learning_events').insertOne({ ...event, event_id: `${user_id}/${Math.random()}` });
}

/** A job as a module has it: of each learner in a page it counts all events in the log. It stops before the page that is told. */
function counting(pages: LogPage[], stopBefore = Number.POSITIVE_INFINITY) {
  const row = defineFollower({
    name: NAME,
    summary: 'Counts the events of each learner.',
    everyMinutes: 60,
    unit: 'learners',
    pageMs: DAY,
    begin({ repositories }: EngineContext) {
      const seen = new Set<string>();
      return {
        async page(page, progress) {
          if (pages.length >= stopBefore) throw new Error('stopped by the test');
          pages.push(page);
          const within = { recorded_at: { $gte: page.since ?? new Date(0), $lt: page.until } };
          for await (const { user_id } of repositories.learning_events.find(within, { reach: 'all', fields: ['user_id'] })) {
            const events = await tutor.db.collection('learning_events').countDocuments({ user_id });
            await tutor.db.collection('counted').updateOne({ user_id }, { $set: { events } }, { upsert: true });
            seen.add(user_id);
          }
          progress(seen.size, 1);
        },
        report: (recordedBefore) => ({ learners: seen.size, recordedBefore }),
      };
    },
  });
  return jobsOn(tutor, { [NAME]: row });
}

const made = async () =>
  new Map((await tutor.db.collection('counted').find().toArray()).map((row) => [row['user_id'] as string, row['events'] as number]));
const log = async () =>
  new Map(
    (
      await tutor.db
        .collection('learning_events')
        .aggregate([{ $group: { _id: '$user_id', events: { $sum: 1 } } }])
        .toArray()
    ).map((row) => [row['_id'] as string, row['events'] as number]),
  );

test('a job of a module goes through the log in pages that meet, and stores its checkpoint under its own name', async () => {
  for (const days of [0, 1, 2, 9, 9.2]) await recorded('ada', later(days * DAY));
  tutor.clock.set(later(10 * DAY));
  const pages: LogPage[] = [];
  const run = await counting(pages).run(NAME);
  expect(run).toMatchObject({ outcome: 'done', report: { learners: 1 } });
  expect(pages[0]?.since).toBeNull();
  for (const [place, { since }] of pages.entries()) if (place > 0) expect(since).toEqual(pages[place - 1]?.until);
  expect(pages.at(-1)?.until).toEqual(new Date(later(10 * DAY).getTime() + 1));
  // One for each of four events that lie a day apart or more, and what is left; the week in which nothing was recorded is passed over.
  expect(pages.length).toBe(5);
  const stored = await tutor.db.collection('watermarks').findOne({ job: NAME });
  expect(stored).toMatchObject({ recorded_before: (run as { report: { recordedBefore: Date } }).report.recordedBefore });
  expect(await made()).toEqual(await log());
});

test('where a run ends in the middle, the next goes on behind the last page that was made', async () => {
  for (const days of [0, 1.5, 3, 4.5]) await recorded('ada', later(days * DAY));
  tutor.clock.set(later(5 * DAY));
  const first: LogPage[] = [];
  await expect(counting(first, 2).run(NAME)).rejects.toThrow('stopped by the test');
  const second: LogPage[] = [];
  await counting(second).run(NAME);
  expect(first.length).toBe(2);
  expect(second[0]?.since).toEqual(first[1]?.until);
});

test('whatever is recorded, late to show or not, and wherever runs end, what is made is the log', async () => {
  const step = fc.oneof(
    fc.record({ does: fc.constant('record' as const), who: fc.constantFrom(...LEARNERS), lateMs: fc.integer({ min: 0, max: 6 * MINUTE }) }),
    fc.record({ does: fc.constant('wait' as const), ms: fc.constantFrom(MINUTE, HOUR, DAY, 3 * DAY) }),
    fc.record({ does: fc.constant('run' as const), pages: fc.integer({ min: 0, max: 3 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      for (const name of ['learning_events', 'watermarks', 'counted']) await tutor.db.collection(name).deleteMany({});
      tutor.clock.set(later(0));
      for (const each of steps) {
        if (each.does === 'record') await recorded(each.who, new Date(tutor.clock.read().getTime() - each.lateMs));
        if (each.does === 'wait') tutor.clock.forward(each.ms);
        if (each.does === 'run')
          await counting([], each.pages)
            .run(NAME)
            .catch(() => undefined);
      }
      await counting([]).run(NAME);
      expect(await made()).toEqual(await log());
    }),
    { numRuns: 25 },
  );
});

test('progress is told to the caller of a run, and shown by other processes while it runs, with the process and how far behind it is', async () => {
  await recorded('ada', later(0));
  tutor.clock.set(later(DAY));
  let go: () => void = () => undefined;
  const waiting = new Promise<void>((resolve) => {
    go = resolve;
  });
  const slow = defineJob({
    name: 'bookmarks.slow',
    summary: 'Waits.',
    everyMinutes: 60,
    run: async (_: EngineContext, { onProgress }) => {
      for (let done = 0; done <= 10; done += 1) onProgress({ done, unit: 'pages', share: done / 20 });
      await waiting;
    },
  });
  const [here, there] = [jobsOn(tutor, { 'bookmarks.slow': slow }), jobsOn(tutor, { 'bookmarks.slow': slow })];
  const told: JobProgress[] = [];
  const run = here.run('bookmarks.slow', { leaseMs: 2_000, onProgress: (progress) => told.push(progress) });
  await vi.waitFor(
    async () => expect((await there.list())[0]).toMatchObject({ progress: { done: 10, unit: 'pages', share: 0.5 } }),
    10_000,
  );
  const [status] = await there.list();
  expect(status).toMatchObject({ running: true, lagMs: null, begunAt: expect.any(Date) as Date });
  expect(status?.process).toContain(`/${process.pid}/`);
  expect(status?.progress?.at).toBeInstanceOf(Date);
  go();
  await run;
  expect(told.map(({ done }) => done)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect((await there.list())[0]).toMatchObject({ running: false, process: null, progress: null });

  await counting([]).run(NAME);
  const [followed] = await counting([]).list();
  expect(followed?.lagMs).toBe(tutor.clock.read().getTime() - (followed?.recordedBefore?.getTime() ?? 0));
  tutor.clock.forward(HOUR);
  expect((await counting([]).list())[0]?.lagMs).toBe((followed?.lagMs ?? 0) + HOUR);
});

test('progress is stored no more often than a lease is extended, however often a job tells it', async () => {
  const client = await MongoClient.connect(inject('mongoUri'), { monitorCommands: true });
  onTestFinished(() => client.close());
  let updates = 0;
  client.on('commandStarted', ({ commandName, command }) => {
    if (commandName === 'update' && command['update'] === 'watermarks') updates += 1;
  });
  const busy = defineJob({
    name: 'bookmarks.busy',
    summary: 'Tells a lot.',
    everyMinutes: 60,
    run: async (_: EngineContext, { onProgress }) => {
      const until = performance.now() + 1_500;
      for (let done = 0; performance.now() < until; done += 1) {
        onProgress({ done, unit: 'steps', share: null });
        if (done % 100 === 0) await sleep(1);
      }
    },
  });
  await jobsOn({ ...tutor, db: client.db(tutor.db.databaseName) }, { 'bookmarks.busy': busy }).run('bookmarks.busy', { leaseMs: 2_000 });
  // A lease of 2,000 ms is extended every 500; the row is opened, taken (twice, since it was not there) and given back.
  expect(updates).toBeGreaterThanOrEqual(5);
  expect(updates).toBeLessThanOrEqual(4 + 4);
});

test('what a job says of itself is checked before it is stored, so that it never costs the job its lease', async () => {
  for (const odd of [{ done: -1 }, { done: Number.NaN }, { unit: '' }, { unit: '$done' }, { share: 2 }, { share: Number.NaN }]) {
    const wrong = defineJob({
      name: 'bookmarks.wrong',
      summary: 'Says odd things.',
      everyMinutes: 60,
      run: async (_: EngineContext, { onProgress }) => onProgress({ done: 1, unit: 'days', share: null, ...odd }),
    });
    const refusal = await refusalOf(jobsOn(tutor, { 'bookmarks.wrong': wrong }).run('bookmarks.wrong'));
    expect(refusal).toMatchObject({ code: 'invalid_input', where: `jobs.run.bookmarks.wrong.onProgress.${Object.keys(odd)[0]}` });
  }
});

test('the jobs of the core tell how far they are', async () => {
  await recorded('ada', later(0));
  tutor.clock.set(later(DAY));
  const told: JobProgress[] = [];
  for (const name of ['rollUp', 'aggregateEmotions', 'closeIdleSessions', 'tune'] as const) {
    await tutor.engine.jobs.run(name, { onProgress: (progress) => told.push(progress) });
  }
  expect(told.map(({ unit }) => unit)).toEqual(expect.arrayContaining(['days', 'learners', 'sessions']));
  for (const { share } of told) expect(share === null || (share >= 0 && share <= 1)).toBe(true);
});
