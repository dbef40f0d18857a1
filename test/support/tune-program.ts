/** A process that tunes and stops at one point, for a kill: in a phase of the fit, or before a command to the server is sent. */
import { createEngine } from 'adaptive-learning-engine';
import { MongoClient } from 'mongodb';

const [uri = '', database = '', now = '', holdAt = ''] = process.argv.slice(2);
const hold = (at: string) => {
  if (at !== holdAt) return;
  console.log('inside');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
};
const client = await MongoClient.connect(uri, { monitorCommands: true });
client.on('commandStarted', ({ commandName, command }) => {
  const isWrite = commandName === 'insert' || commandName === 'update';
  hold(isWrite ? String(command[commandName]) : commandName);
});
const engine = await createEngine({ db: client.db(database), clock: () => new Date(now), tuning: 'manual', predictor: 'logistic' });
const { outcome } = await engine.tune({ onProgress: ({ phase }) => hold(phase) });
console.log(outcome);
await client.close();
