/** A process to be killed: migrates a database, and says on its output how far it is. The arguments are the address and the database. */
import { writeSync } from 'node:fs';
import { createEngine } from 'adaptive-learning-engine';
import { MongoClient } from 'mongodb';
import { bookmarks } from '../../examples/bookmarks/module.js';

const [uri = '', database = '', leaseMs = '1000'] = process.argv.slice(2);
const client = await MongoClient.connect(uri, { socketTimeoutMS: 30_000 });
const engine = await createEngine({ db: client.db(database), tuning: 'manual', modules: [bookmarks()] });
writeSync(1, 'begins\n');
await engine.migrate({ leaseMs: Number(leaseMs) }, { onProgress: ({ done }) => void writeSync(1, `${done}\n`) });
await client.close();
