import type { Engine } from 'adaptive-learning-engine';
import { createEngine } from 'adaptive-learning-engine';
import type { MongoClient } from 'mongodb';
import { type HistoryTemplates, LEARNERS_COLLECTIONS } from '../histories/history-templates.js';
import { SCALE_CURRICULUM } from '../histories/scale-curriculum.js';
import { buildIndexes } from './build-indexes.js';
import { loadBar } from './load-bar.js';
import { type LoadProgress, loadLearners } from './load-learners.js';

export interface PrepareOrder {
  readonly uri: string;
  readonly database: string;
  readonly learners: number;
  readonly lives: HistoryTemplates;
}

/** How long it took to make a database what it is to be. */
export interface Prepared {
  /** What was inserted in this run; nothing when it was there. */
  readonly loaded: LoadProgress;
  /** Seconds from the first document to the last acknowledged one. */
  readonly loadSeconds: number;
  /** Seconds until all of it was in the data files. */
  readonly flushSeconds: number;
  readonly indexSeconds: number;
  /** Seconds for the daily roll-ups of all of it. */
  readonly rollUpSeconds: number;
}

/** Fills a database as far as it is not full yet, then makes its indexes and validators be as declared, and its curriculum. */
export async function prepareDatabase(client: MongoClient, order: PrepareOrder): Promise<Prepared> {
  const seconds = stopwatch();
  const db = client.db(order.database);
  const engine = await createEngine({ db, clock: () => order.lives.now, tuning: 'manual' });
  await engine.setup();
  // Documents come in faster without indexes, which are then built over all of them at once.
  if ((await db.collection('users').estimatedDocumentCount()) < order.learners)
    for (const name of LEARNERS_COLLECTIONS) await db.collection(name).dropIndexes();
  const bar = loadBar(order.database, order.learners);
  const loaded = await loadLearners(client, { ...order, onProgress: bar.update }).finally(bar.stop);
  const loadSeconds = seconds();
  if (loaded.documents > 0) await client.db('admin').command({ fsync: 1 });
  const flushSeconds = seconds();

  // Two at a time: as many as this bench has processors.
  const waiting = [...LEARNERS_COLLECTIONS].reverse();
  const build = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) await buildIndexes(db, name);
  };
  await Promise.all([build(), build()]);
  await engine.setup();
  if ((await db.collection('concepts').estimatedDocumentCount()) === 0) await makeCurriculum(engine);
  const indexSeconds = seconds();
  if (loaded.documents > 0) await engine.rollUp();
  // The lives came with their days of emotions: everything from before has been summed.
  const { watermarks } = engine.unsafe.repositories;
  if ((await watermarks.of('emotional_days')) === null) await watermarks.advance('emotional_days', order.lives.now, order.lives.now);
  return { loaded, loadSeconds, flushSeconds, indexSeconds, rollUpSeconds: seconds() };
}

async function makeCurriculum(engine: Engine): Promise<void> {
  await engine.upsertCurriculum(
    SCALE_CURRICULUM.flat().map(({ needs, ...concept }) => ({
      ...concept,
      prerequisites: needs === null ? [] : [{ concept: needs.concept, topic: needs.topic, importance_weight: 0.6, mastery_required: 0.6 }],
    })),
  );
}

/** Gives the seconds since it was last asked. */
function stopwatch(): () => number {
  let since = performance.now();
  return () => {
    const seconds = (performance.now() - since) / 1000;
    since = performance.now();
    return seconds;
  };
}
