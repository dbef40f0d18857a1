import { type Profiler, Session } from 'node:inspector';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Practised } from '../../bench/harness/practised-learner.js';
import { openDatabase, type TestDatabase } from '../support/database.js';

const session = new Session();
session.connect();
session.post('Profiler.enable');
// Before the code is compiled: V8 puts its counters in as it compiles.
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
const { createEngine } = await import('adaptive-learning-engine');
const { loopCalls } = await import('../../bench/harness/loop-calls.js');
const { inventPractised, storePractised } = await import('../../bench/harness/practised-learner.js');

/** Blocks of code that each of the calls runs at least: many times as many as fit into the ten milliseconds of one turn. */
const MUCH = 4_000_000;
/** The share of a call's work that may be done in one turn of the event loop: a slow machine does less in one, and none does as much as that. */
const MOST_OF_IT = 1 / 4;

let database: TestDatabase;
let calls: ReadonlyMap<string, () => Promise<unknown>>;
let practised: Practised;
beforeAll(async () => {
  database = await openDatabase();
  const engine = await createEngine({ db: database.db, cache: false, tuning: 'manual' });
  await engine.setup();
  practised = inventPractised(1_000, 500);
  await storePractised(engine, practised);
  calls = loopCalls(engine, practised);
}, 120_000);
afterAll(async () => {
  session.disconnect();
  await database[Symbol.asyncDispose]();
});

/** How often blocks of the library's code and of the driver's BSON were run since the last look: V8 counts them, the same on each machine. */
function operations(): number {
  let count = 0;
  session.post('Profiler.takePreciseCoverage', (_, { result }: Profiler.TakePreciseCoverageReturnType) => {
    for (const { url, functions } of result) {
      if (!url.includes('/src/') && !url.includes('/bson/')) continue;
      for (const { ranges } of functions) for (const range of ranges) count += range.count;
    }
  });
  return count;
}

/** All that a call does, and the most of it between two turns of the event loop. */
async function workOf(call: () => Promise<unknown>): Promise<{ readonly all: number; readonly most: number }> {
  let [all, most] = [0, 0];
  let isDone = false;
  operations();
  const look = () => {
    const done = operations();
    all += done;
    most = Math.max(most, done);
    if (!isDone) setImmediate(look);
  };
  setImmediate(look);
  await call();
  isDone = true;
  await new Promise((resolve) => setImmediate(resolve));
  return { all, most };
}

it.each(['recommend, 10 at once', 'mastery, 10 at once', 'late answer, near the beginning', 'replay'])(
  '%s leaves the event loop to others in between',
  async (name) => {
    const { all, most } = await workOf(calls.get(name) ?? expect.unreachable());
    expect(all).toBeGreaterThan(MUCH);
    expect(most).toBeLessThan(all * MOST_OF_IT);
  },
  60_000,
);
