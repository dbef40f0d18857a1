/** A process that rolls up everything and says of each day that it is done; made to be killed. */
import { createEngine } from 'adaptive-learning-engine';
import { MongoClient } from 'mongodb';

const [uri = '', database = ''] = process.argv.slice(2);
const client = await MongoClient.connect(uri);
const engine = await createEngine({ db: client.db(database) });
await engine.rollUp({}, { onProgress: ({ day }) => console.log(day.toISOString()) });
await client.close();
