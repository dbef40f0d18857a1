/** `npm run harness:modules [-- --kills 50]`: kills processes that migrate, and that record answers with a reaction, at random points. */
import { parseArgs } from 'node:util';
import { createEngine } from 'adaptive-learning-engine';
import { MongoClient } from 'mongodb';
import { bookmarks } from '../../examples/bookmarks/module.js';
import { openServer } from './harness-server.js';
import { killMigrationRound } from './kill-migration-round.js';
import { killReactionRound } from './kill-reaction-round.js';
import { visits } from './visits.js';

const { values } = parseArgs({ options: { kills: { type: 'string', default: '50' } } });
const kills = Number(values.kills);

await using server = await openServer(1);
const client = await MongoClient.connect(server.uri, { socketTimeoutMS: 30_000 });
const db = client.db();
const engine = await createEngine({ db, tuning: 'manual', modules: [bookmarks(), visits] });
await engine.setup();

console.log(`MongoDB ${server.version}, ${kills} kills of each kind`);
const flaws: string[] = [];
let [acknowledged, stored, marks, killedMidway] = [0, 0, 0, 0];
for (let round = 0; round < kills; round += 1) {
  const result = await killReactionRound({ client, db, engine: engine as never }, server.uri, `r${round}`);
  acknowledged += result.acknowledged;
  stored += result.stored;
  flaws.push(...result.lost.map((id) => `lost: ${id}`), ...result.halves.map((id) => `a half: ${id}`));
}
console.log(`reactions: ${acknowledged} answers acknowledged, ${stored} stored, ${flaws.length} lost or without their reaction`);
for (let round = 0; round < kills; round += 1) {
  const result = await killMigrationRound(db, engine as never, server.uri);
  marks += result.marks;
  killedMidway += result.killed ? 1 : 0;
  if (result.unreadable > 0) flaws.push(`migration ${round}: ${result.unreadable} unreadable after the kill`);
  if (result.left > 0) flaws.push(`migration ${round}: ${result.left} left`);
  flaws.push(...result.differing.map((key) => `migration ${round}: differs: ${key}`));
}
console.log(`migrations: ${killedMidway} of ${kills} killed midway, ${marks} bookmarks marked meanwhile`);
for (const flaw of flaws) console.error(flaw);
console.log(`${flaws.length} flaws`);
process.exitCode = flaws.length === 0 ? 0 : 1;
await engine.close();
await client.close();
