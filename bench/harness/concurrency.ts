/** `npm run harness:concurrency [-- --rounds 5]`: many send at once, from four processes and from two engines of one. */
import { parseArgs } from 'node:util';
import { createEngine } from 'adaptive-learning-engine';
import { startEmbedded } from 'adaptive-learning-engine/embedded';
import { MongoClient } from 'mongodb';
import { openBurstProcesses } from './burst-process.js';
import { senderOf } from './contention.js';
import { CONTENTION_CASES } from './contention-cases.js';
import { printTable } from './print-table.js';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });

const server = await startEmbedded();
const client = await MongoClient.connect(server.uri);
const db = client.db(server.database);
const engine = await createEngine({ db, tuning: 'manual' });
const second = await createEngine({ db, tuning: 'manual' });
await engine.setup();
const processes = await openBurstProcesses(4, server.uri, server.database);
const senders = {
  'four processes': processes.map(({ record }) => record),
  'two engines': [engine, second].map(senderOf),
};

console.log(`MongoDB ${server.version}`);
const rows: { [column: string]: string | number }[] = [];
let flawed = 0;
for (let round = 1; round <= Number(values.rounds); round += 1) {
  for (const [from, send] of Object.entries(senders)) {
    for (const { name, run, flaws } of CONTENTION_CASES) {
      const startedAt = performance.now();
      const contention = await run({ client, db, engine }, send);
      const found = flaws(contention);
      flawed += found.length === 0 ? 0 : 1;
      rows.push({
        round,
        from,
        case: name,
        calls: contention.calls,
        'different results': contention.results.size,
        'in log': contention.answersInLog,
        attempted: contention.questionsAttempted,
        differing: contention.differing.length,
        ms: Math.round(performance.now() - startedAt),
        flaws: found.join('; ') || 'none',
      });
    }
  }
}
printTable(rows);
console.log(`\n${flawed} of ${rows.length} with a flaw`);
process.exitCode = flawed === 0 ? 0 : 1;
for (const process of processes) await process[Symbol.asyncDispose]();
await client.close();
await server.stop();
