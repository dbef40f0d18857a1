/**
 * A client to be killed: records answers by many writers at once, and names each on its output as soon as, and only when, the engine
 * has acknowledged it. It goes on until its input ends. The argument is `WriterOrders` as JSON.
 */
import { writeSync } from 'node:fs';
import { createEngine } from 'adaptive-learning-engine';
import { MongoClient } from 'mongodb';
import { writerAnswer } from './writer-answer.js';
import type { WriterOrders } from './writer-client.js';

const { uri, database, writers } = JSON.parse(process.argv[2] as string) as WriterOrders;
const client = await MongoClient.connect(uri);
const engine = await createEngine({ db: client.db(database), tuning: 'manual' });
let writing = true;
process.stdin.once('end', () => {
  writing = false;
});
process.stdin.resume();

// Straight to the pipe: what is written is with the parent, whatever becomes of this process a moment later.
const tell = (word: string, eventId: string, detail = '') => void writeSync(1, `${word} ${eventId} ${detail}\n`);

await Promise.all(
  writers.map(async ({ from, ...writer }) => {
    const learner = engine.as({ userId: writer.userId, role: 'learner' });
    for (let n = from; writing; n += 1) {
      const answer = writerAnswer(writer, n);
      try {
        await learner.recordAnswer(answer);
        tell('acknowledged', answer.event_id);
      } catch (error) {
        tell('refused', answer.event_id, describeError(error));
      }
    }
  }),
);
await client.close();

function describeError(error: unknown): string {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return `${String(code)}: ${String(error)}${cause === undefined ? '' : `, from ${String(cause)}`}`;
}
