import { createEngine } from 'adaptive-learning-engine';
import { expect, it, onTestFinished } from 'vitest';
import { runAggregation, storeEmotionalEvents } from '../../bench/harness/emotional-run.js';
import { emotionalAnalytics, learningEvents, learningSessions } from '../../src/collections/index.js';
import { decodeDocument } from '../../src/schema/index.js';
import { openDatabase } from '../support/database.js';

it('two thousand events are summed into every day, week and month that they lie in, and a second run writes nothing', async () => {
  const database = await openDatabase();
  onTestFinished(() => database[Symbol.asyncDispose]());
  const { db } = database;
  const engine = await createEngine({ db, tuning: 'manual' });
  await engine.setup();
  const stored = await storeEmotionalEvents(engine, db, 2_000);
  expect(stored).toEqual({ events: 2_000, learners: 4 });
  const { report, peaks } = await runAggregation(engine, stored);
  expect(peaks.map(({ share }) => share)).toEqual([0.1, 0.5, 1]);
  expect(report.unreadable).toEqual([]);
  // Each learner sits down on ten days, and a sitting may go on into the next.
  expect(await db.collection('emotional_analytics').countDocuments({ data_source: 'daily_aggregation' })).toBeGreaterThanOrEqual(30);
  for (const { schema, name } of [emotionalAnalytics, learningEvents, learningSessions]) {
    for await (const row of db.collection(name).find()) decodeDocument(schema, row, name);
  }
  const { report: again } = await runAggregation(engine, stored);
  expect(again.written).toBe(0);
}, 120_000);
