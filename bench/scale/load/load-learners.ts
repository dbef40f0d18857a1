import type { MongoClient } from 'mongodb';
import type { HistoryTemplates } from '../histories/history-templates.js';
import { BulkInserter } from './bulk-inserter.js';
import { type LearnerRange, printLearners } from './print-learners.js';

/** Learners between two entries in the books, unless an order says otherwise. */
const RANGE = 400;
/** Enough to keep the server busy while the next documents are made. */
const CONNECTIONS = 3;
/** Counts up when the same seed would give other documents. */
const GENERATOR = 1;
const BOOKS = 'bench_ranges';

/** What the learners are made from. */
export interface LoadOrder {
  readonly uri: string;
  readonly database: string;
  readonly learners: number;
  /** What they are printed from; lives that were made for another database serve again. */
  readonly lives: HistoryTemplates;
  /** Learners between two entries in the books: what an interrupted load does again at most, for each connection. */
  readonly range?: number;
  readonly onProgress: (done: LoadProgress) => void;
}

export interface LoadProgress {
  readonly learners: number;
  /** In this run. */
  readonly documents: number;
  readonly bytes: number;
}

/**
 * Fills a database with learners, several ranges of them at once; each finished range is entered in the books, and a range that is there is
 * left out, so that a load that was interrupted goes on. No index but MongoDB's own is there meanwhile.
 *
 * @returns what this run has inserted
 */
export async function loadLearners(client: MongoClient, { lives, ...order }: LoadOrder): Promise<LoadProgress> {
  const books = client.db(order.database).collection<{ _id: string; made?: string }>(BOOKS);
  const made = JSON.stringify({ generator: GENERATOR, seed: lives.seed, now: lives.now });
  const before = await books.findOneAndUpdate({ _id: 'made' }, { $setOnInsert: { made } }, { upsert: true, returnDocument: 'after' });
  if (before?.made !== made) throw new Error(`${order.database} was made otherwise (${before?.made}); start over with --fresh`);

  const finished = new Set((await books.find().toArray()).map(({ _id }) => _id));
  const waiting = rangesOf(order.learners, order.range ?? RANGE).filter((range) => !finished.has(entryOf(range)));
  let learners = order.learners - waiting.reduce((sum, { from, to }) => sum + to - from, 0);
  let documents = 0;
  let bytes = 0;
  const work = async () => {
    await using inserter = await BulkInserter.open(order.uri);
    for (let range = waiting.shift(); range !== undefined; range = waiting.shift()) {
      for (const batch of printLearners(lives, range)) {
        await inserter.insert(order.database, batch.collection, batch.bytes);
        documents += batch.documents;
        bytes += batch.bytes.length;
        order.onProgress({ learners, documents, bytes });
      }
      // The journal keeps the order of writes: once this one is safe, so is the range.
      await books.insertOne({ _id: entryOf(range) }, { writeConcern: { w: 'majority', journal: true } });
      learners += range.to - range.from;
    }
  };
  const working = Array.from({ length: CONNECTIONS }, () =>
    work().catch((error: unknown) => {
      // The others come to the end of their range and take no other.
      waiting.length = 0;
      throw error;
    }),
  );
  const failed = (await Promise.allSettled(working)).find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return { learners, documents, bytes };
}

function rangesOf(learners: number, range: number): LearnerRange[] {
  return Array.from({ length: Math.ceil(learners / range) }, (_, n) => ({ from: n * range, to: Math.min(learners, (n + 1) * range) }));
}

function entryOf({ from, to }: LearnerRange): string {
  return `${from}-${to}`;
}
