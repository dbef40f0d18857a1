import { PIPELINES } from 'adaptive-learning-engine/pipelines';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type HarnessServer, openServer } from '../../bench/harness/harness-server.js';
import { HISTORIES } from '../../bench/scale/histories/history-shape.js';
import { HistoryTemplates } from '../../bench/scale/histories/history-templates.js';
import { prepareDatabase } from '../../bench/scale/load/prepare-database.js';
import { benchClock } from '../../bench/scale/measure/bench-clock.js';
import { keepTime, timeOf } from '../../bench/scale/measure/bench-time.js';
import { measureCache } from '../../bench/scale/measure/cache-phase.js';
import { learnerChoice } from '../../bench/scale/measure/choose-learner.js';
import { measureClosed } from '../../bench/scale/measure/closed-phase.js';
import { measureGrowth } from '../../bench/scale/measure/growth-phase.js';
import { measureImport } from '../../bench/scale/measure/import-phase.js';
import { measureIndexUse } from '../../bench/scale/measure/index-phase.js';
import { type Measured, openMeasured } from '../../bench/scale/measure/measured.js';
import { runOpenLoop, steadyArrivals } from '../../bench/scale/measure/open-loop.js';
import { measureOpen } from '../../bench/scale/measure/open-phase.js';
import { QUESTIONS } from '../../bench/scale/measure/questions.js';
import { seededRandom } from '../../src/algorithms/index.js';

const now = new Date('2026-11-21T12:00:00Z');
const learners = 160;

let server: HarnessServer;
let client: MongoClient;
let measured: Measured;

beforeAll(async () => {
  server = await openServer();
  client = await MongoClient.connect(server.uri);
  const db = client.db('scale');
  await prepareDatabase(client, { uri: server.uri, database: 'scale', learners, lives: new HistoryTemplates(3, now) });
  measured = await openMeasured({ uri: server.uri, db, clock: benchClock(now, Date.now()), learners, seed: 3 });
});
afterAll(async () => {
  await client.close();
  await server[Symbol.asyncDispose]();
});

it('the open loop sends what is due though nothing has been answered', async () => {
  const sent: (() => void)[] = [];
  const took: number[] = [];
  const most = await runOpenLoop({
    arrivals: steadyArrivals(1_000, () => undefined),
    seconds: 0.02,
    // The first nineteen wait for the twentieth: a loop that waited for answers would never come to it.
    send: () =>
      new Promise<void>((resolve) => {
        if (sent.push(resolve) === 20) for (const answer of sent) answer();
      }),
    took: (_, milliseconds) => void took.push(milliseconds),
  });
  expect(most).toBe(20);
  expect(took).toHaveLength(20);
  // What was due first waited longest, and its waiting was counted.
  expect(took).toEqual([...took].sort((a, b) => b - a));
});

it('learners of the same lives are asked about in databases of every size', () => {
  const lives = (size: number) => {
    const random = seededRandom(5);
    const choice = learnerChoice(size, 3);
    return Array.from({ length: 200 }, () => choice.anyone(random));
  };
  const [small, large] = [lives(HISTORIES), lives(50 * HISTORIES)];
  expect(large.map(({ life }) => life)).toEqual(small.map(({ life }) => life));
  expect(new Set(large.map(({ number }) => number)).size).toBeGreaterThan(new Set(small.map(({ number }) => number)).size);
});

it('every promise and every pipeline is explained, and goes by an index', async () => {
  const uses = await measureIndexUse(measured);
  expect(uses.map(({ query }) => query)).toEqual([
    ...QUESTIONS.map(({ name }) => name),
    ...Object.keys(PIPELINES).map((name) => `pipeline ${name}`),
  ]);
  expect(uses.filter(({ byIndex }) => !byIndex)).toEqual([]);
});

it('both loops and the growth ask every question, and answers are recorded meanwhile', async () => {
  const open = await measureOpen(measured, { requestsPerSecond: 40, answersPerSecond: 20, warmUpSeconds: 0, seconds: 3 });
  expect(open.all.count).toBeGreaterThan(60);
  expect(open.answers.count).toBeGreaterThan(0);
  expect(await measured.db.collection('learning_events').countDocuments({ type: 'answer', occurred_at: { $gt: now } })).toBeGreaterThan(0);
  expect(open.busy.server).toBeGreaterThan(0);

  const closed = await measureClosed(measured, 4, 1);
  expect(closed.perSecond).toBeGreaterThan(0);
  const growth = await measureGrowth([measured, measured], 5);
  expect(growth.map(({ question }) => question)).toEqual(QUESTIONS.map(({ name }) => name));
  for (const { sizes } of growth) for (const size of sizes) expect(size.p50).toBeGreaterThan(0);
});

it('answers that may be kept and an import are measured', async () => {
  const kept = await measureCache(measured, 2);
  const keepable = Object.values(PIPELINES).filter((pipeline) => 'cacheMinutes' in pipeline && pipeline.cacheMinutes !== undefined);
  expect(kept.map(({ pipeline }) => pipeline).sort()).toEqual(keepable.map(({ name }) => name).sort());
  expect((await measureImport(measured)).answers).toBeGreaterThan(1_000);
});

it('a run begins behind what an earlier one may have recorded', async () => {
  const db = client.db('time');
  expect(await timeOf(db, now)).toEqual(now);
  await keepTime(db, now);
  const next = await timeOf(db, now);
  expect(next.getTime()).toBeGreaterThan(now.getTime());
});
