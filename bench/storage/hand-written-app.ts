import type { Db } from 'mongodb';
import type { PractisedAnswer } from './practised-log.js';
import { dueInDays, nextSm2 } from './sm2-by-hand.js';

/**
 * What a tutor's backend stores that keeps its schedule by hand, as one with mongoose does: an answer with its outcome and the state of SM-2
 * after it, a card of each concept, a session; `createdAt`, `updatedAt` and `__v` on each; and the indexes that it asks by.
 */
export async function runHandWrittenApp(db: Db, log: readonly PractisedAnswer[]): Promise<void> {
  const [answers, cards, sessions, users] = ['answers', 'cards', 'sessions', 'users'].map((name) => db.collection(name));
  if (answers === undefined || cards === undefined || sessions === undefined || users === undefined) throw new Error('four collections');
  await answers.createIndex({ user_id: 1, answered_at: 1 });
  await answers.createIndex({ user_id: 1, concept: 1, answered_at: 1 });
  await answers.createIndex({ session_id: 1 });
  await cards.createIndex({ user_id: 1, subject: 1, topic: 1, concept: 1 }, { unique: true });
  await cards.createIndex({ user_id: 1, due: 1 });
  await sessions.createIndex({ user_id: 1, started_at: -1 });
  await users.createIndex({ email: 1 }, { unique: true });
  const states = new Map<string, ReturnType<typeof nextSm2>>();
  const seen = new Set<string>();
  for (const { user_id, session, event_id, topic, concept, at, correct, seconds } of log) {
    const stamps = { createdAt: at, updatedAt: at, __v: 0 };
    const session_id = `${user_id.slice(0, 24)}${String(session).padStart(12, '0')}`;
    if (!seen.has(user_id)) await users.insertOne({ user_id, email: `${user_id}@example.org`, name: 'Ada Muster', ...stamps });
    if (!seen.has(session_id)) await sessions.insertOne({ session_id, user_id, subject: 'Algebra', started_at: at, ended_at: at, answers: 0, correct: 0, ...stamps }); // biome-ignore format: one document
    seen.add(user_id).add(session_id);
    const rating = correct ? 3 : 1;
    const state = nextSm2(states.get(`${user_id} ${concept}`), correct);
    states.set(`${user_id} ${concept}`, state);
    const due = dueInDays(at, state.interval_days);
    const own = { user_id, subject: 'Algebra', topic, concept };
    await answers.insertOne({ ...own, answer_id: event_id, session_id, correct, rating, response_time_seconds: seconds, answered_at: at, ...state, due, ...stamps }); // biome-ignore format: one document
    const set = { ...state, due, last_reviewed_at: at, updatedAt: at };
    await cards.updateOne(own, { $set: set, $inc: { answers: 1, correct: correct ? 1 : 0 }, $setOnInsert: { createdAt: at, __v: 0 } }, { upsert: true }); // biome-ignore format: one document
    await sessions.updateOne(
      { user_id, session_id },
      { $set: { ended_at: at, updatedAt: at }, $inc: { answers: 1, correct: correct ? 1 : 0 } },
    );
  }
}
