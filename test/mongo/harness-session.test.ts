import { createEngine } from 'adaptive-learning-engine';
import { LIMITS } from 'adaptive-learning-engine/collections';
import { expect, it, onTestFinished } from 'vitest';
import { appendInteractions } from '../../bench/harness/append-interactions.js';
import { newLearner, newSession } from '../../bench/harness/crowd.js';
import { documentSizes } from '../../bench/harness/document-sizes.js';
import { listLengths } from '../../bench/harness/list-lengths.js';
import { recordLongestSession } from '../../bench/harness/longest-session.js';
import { openDatabase } from '../support/database.js';

async function openEngine() {
  const database = await openDatabase();
  onTestFinished(() => database[Symbol.asyncDispose]());
  const engine = await createEngine({ db: database.db, tuning: 'manual' });
  await engine.setup();
  return { db: database.db, engine };
}

/** Three times as many as the longest list keeps; the harness appends 2,000. */
const INTERACTIONS = 300;

it('a session of many interactions keeps the newest and counts them all; the log has the rest', async () => {
  const { db, engine } = await openEngine();
  const userId = await newLearner(engine);
  const session_id = await newSession(engine, userId);
  const learner = engine.as({ userId, role: 'learner' });
  await appendInteractions(learner, session_id, INTERACTIONS);

  for (const { list, declared, longest } of await listLengths(db)) expect(longest, list).toBeLessThanOrEqual(declared);
  const [session] = (await learner.recentSessions()).rows;
  expect(session?.ai_usage_analytics.total_ai_queries).toBe(INTERACTIONS);
  const stored = await db.collection('learning_sessions').findOne({ session_id });
  expect(stored?.['interactions'].at(-1).interaction_id).toBe(`interaction-${INTERACTIONS - 1}`);
  expect((await learner.sessionEvents({ session_id, limit: 10_000 })).rows).toHaveLength(INTERACTIONS + 1);
}, 180_000);

it('no document passes 1 MB when every text of a session is as long as it may be and every list is full', async () => {
  const { db, engine } = await openEngine();
  await recordLongestSession(engine);
  for (const { collection, largest } of await documentSizes(db)) expect(largest, collection).toBeLessThanOrEqual(LIMITS.documentBytes);
  for (const { list, declared, longest } of await listLengths(db)) {
    // A list that was not filled says nothing about the largest document.
    if (list.startsWith('learning_sessions.')) expect(longest, list).toBe(declared);
  }
}, 180_000);
