/**
 * A client to be killed: records answers by several writers at once, to each of which a module reacts, and names each on its output once the engine
 * has acknowledged it. The argument is `WriterOrders` as JSON.
 */
import { writeSync } from 'node:fs';
import { createEngine } from 'adaptive-learning-engine';
import { MongoClient } from 'mongodb';
import { visits } from './visits.js';
import { writerAnswer } from './writer-answer.js';
import type { WriterOrders } from './writer-client.js';

const { uri, database, writers } = JSON.parse(process.argv[2] as string) as WriterOrders;
const client = await MongoClient.connect(uri, { socketTimeoutMS: 30_000 });
const engine = await createEngine({ db: client.db(database), tuning: 'manual', modules: [visits] });
await Promise.all(
  writers.map(async ({ from, ...writer }) => {
    const learner = engine.as({ userId: writer.userId, role: 'learner' });
    for (let n = from; ; n += 1) {
      const answer = writerAnswer(writer, n);
      await learner.recordAnswer(answer);
      // Straight to the pipe: what is written is with the parent, whatever becomes of this process a moment later.
      writeSync(1, `${answer.event_id}\n`);
    }
  }),
);
