/** `npm run harness:kill [-- --rounds 10]`: loses the server and the client process again and again, and counts what is lost with them. */
import { parseArgs } from 'node:util';
import { createEngine } from 'adaptive-learning-engine';
import { MongoClient } from 'mongodb';
import { openServer } from './harness-server.js';
import { killClientRound } from './kill-client-round.js';
import { type KillRound, killServerRound } from './kill-server-round.js';
import { printTable } from './print-table.js';
import { isFlawless } from './round-check.js';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '10' } } });
const rounds = Number(values.rounds);

await using server = await openServer();
const client = await MongoClient.connect(server.uri);
const db = client.db();
const engine = await createEngine({ db, tuning: 'manual' });
await engine.setup();
const place = { client, db, engine };

console.log(`MongoDB ${server.version}, 16 writers, kill -9, ${rounds} rounds each`);
const results: { readonly killed: string; readonly result: KillRound }[] = [];
for (let round = 1; round <= rounds; round += 1) {
  results.push({ killed: 'server', result: await killServerRound(place, server, `s${round}`) });
  report();
}
for (let round = 1; round <= rounds; round += 1) {
  results.push({ killed: 'client', result: await killClientRound(place, server, `c${round}`) });
  report();
}
console.log('');
printTable(results.map(rowOf));
for (const { result } of results) {
  for (const flaw of [...result.lost, ...result.duplicates, ...result.differing]) console.error(flaw);
  for (const refused of result.refused) console.error(`refused: ${refused}`);
}
const acknowledged = results.reduce((sum, { result }) => sum + result.acknowledged, 0);
const flawed = results.filter(({ result }) => !isFlawless(result)).length;
console.log(`\n${acknowledged} answers acknowledged, ${flawed} of ${results.length} rounds with a flaw`);
process.exitCode = flawed === 0 ? 0 : 1;
await client.close();

function report(): void {
  const { killed, result } = results.at(-1) as (typeof results)[number];
  console.log(`${results.length} of ${2 * rounds}: ${killed} killed, ${result.found} of ${result.acknowledged} found`);
}

function rowOf({ killed, result }: (typeof results)[number], index: number) {
  return {
    round: index + 1,
    killed,
    acknowledged: result.acknowledged,
    found: result.found,
    lost: result.lost.length,
    duplicates: result.duplicates.length,
    documents: result.documents,
    differing: result.differing.length,
    'changed by replay': result.replayed,
    refused: result.refused.length,
    'away ms': Math.round(result.awayMs),
  };
}
