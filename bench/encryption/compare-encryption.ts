import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine, createKeyFile, type Engine, type LearnerScope, openKeyFile } from 'adaptive-learning-engine';
import { startEmbedded } from 'adaptive-learning-engine/embedded';
import { MongoClient } from 'mongodb';
import { printTable } from '../harness/print-table.js';
import { type Contestant, type Figures, type RoundOptions, ratioOf, runRounds } from '../rounds.js';

/** What the encryption of fields may cost: the rate of writes, and the 95th percentile of reads, against the same in clear. */
const WRITES_AT_LEAST = 0.85;
const READS_AT_MOST = 1.5;

const TEXT = 'I do not see why the sign changes when I bring the term to the other side. '.repeat(3);
/** Exchanges of a session that is read, and events of the log that are read with it. */
const EXCHANGES = 10;
const CONCEPTS = 20;

/** One engine, its learners and their sessions. */
interface Side {
  readonly name: string;
  readonly engine: Engine;
  readonly learners: readonly LearnerScope[];
}

/** Compares an engine with encrypted fields with the same in clear, in one run; false where a limit is broken. */
export async function compareEncryption(options: RoundOptions): Promise<boolean> {
  const server = await startEmbedded();
  const folder = await mkdtemp(join(tmpdir(), 'ale-bench-'));
  await createKeyFile(join(folder, 'bench.key'));
  const keys = await openKeyFile(join(folder, 'bench.key'));
  const client = await MongoClient.connect(server.uri, { socketTimeoutMS: 60_000 });
  const open = (name: string, encryption: { keys: typeof keys; tenant: string } | false) =>
    createEngine({ db: client.db(`${server.database}_${name}`), encryption, tuning: 'manual' });
  const sides: Side[] = [];
  for (const [name, encryption] of [['clear', false] as const, ['encrypted', { keys, tenant: 'bench' }] as const]) {
    const engine = await open(name, encryption);
    await engine.setup();
    sides.push({ name, engine, learners: await learnersOf(engine, options.workers) });
  }
  const results: { readonly what: string; readonly write: boolean; readonly figures: readonly Figures[] }[] = [];
  for (const [what, write, run] of WORK) {
    const contestants = sides.map((side): Contestant => ({ name: `${what}, ${side.name}`, run: (worker) => run(side, worker) }));
    results.push({ what, write, figures: await runRounds(contestants, options) });
  }
  printTable(results.flatMap(({ figures }) => figures.map((each) => rowOf(each, figures[0] as Figures))));
  const broken = results.filter(({ write, figures }) => {
    const [clear, encrypted] = figures as [Figures, Figures];
    return write ? ratioOf(encrypted, clear).median < WRITES_AT_LEAST : encrypted.p95 / clear.p95 > READS_AT_MOST;
  });
  for (const { what } of broken) console.log(`${what}: encryption costs more than it may`);
  for (const { engine } of sides) await engine.close();
  await client.close();
  await server.stop();
  await rm(folder, { recursive: true });
  return broken.length === 0;
}

let events = 0;
function eventId(): string {
  events += 1;
  return `bench-${events}`;
}

/** What is measured, whether it writes, and how it is done once. */
const WORK: readonly (readonly [string, boolean, (side: Side, worker: number) => Promise<unknown>])[] = [
  ['recordAnswer', true, ({ learners }, worker) => (learners[worker] as LearnerScope).recordAnswer(answer())],
  [
    'recordAnswer with metadata',
    true,
    ({ learners }, worker) => (learners[worker] as LearnerScope).recordAnswer({ ...answer(), metadata: { note: TEXT } }),
  ],
  ['recordInteraction', true, ({ learners }, worker) => (learners[worker] as LearnerScope).recordInteraction(exchange())],
  [
    'a session with its dialogue',
    false,
    ({ engine }, worker) => engine.repositories.learning_sessions.own(`learner-${worker}`, `session-${worker}`),
  ],
  [
    'the events of a session',
    false,
    ({ learners }, worker) => (learners[worker] as LearnerScope).sessionEvents({ session_id: `session-${worker}` }),
  ],
  ['profile', false, ({ learners }, worker) => (learners[worker] as LearnerScope).profile()],
];

function answer() {
  return {
    event_id: eventId(),
    subject: 'Algebra',
    topic: 'Equations',
    concept: `Concept ${events % CONCEPTS}`,
    correct: events % 3 !== 0,
    response_time_seconds: 9,
  };
}

function exchange() {
  const ai_response = { text: TEXT.repeat(4), provider_used: 'groq', response_time_ms: 400, tokens_used: 300, cost_usd: 0.001 };
  return { event_id: eventId(), interaction_type: 'question' as const, user_input: TEXT, ai_response };
}

/** Learners with a closed session of ten exchanges, and an open one. */
async function learnersOf(engine: Engine, count: number): Promise<LearnerScope[]> {
  const learners: LearnerScope[] = [];
  for (let n = 0; n < count; n += 1) {
    const user_id = `learner-${n}`;
    await engine.createLearner({
      user_id,
      profile: { name: 'Ada Muster', timezone: 'UTC', location: { country: 'Switzerland' }, learning_goals: [TEXT] },
      metadata: { note: TEXT },
    });
    const learner = engine.as({ userId: user_id, role: 'learner' });
    const session_id = `session-${n}`;
    await learner.startSession({ session_type: 'study', subject: 'Algebra', topics: ['Equations'], session_id });
    for (let exchanges = 0; exchanges < EXCHANGES; exchanges += 1) await learner.recordInteraction({ ...exchange(), session_id });
    await learner.endSession({ session_id });
    learners.push(learner);
  }
  return learners;
}

function rowOf(figures: Figures, clear: Figures) {
  const ratio = ratioOf(figures, clear);
  return {
    what: figures.name,
    'ops/s': Math.round([...figures.rates].sort((a, b) => a - b)[Math.floor(figures.rates.length / 2)] ?? 0),
    'rate against clear': Number(ratio.median.toFixed(2)),
    range: `${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)}`,
    'p95 ms': Number(figures.p95.toFixed(2)),
    'p95 against clear': Number((figures.p95 / clear.p95).toFixed(2)),
    'client cpu ms': Number(figures.cpu.toFixed(3)),
  };
}
