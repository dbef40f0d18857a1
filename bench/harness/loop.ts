/** `npm run harness:loop [-- --answers 20000 --concepts 2000 --only recommend]`: for how long each call holds the event loop. */
import { parseArgs } from 'node:util';
import { createEngine } from 'adaptive-learning-engine';
import { startEmbedded } from 'adaptive-learning-engine/embedded';
import { MongoClient } from 'mongodb';
import { loopCalls } from './loop-calls.js';
import { stallOf } from './loop-stall.js';
import { inventPractised, storePractised } from './practised-learner.js';
import { printTable } from './print-table.js';

/** No call may hold the event loop longer, in milliseconds. */
const BOUND_MS = 50;

const { values } = parseArgs({
  options: {
    answers: { type: 'string', default: '20000' },
    concepts: { type: 'string', default: '2000' },
    only: { type: 'string', default: '' },
  },
});
const server = await startEmbedded();
const client = await MongoClient.connect(server.uri);
const engine = await createEngine({ db: client.db(server.database), cache: false, tuning: 'manual' });
await engine.setup();
const practised = inventPractised(Number(values.answers), Number(values.concepts));
console.log(`MongoDB ${server.version}, a learner with ${values.answers} answers to ${values.concepts} concepts`);
await storePractised(engine, practised);

const calls = [...loopCalls(engine, practised)].filter(([name]) => name.includes(values.only));
const rows: { [column: string]: string | number }[] = [];
for (const [name, call] of calls) {
  const stall = await stallOf(call).catch((error: unknown) => {
    console.error(`${name}: ${String(error)}`);
    return { ms: Number.NaN, cpuMs: Number.NaN, longestMs: Number.NaN, longestCpuMs: Number.NaN };
  });
  rows.push({
    call: name,
    'longest stall ms': Math.round(stall.longestMs),
    'of it cpu ms': Math.round(stall.longestCpuMs),
    'took ms': Math.round(stall.ms),
    'cpu ms': Math.round(stall.cpuMs),
  });
}
printTable(rows);
const over = rows
  .filter((row) => !(Math.min(Number(row['longest stall ms']), Number(row['of it cpu ms'])) <= BOUND_MS))
  .map(({ call }) => call);
if (over.length > 0) console.error(`over ${BOUND_MS} ms: ${over.join('; ')}`);
process.exitCode = over.length === 0 ? 0 : 1;
await client.close();
await server.stop();
