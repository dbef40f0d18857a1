import { randomUUID } from 'node:crypto';
import KeyvRedis from '@keyv/redis';
import { createEngine, type LearnerScope } from 'adaptive-learning-engine';
import { startEmbedded } from 'adaptive-learning-engine/embedded';
import Keyv from 'keyv';
import { MongoClient } from 'mongodb';
import { hasRedis, startRedis } from '../test/support/redis-server.js';
import { storedMastery } from '../test/support/stored-documents.js';
import type { Figure } from './figure.js';
import { quantile } from './quantile.js';
import { type Figures, ratioOf, runRounds } from './rounds.js';

/** Learners who have come as far as a school year takes one: concepts in topics. */
const LEARNERS = 32;
const TOPICS = 12;
const CONCEPTS_OF_TOPIC = 25;
/** How often a question is asked while Redis hangs. */
const HELD_UP = 200;

/** `user_progress_dashboard` of learners with 300 concepts each: kept in this process and in Redis, against asking the database each time. */
export async function cacheFigures({ seconds, workers, rounds }: { seconds: number; workers: number; rounds: number }): Promise<Figure[]> {
  const server = await startEmbedded();
  const client = await MongoClient.connect(server.uri);
  const db = client.db(`${server.database}_cache`);
  const redis = hasRedis() ? await startRedis() : undefined;
  const adapter = redis === undefined ? undefined : new KeyvRedis(redis.uri);
  const keyv = adapter === undefined ? undefined : new Keyv(adapter, { useKeyPrefix: false });
  keyv?.on('error', () => undefined);
  try {
    const setup = await createEngine({ db, tuning: 'manual' });
    await setup.setup();
    const users = Array.from({ length: LEARNERS }, () => randomUUID());
    await db.collection('content_mastery').insertMany(users.flatMap(masteriesOf));
    const scopesOf = async (cache: Parameters<typeof createEngine>[0]['cache']) => {
      const engine = await createEngine({ db, cache, tuning: 'manual' });
      return users.map((userId) => engine.as({ userId, role: 'learner' }));
    };
    const [uncached, inProcess, shared] = await Promise.all([
      scopesOf(false),
      scopesOf({}),
      keyv === undefined ? undefined : scopesOf({ store: keyv }),
    ]);
    const contestants = [
      { name: 'uncached', run: asking(uncached) },
      { name: 'in process', run: asking(inProcess) },
      ...(shared === undefined ? [] : [{ name: 'Redis', run: asking(shared) }]),
    ];
    const [base, ...cached] = (await runRounds(contestants, { workers, rounds, seconds })) as [Figures, ...Figures[]];
    const figures = cached.map((figures) => figureOf(figures, base, workers));
    if (redis === undefined || shared === undefined) return figures;
    redis.freeze();
    const held: number[] = [];
    for (let n = 0; n < HELD_UP; n += 1) held.push(await timeOf(() => asking(shared)(0)));
    redis.thaw();
    return [...figures, hangingFigure(held, base)];
  } finally {
    // By force: after a hang the client waits for answers to what it has long given up.
    await adapter?.disconnect(true);
    await redis?.[Symbol.asyncDispose]();
    await db.dropDatabase();
    await client.close();
    await server.stop();
  }
}

function masteriesOf(user_id: string): object[] {
  return Array.from({ length: TOPICS * CONCEPTS_OF_TOPIC }, (_, n) =>
    storedMastery({ user_id, topic: `Topic ${n % TOPICS}`, concept: `Concept ${n}` }),
  );
}

/** Each worker asks for one learner after the other. */
function asking(scopes: readonly LearnerScope[]): (worker: number) => Promise<void> {
  let turn = 0;
  return async () => {
    turn += 1;
    const { rows } = await (scopes[turn % scopes.length] as LearnerScope).query('user_progress_dashboard', {});
    // An answer of nothing would be fast.
    if (rows.length !== TOPICS) throw new Error(`Expected ${TOPICS} topics, got ${rows.length}`);
  };
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const beganAt = performance.now();
  await work();
  return performance.now() - beganAt;
}

function figureOf(figures: Figures, base: Figures, workers: number): Figure {
  const { median } = ratioOf(figures, base);
  return {
    what: `user_progress_dashboard of 300 concepts, kept: ${figures.name}, ${workers} at a time`,
    ours: `p50 ${figures.p50.toFixed(2)} ms, p95 ${figures.p95.toFixed(2)} ms`,
    reference: `uncached: p50 ${base.p50.toFixed(2)} ms, p95 ${base.p95.toFixed(2)} ms`,
    ratio: median,
    aim: '≥ 10×',
    reached: median >= 10,
  };
}

function hangingFigure(held: readonly number[], base: Figures): Figure {
  const worst = Math.max(...held);
  return {
    what: `the same while Redis hangs, ${held.length} times`,
    ours: `longest ${worst.toFixed(1)} ms, p50 ${quantile(held, 0.5).toFixed(2)} ms`,
    reference: `uncached: p95 ${base.p95.toFixed(2)} ms`,
    aim: 'longest ≤ 50 ms more than uncached',
    reached: worst <= 50 + base.p95,
  };
}
