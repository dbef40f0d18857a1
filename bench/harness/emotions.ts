/** `npm run harness:emotions [-- --events 1000000]`: the daily aggregation of emotions over a large log, in memory that does not grow with it. */
import { parseArgs } from 'node:util';
import { createEngine } from 'adaptive-learning-engine';
import { startEmbedded } from 'adaptive-learning-engine/embedded';
import { SingleBar } from 'cli-progress';
import { MongoClient } from 'mongodb';
import { describeMachine } from '../machine.js';
import { TOLD_ANYWHERE } from './bar-settings.js';
import { runAggregation, storeEmotionalEvents } from './emotional-run.js';
import { printTable } from './print-table.js';

/** The peak at the end may be this much of the peak at a tenth of the way. */
const BOUND = 1.5;

const { values } = parseArgs({ options: { events: { type: 'string', default: '1000000' } } });
const wanted = Number(values.events);

const server = await startEmbedded();
const client = await MongoClient.connect(server.uri);
const db = client.db(server.database);
const engine = await createEngine({ db, tuning: 'manual' });
await engine.setup();
for (const line of [...describeMachine(), `MongoDB  ${server.version}`]) console.log(line);

const bar = new SingleBar({
  format: '{bar} {value} of {total} events {what}, {eta_formatted} left',
  ...TOLD_ANYWHERE,
});
bar.start(wanted, 0, { what: 'stored' });
const stored = await storeEmotionalEvents(engine, db, wanted, (events) => bar.update(events));
bar.stop();
bar.start(stored.events, 0, { what: 'summed' });
const run = await runAggregation(engine, stored, (events) => bar.update(Math.min(events, stored.events)));
bar.stop();
const again = await runAggregation(engine, stored);

const [tenth] = run.peaks;
const last = run.peaks.at(-1);
printTable([
  { figure: 'events in the log', value: stored.events },
  { figure: 'learners', value: stored.learners },
  { figure: 'seconds', value: Number(run.seconds.toFixed(1)) },
  { figure: 'events of the log a second', value: Math.round(stored.events / run.seconds) },
  { figure: 'events read', value: run.report.events },
  { figure: 'days summed', value: run.report.days },
  { figure: 'documents written', value: run.report.written },
  { figure: 'resident MB before', value: Math.round(run.before) },
  ...run.peaks.map(({ share, mb }) => ({ figure: `peak resident MB at ${Math.round(100 * share)} %`, value: Math.round(mb) })),
  { figure: 'seconds of a second run', value: Number(again.seconds.toFixed(1)) },
  { figure: 'documents written by it', value: again.report.written },
]);
const flaws = [
  ...(last !== undefined && tenth !== undefined && last.mb > BOUND * tenth.mb
    ? [`memory grew to ${(last.mb / tenth.mb).toFixed(2)} times`]
    : []),
  ...(again.report.written > 0 ? [`a second run wrote ${again.report.written} documents`] : []),
  ...run.report.unreadable.map(({ collection, id }) => `${collection} ${id} does not fit`),
];
for (const flaw of flaws) console.error(flaw);
process.exitCode = flaws.length === 0 ? 0 : 1;
await client.close();
await server.stop();
