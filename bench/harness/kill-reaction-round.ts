import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { newLearner, newSession } from './crowd.js';
import type { Place } from './round-check.js';
import type { WriterOrders } from './writer-client.js';

const PROGRAM = new URL('./react-program.ts', import.meta.url).pathname;
const WRITERS = 8;
/** The kill comes at most so long after the first answer, in milliseconds. */
const LATEST_KILL_MS = 400;
/** What a killed client left open, the server ends within so long. Milliseconds. */
const SETTLED_MS = 2_500;

/** What a kill left behind. */
export interface KilledReaction {
  readonly acknowledged: number;
  /** Answers in the log. */
  readonly stored: number;
  /** Acknowledged answers that the log or the reaction does not have. */
  readonly lost: readonly string[];
  /** Answers without their reaction's document, and such documents without their answer. */
  readonly halves: readonly string[];
}

/** Kills a process that records answers with a reaction, and looks for an answer that has one of the two. */
export async function killReactionRound({ db, engine }: Place, uri: string, label: string): Promise<KilledReaction> {
  const writers: WriterOrders['writers'][number][] = [];
  for (let index = 0; index < WRITERS; index += 1) {
    const userId = await newLearner(engine);
    writers.push({ name: `${label}-w${index}`, userId, sessionId: await newSession(engine, userId), from: 0 });
  }
  const orders = JSON.stringify({ uri, database: db.databaseName, writers });
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, orders], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const acknowledged: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (eventId) => {
    if (acknowledged.push(eventId) === 1) void sleep(Math.random() * LATEST_KILL_MS).then(() => child.kill('SIGKILL'));
  });
  const [[, signal]] = await Promise.all([ended, once(lines, 'close')]);
  if (signal !== 'SIGKILL') throw new Error('Expected the client to be killed, it came to its end');
  await sleep(SETTLED_MS);
  const of = { user_id: { $in: writers.map(({ userId }) => userId) } };
  const idsIn = async (name: string, filter: object) =>
    new Set(
      (
        await db
          .collection(name)
          .find(filter, { projection: { event_id: 1 } })
          .toArray()
      ).map((row) => row['event_id'] as string),
    );
  const [answers, visits] = await Promise.all([idsIn('learning_events', { ...of, type: 'answer' }), idsIn('visits', of)]);
  return {
    acknowledged: acknowledged.length,
    stored: answers.size,
    lost: acknowledged.filter((id) => !(answers.has(id) && visits.has(id))),
    halves: [...[...answers].filter((id) => !visits.has(id)), ...[...visits].filter((id) => !answers.has(id))],
  };
}
