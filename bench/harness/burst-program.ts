/** A process with an engine of its own: each line of input is a burst of answers, each line of output what became of them. */
import { createInterface } from 'node:readline';
import { createEngine } from 'adaptive-learning-engine';
import { MongoClient } from 'mongodb';
import { burst, textOf } from './burst.js';

const [uri = '', database = ''] = process.argv.slice(2);
const client = await MongoClient.connect(uri);
const engine = await createEngine({ db: client.db(database), tuning: 'manual' });
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const { userId, answers } = JSON.parse(line);
  console.log(JSON.stringify((await burst(engine, userId, answers)).map(textOf)));
}
await client.close();
