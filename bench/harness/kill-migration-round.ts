import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineWith } from 'adaptive-learning-engine';
import type { Db, Document } from 'mongodb';
import type { bookmarks } from '../../examples/bookmarks/module.js';
import { newLearner } from './crowd.js';

const PROGRAM = new URL('./migrate-program.ts', import.meta.url).pathname;
/** Documents of a round: seven batches. */
const BOOKMARKS = 1_400;
const LEARNERS = 4;
/** The kill comes at most so long after the process begins to migrate, or after one of its batches. Milliseconds. */
const LATEST_KILL_MS = 30;
const LEASE_MS = 1_000;

/** What a kill left behind, and what the next run made of it. */
export interface KilledMigration {
  /** Documents that were migrated before the kill. */
  readonly before: number;
  /** Whether the process was killed, and did not end first. */
  readonly killed: boolean;
  /** Documents that could not be read between the kill and the next run. */
  readonly unreadable: number;
  /** Documents that are not in today's form at the end. */
  readonly left: number;
  /** Documents that are not what they were before, in today's form, or what a learner made of them meanwhile. */
  readonly differing: readonly string[];
  /** Marks of learners that were acknowledged while it migrated. */
  readonly marks: number;
}

/** Kills a process that migrates while learners change the documents, and lets another run end it. */
export async function killMigrationRound(
  db: Db,
  engine: EngineWith<[ReturnType<typeof bookmarks>]>,
  uri: string,
): Promise<KilledMigration> {
  const planted = await plant(db, engine);
  const marked = new Map<string, string>();
  let isOver = false;
  const traffic = planted.learners.map(async (userId) => {
    const learner = engine.as({ userId, role: 'learner' });
    for (let n = 0; !isOver; n += 1) {
      const topic = `t${(n * 13) % (BOOKMARKS / LEARNERS)}`;
      await learner.bookmarks.add({ subject: 's', topic, concept: 'c', note: `mark ${n}` });
      marked.set(`${userId} ${topic}`, `mark ${n}`);
      await sleep(5);
    }
  });
  const killed = await migrateAndKill(uri, db.databaseName);
  const before = await db.collection('bookmarks').countDocuments({ schema_version: 2 });
  const unreadable = await countUnreadable(engine, planted.learners);
  await engine.migrate({ leaseMs: LEASE_MS });
  isOver = true;
  await Promise.all(traffic);
  const stored = await db
    .collection('bookmarks')
    .find({ user_id: { $in: planted.learners } })
    .toArray();
  const left = stored.filter(({ schema_version, comment }) => schema_version !== 2 || comment !== undefined).length;
  const differing = stored
    .filter((document) => !isAsExpected(document, planted.comments, marked))
    .map(({ user_id, topic }) => `${user_id} ${topic}`);
  if (stored.length !== BOOKMARKS) differing.push(`${stored.length} of ${BOOKMARKS} documents`);
  return { before, killed, unreadable, left, differing, marks: marked.size };
}

async function plant(db: Db, engine: EngineWith<[ReturnType<typeof bookmarks>]>) {
  const learners = await Promise.all(Array.from({ length: LEARNERS }, () => newLearner(engine as never)));
  const comments = new Map<string, string>();
  const documents = Array.from({ length: BOOKMARKS }, (_, n): Document => {
    const user_id = learners[n % LEARNERS] as string;
    const topic = `t${Math.floor(n / LEARNERS)}`;
    comments.set(`${user_id} ${topic}`, `comment ${n}`);
    return { user_id, subject: 's', topic, concept: 'c', comment: `comment ${n}`, marked_at: new Date(0), answers: n, schema_version: 1 };
  });
  await db.collection('bookmarks').insertMany(documents);
  return { learners, comments };
}

/** Gives whether the process was killed before its end. */
async function migrateAndKill(uri: string, database: string): Promise<boolean> {
  const args = ['--import', 'tsx', PROGRAM, uri, database, String(LEASE_MS)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const batch = Math.floor(Math.random() * (BOOKMARKS / 200 + 1));
  let said = 0;
  lines.on('line', () => {
    if (said === batch) void sleep(Math.random() * LATEST_KILL_MS).then(() => child.kill('SIGKILL'));
    said += 1;
  });
  const [[, signal]] = await Promise.all([ended, once(lines, 'close')]);
  return signal === 'SIGKILL';
}

async function countUnreadable(engine: EngineWith<[ReturnType<typeof bookmarks>]>, learners: readonly string[]): Promise<number> {
  const found = engine.repositories['bookmarks' as 'users'].find({ user_id: { $in: learners } }, { reach: 'all' });
  for await (const _ of found);
  return found.leftOut;
}

function isAsExpected(document: Document, comments: ReadonlyMap<string, string>, marked: ReadonlyMap<string, string>): boolean {
  const key = `${document['user_id']} ${document['topic']}`;
  const note = marked.get(key) ?? comments.get(key);
  return document['note'] === note && `comment ${document['answers']}` === comments.get(key);
}
