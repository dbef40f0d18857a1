/**
 * A client to be killed: imports answers, and says on its output how many are stored as soon as, and only when, the engine has said so.
 * The argument is `ImportOrders` as JSON.
 */
import { writeSync } from 'node:fs';
import { createEngine } from 'adaptive-learning-engine';
import { MongoClient } from 'mongodb';
import { type ImportOrders, importedAnswers } from './import-orders.js';

const orders = JSON.parse(process.argv[2] as string) as ImportOrders;
const client = await MongoClient.connect(orders.uri);
const engine = await createEngine({ db: client.db(orders.database), tuning: 'manual' });
// Straight to the pipe: what is written is with the parent, whatever becomes of this process a moment later.
await engine.recordAnswers(importedAnswers(orders), { onProgress: ({ recorded }) => void writeSync(1, `recorded ${recorded}\n`) });
await client.close();
