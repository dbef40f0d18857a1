import { createEngine, type Engine } from 'adaptive-learning-engine';
import { startEmbedded } from 'adaptive-learning-engine/embedded';
import { MongoClient } from 'mongodb';
import type { Figure } from '../figure.js';
import { printTable } from '../harness/print-table.js';
import { runHandWrittenApp } from './hand-written-app.js';
import { type PractisedAnswer, practisedLog } from './practised-log.js';
import { type StoredBytes, storedBytes } from './stored-bytes.js';

const LEARNERS = 10;
const ANSWERS = 1_000;
/** No more than so many times what the hand-written app takes. */
const AIM = 3;

/** What an answer takes in the database, with all that goes with it: with short and with full provenance, against an app that is written by hand. */
export async function compareStorage(): Promise<readonly Figure[]> {
  const server = await startEmbedded();
  const client = await MongoClient.connect(server.uri);
  const log = practisedLog(LEARNERS, ANSWERS);
  const byHand = client.db(`${server.database}_by_hand`);
  await runHandWrittenApp(byHand, log);
  const reference = await storedBytes(byHand);
  const figures: Figure[] = [];
  printShares('by hand', reference, log.length);
  for (const provenance of ['short', 'full'] as const) {
    const db = client.db(`${server.database}_${provenance}`);
    const engine = await createEngine({ db, provenance, tuning: 'manual' });
    await engine.setup();
    await practise(engine, log);
    const stored = await storedBytes(db);
    printShares(provenance, stored, log.length);
    for (const part of ['data', 'files', 'indexes'] as const) {
      const [ours, theirs] = [sumOf(stored, part) / log.length, sumOf(reference, part) / log.length];
      const ratio = ours / theirs;
      const aimed = provenance === 'short' && part !== 'files';
      figures.push({
        what: `${part}, ${provenance} provenance, bytes an answer`,
        ours: ours.toFixed(0),
        reference: `by hand: ${theirs.toFixed(0)}`,
        ratio,
        aim: aimed ? `≤ ${AIM}×` : '',
        reached: aimed ? ratio <= AIM : null,
      });
    }
    await engine.close();
  }
  await client.close();
  await server.stop();
  return figures;
}

/** Records the log in chronological order, one by one, in the sessions that it has. */
async function practise(engine: Engine, log: readonly PractisedAnswer[]): Promise<void> {
  const sessions = new Map<string, string>();
  for (const { user_id, session, event_id, topic, concept, at, correct, seconds } of log) {
    const learner = engine.as({ userId: user_id, role: 'learner' });
    if (!sessions.has(user_id)) await engine.ensureLearner({ user_id, timezone: 'Europe/Zurich' });
    const name = `${user_id.slice(0, 24)}${String(session).padStart(12, '0')}`;
    if (sessions.get(user_id) !== name) {
      const open = sessions.get(user_id);
      if (open !== undefined) await learner.endSession({ session_id: open, ended_at: at });
      await learner.startSession({ session_id: name, session_type: 'practice', subject: 'Algebra', topics: [topic], started_at: at });
      sessions.set(user_id, name);
    }
    await learner.recordAnswer({ event_id, session_id: name, occurred_at: at, subject: 'Algebra', topic, concept, correct, rating: correct ? 3 : 1, response_time_seconds: seconds }); // biome-ignore format: one call
  }
}

function sumOf(stored: readonly StoredBytes[], part: 'data' | 'files' | 'indexes'): number {
  return stored.reduce((sum, bytes) => sum + bytes[part], 0);
}

function printShares(title: string, stored: readonly StoredBytes[], answers: number): void {
  console.log(`\n${title}: bytes an answer`);
  printTable(
    stored.map(({ collection, documents, data, files, indexes }) => ({
      collection,
      documents,
      'bytes each': Math.round(data / documents),
      data: Math.round(data / answers),
      'in the files': Math.round(files / answers),
      indexes: Math.round(indexes / answers),
    })),
  );
}
