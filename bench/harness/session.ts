/** `npm run harness:session [-- --appends 100000]`: the last append to a long session costs what the first did, and no document grows. */
import { parseArgs } from 'node:util';
import { createEngine } from 'adaptive-learning-engine';
import { LIMITS } from 'adaptive-learning-engine/collections';
import { startEmbedded } from 'adaptive-learning-engine/embedded';
import { SingleBar } from 'cli-progress';
import { MongoClient } from 'mongodb';
import { median } from '../quantile.js';
import { appendInteractions } from './append-interactions.js';
import { TOLD_ANYWHERE } from './bar-settings.js';
import { newLearner, newSession } from './crowd.js';
import { documentSizes } from './document-sizes.js';
import { listLengths } from './list-lengths.js';
import { recordLongestSession } from './longest-session.js';
import { printTable } from './print-table.js';

/** The last appends may take this much of the time of the first. */
const BOUND = 1.5;
const PART = 1_000;
/** Appends to another session before, until the process and the server are warm. */
const WARM_UP = 2_000;

const { values } = parseArgs({ options: { appends: { type: 'string', default: '100000' } } });
const appends = Number(values.appends);

const server = await startEmbedded();
const client = await MongoClient.connect(server.uri);
const db = client.db(server.database);
const engine = await createEngine({ db, tuning: 'manual' });
await engine.setup();
console.log(`MongoDB ${server.version}, one session of ${appends} interactions`);

const bar = new SingleBar({
  format: '{bar} {value} of {total} appends, {eta_formatted} left',
  ...TOLD_ANYWHERE,
});
bar.start(WARM_UP + appends, 0);
const append = async (count: number) => {
  const userId = await newLearner(engine);
  const sessionId = await newSession(engine, userId);
  return appendInteractions(engine.as({ userId, role: 'learner' }), sessionId, count, () => bar.increment());
};
await append(WARM_UP);
const took = await append(appends);
bar.stop();

const total = (part: Float64Array) => part.reduce((sum, ms) => sum + ms, 0);
const [first, last] = [took.subarray(0, PART), took.subarray(-PART)];
const row = (name: string, part: Float64Array) => ({
  appends: name,
  'total ms': Math.round(total(part)),
  'median ms': Number(median(part).toFixed(3)),
});
const step = Math.floor(appends / 5);
printTable([
  row(`first ${PART}`, first),
  ...[1, 2, 3, 4].map((part) => row(`${PART} from ${part * step}`, took.subarray(part * step, part * step + PART))),
  row(`last ${PART}`, last),
]);
const ratios = { total: total(last) / total(first), median: median(last) / median(first) };
console.log(`last to first: total ${ratios.total.toFixed(2)}, median ${ratios.median.toFixed(2)}; at most ${BOUND}\n`);

console.log('And a session in which everything is as long as it may be');
await recordLongestSession(engine);
const sizes = await documentSizes(db);
printTable(
  sizes.map(({ collection, documents, largest, mean }) => ({ collection, documents, 'largest bytes': largest, 'mean bytes': mean })),
);
console.log('');
const lists = await listLengths(db);
printTable(lists.map(({ list, declared, longest }) => ({ list, declared, longest })));

const flaws = [
  ...sizes.filter(({ largest }) => largest > LIMITS.documentBytes).map(({ collection }) => `${collection}: a document passes the limit`),
  ...lists.filter(({ longest, declared }) => longest > declared).map(({ list }) => `${list} is longer than declared`),
  ...Object.entries(ratios).flatMap(([name, ratio]) =>
    ratio > BOUND ? [`the last appends took ${ratio.toFixed(2)} times the ${name}`] : [],
  ),
];
for (const flaw of flaws) console.error(flaw);
process.exitCode = flaws.length === 0 ? 0 : 1;
await client.close();
await server.stop();
