/** A process that records answers at a steady rate, in sittings that it opens and ends; each line of input asks for the figures since the last one. */
import { createInterface } from 'node:readline';
import { createEngine } from 'adaptive-learning-engine';
import { MongoClient } from 'mongodb';
import { seededRandom } from '../../../src/algorithms/index.js';
import type { AnswerOrders, AnswerReport } from './answer-process.js';
import { benchClock } from './bench-clock.js';
import { summarise } from './latencies.js';
import { runOpenLoop, steadyArrivals } from './open-loop.js';
import { Sittings } from './sittings.js';

const { uri, database, learners, seed, rate, from, since }: AnswerOrders = JSON.parse(process.argv[2] ?? '{}');
const client = await MongoClient.connect(uri);
const engine = await createEngine({ db: client.db(database), clock: benchClock(new Date(from), since), tuning: 'manual' });
// Other learners than those of earlier runs.
const sittings = new Sittings(engine, learners, seed, seededRandom(since));
await sittings.open();

let times: number[] = [];
let processor = process.cpuUsage();
let measuredSince = performance.now();
let ended = false;
console.log('ready');

const input = createInterface({ input: process.stdin });
input.on('line', () => {
  const { user, system } = process.cpuUsage(processor);
  const seconds = (performance.now() - measuredSince) / 1000;
  const report: AnswerReport = { ...summarise(times), seconds, busy: (user + system) / 1e6 / seconds, late: sittings.late };
  console.log(JSON.stringify(report));
  times = [];
  processor = process.cpuUsage();
  measuredSince = performance.now();
});
input.on('close', () => {
  ended = true;
});

await runOpenLoop({
  arrivals: untilEnded(),
  seconds: Number.POSITIVE_INFINITY,
  send: () => sittings.answer(),
  took: (_, milliseconds) => void times.push(milliseconds),
});
await sittings.close();
await client.close();

function* untilEnded() {
  for (const arrival of steadyArrivals(rate, () => undefined)) {
    if (ended) return;
    yield arrival;
  }
}
