/** `npm run harness:silence [-- --rounds 10 --after 300]`: how long each verb goes on after its signal or deadline while the network is silent. */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createEngine } from 'adaptive-learning-engine';
import { MongoClient } from 'mongodb';
import { startSilentProxy } from '../../test/support/silent-proxy.js';
import { newAccount, openSession } from '../../test/support/tutor.js';
import { callsOfEngine, callsOfLearner } from '../../test/support/verb-calls.js';
import { openServer } from './harness-server.js';
import { printTable } from './print-table.js';
import { type Limit, type Overrun, overrunsOf, quantile } from './silence-rounds.js';

/** No call may go on for longer after its signal or deadline, in milliseconds. */
const BOUND_MS = 250;
/** In every other round the network goes silent when the calls have run for up to so long, in milliseconds. */
const HALF_WAY_MS = 200;
/** Jobs go on for hours, and their deadline is for each of their steps: their ends are measured by their signal. */
const JOBS: ReadonlySet<string> = new Set([
  ...['createLearners', 'fit', 'importHistory', 'recordAnswers', 'aggregateEmotions', 'replay', 'closeIdleSessions', 'rollUp', 'migrate'],
  ...['adoptCards', 'upsertCurriculum', 'renameConcept', 'mergeConcepts'],
]);
const LIMITS: readonly Limit[] = ['signal', 'deadline'];

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '10' }, after: { type: 'string', default: '300' } } });
const rounds = Number(values.rounds);
await using server = await openServer();
const address = new URL(server.uri);
console.log(`MongoDB ${server.version}, ${rounds} rounds by each limit, which is reached after ${values.after} ms`);

/** One round, on connections of its own: those of the round before are silent for good. */
async function round(number: number, limit: Limit): Promise<readonly Overrun[]> {
  const proxy = await startSilentProxy({ host: address.hostname, port: Number(address.port) });
  const client = new MongoClient(`mongodb://${proxy.address}/?directConnection=true`, { socketTimeoutMS: 3_000, connectTimeoutMS: 3_000 });
  try {
    const engine = await createEngine({ db: client.db('silence'), cache: false, tuning: 'manual' });
    await engine.setup();
    const { user_id } = await engine.createLearner(newAccount());
    const learner = engine.as({ userId: user_id, role: 'system' });
    const session_id = await openSession(learner);
    const named = (scope: string, calls: object) =>
      Object.entries(calls)
        .filter(([verb]) => limit === 'signal' || !JOBS.has(verb))
        .map(([verb, call]) => [`${scope}.${verb}`, call] as const);
    const calls = new Map([
      ...named('engine', callsOfEngine(engine, { userId: user_id, session_id })),
      ...named('learner', callsOfLearner(learner, session_id)),
    ]);
    const wait = number % 2 === 0 ? 0 : Math.random() * HALF_WAY_MS;
    if (wait === 0) proxy.silenceAll();
    const measuring = overrunsOf(calls, limit, Number(values.after));
    if (wait > 0) await sleep(wait).then(() => proxy.silenceAll());
    return await measuring;
  } finally {
    await proxy[Symbol.asyncDispose]();
    await client.close();
  }
}

const measured: Record<Limit, Overrun[]> = { signal: [], deadline: [] };
for (let number = 0; number < rounds; number += 1) {
  for (const limit of LIMITS) measured[limit].push(...(await round(number, limit)));
}
const overruns = LIMITS.flatMap((limit) => measured[limit]);
const longestOf = (verb: string, limit: Limit) =>
  Math.round(Math.max(0, ...measured[limit].filter((overrun) => overrun.verb === verb).map(({ ms }) => ms)));
const rows = [...new Set(overruns.map(({ verb }) => verb))].map((verb) => {
  const [bySignal, byDeadline] = [longestOf(verb, 'signal'), longestOf(verb, 'deadline')];
  const calls = overruns.filter((overrun) => overrun.verb === verb).length;
  return {
    verb,
    calls,
    'longest ms after its signal': bySignal,
    'after its deadline': byDeadline,
    longest: Math.max(bySignal, byDeadline),
  };
});
printTable(rows.sort((a, b) => b.longest - a.longest));
const sorted = overruns.map(({ ms }) => ms).sort((a, b) => a - b);
const [median, p95, max] = [0.5, 0.95, 1].map((share) => Math.round(quantile(sorted, share)));
console.log(`${sorted.length} calls ended: median ${median} ms, p95 ${p95} ms, longest ${max} ms after their limit`);
const over = rows.filter((row) => row.longest > BOUND_MS).map(({ verb }) => verb);
if (over.length > 0) console.error(`over ${BOUND_MS} ms: ${over.join('; ')}`);
process.exitCode = over.length === 0 ? 0 : 1;
