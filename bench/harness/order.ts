/** `npm run harness:order [-- --events 1000 --seeds 3]`: events that arrive in any order end in the same state. */
import { parseArgs } from 'node:util';
import { startEmbedded } from 'adaptive-learning-engine/embedded';
import { SingleBar } from 'cli-progress';
import { MongoClient } from 'mongodb';
import { arrivalOrder } from './arrival-order.js';
import { TOLD_ANYWHERE } from './bar-settings.js';
import { inventLife } from './life.js';
import { differencesOf, live } from './order-trial.js';
import { printTable } from './print-table.js';

const { values } = parseArgs({ options: { events: { type: 'string', default: '1000' }, seeds: { type: 'string', default: '3' } } });
const events = Number(values.events);
const seeds = Number(values.seeds);

const server = await startEmbedded();
const client = await MongoClient.connect(server.uri);
console.log(`MongoDB ${server.version}, ${events} events, ${seeds} seeds`);
const bar = new SingleBar({ format: '{bar} {value} of {total} events', ...TOLD_ANYWHERE });
bar.start(2 * events * seeds, 0);
const rows: { [column: string]: string | number }[] = [];
let flawed = 0;
for (let seed = 1; seed <= seeds; seed += 1) {
  const life = inventLife(events, seed);
  const database = (order: string) => client.db(`${server.database}_${order}_${seed}`);
  const sorted = await live(client, database('sorted'), life, () => bar.increment());
  const shuffled = await live(client, database('shuffled'), arrivalOrder(life, seed), () => bar.increment());
  const differences = differencesOf(sorted, shuffled);
  flawed += differences.length + sorted.differing.length + shuffled.differing.length === 0 ? 0 : 1;
  for (const difference of differences.slice(0, 20)) console.error(`\nseed ${seed}: ${difference}`);
  rows.push({
    seed,
    events: life.length,
    documents: sorted.documents.size,
    'paths that differ': differences.length,
    'not the fold': sorted.differing.length + shuffled.differing.length,
    'sorted ms': Math.round(sorted.ms),
    'shuffled ms': Math.round(shuffled.ms),
  });
}
bar.stop();
printTable(rows);
process.exitCode = flawed === 0 ? 0 : 1;
await client.close();
await server.stop();
