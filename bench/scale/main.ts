/**
 * `npm run bench:scale -- --learners 100000`: fills databases of three sizes, and measures what the specification promises of the largest while
 * others ask and write, what it carries, and how the questions grow. The data stay in `.cache/scale`; `--fresh` makes them again.
 */
import type { EmbeddedServer } from 'adaptive-learning-engine/embedded';
import type { Db, MongoClient } from 'mongodb';
import { describeMachine } from '../machine.js';
import { HistoryTemplates } from './histories/history-templates.js';
import { prepareDatabase } from './load/prepare-database.js';
import { openScaleServer } from './load/scale-server.js';
import { warmDatabase } from './load/warm-database.js';
import { benchClock } from './measure/bench-clock.js';
import { keepTime, timeOf } from './measure/bench-time.js';
import { measureCache } from './measure/cache-phase.js';
import { measureClosed } from './measure/closed-phase.js';
import { measureGrowth } from './measure/growth-phase.js';
import { measureImport } from './measure/import-phase.js';
import { measureIndexUse } from './measure/index-phase.js';
import { type Measured, openMeasured } from './measure/measured.js';
import { measureOpen } from './measure/open-phase.js';
import * as print from './print-scale.js';
import { readScaleOptions, type ScaleOptions } from './scale-options.js';

/** Readers at once in the closed loop. */
const READERS = [1, 16, 64] as const;

async function main(): Promise<void> {
  const options = readScaleOptions(process.argv.slice(2));
  for (const line of describeMachine()) console.log(line);
  const { server, client } = await openScaleServer(options.cacheGigabytes);
  try {
    console.log(
      `MongoDB  ${server.version}, one member on this machine, cache ${options.cacheGigabytes} GB; driver and server share the processors`,
    );
    const databases = await prepareAll(server, client, options);
    if (!options.loadOnly) await measure(databases, options);
  } finally {
    await client.close();
    await server.stop();
  }
}

async function prepareAll(server: EmbeddedServer, client: MongoClient, options: ScaleOptions): Promise<Measured[]> {
  const lives = new HistoryTemplates(options.seed, options.now);
  const databases: Measured[] = [];
  for (const learners of options.sizes) {
    const database = `scale_${learners}`;
    if (options.fresh) await client.db(database).dropDatabase();
    const prepared = await prepareDatabase(client, { uri: server.uri, database, learners, lives });
    const db = client.db(database);
    print.printLoad(await print.loadFigures(db, prepared, learners === options.learners));
    const clock = benchClock(await timeOf(db, options.now), Date.now());
    databases.push(await openMeasured({ uri: server.uri, db, clock, learners, seed: options.seed }));
  }
  return databases;
}

async function measure(databases: readonly Measured[], options: ScaleOptions): Promise<void> {
  const largest = databases.at(-1) as Measured;
  await keepTime(largest.db, largest.clock());
  const { phases } = options;
  if (phases.has('growth')) {
    for (const { db } of databases) await warm(db);
    print.printGrowth(await measureGrowth(databases, options.growthRounds));
  }
  if (phases.has('open')) {
    await warm(largest.db);
    print.printOpen(await measureOpen(largest, { ...options, seconds: options.openSeconds }), options);
  }
  if (phases.has('closed')) for (const readers of READERS) print.printClosed(await measureClosed(largest, readers, options.closedSeconds));
  if (phases.has('import')) print.printImport(await measureImport(largest));
  // These read more than the server can keep in memory, and so come last.
  if (phases.has('cache')) print.printCache(await measureCache(largest, Math.ceil(options.growthRounds / 4)));
  if (phases.has('index')) print.printIndexUse(await measureIndexUse(largest));
}

async function warm(db: Db): Promise<void> {
  console.log(
    `${db.databaseName}: what questions read was read once, as by a server that people use, in ${(await warmDatabase(db)).toFixed(0)} s`,
  );
}

// A mistyped option is no bug: the message says it all.
await main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 2;
});
