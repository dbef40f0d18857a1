/** A process that runs a job under its lease and says what came of it; with `start`, runs all jobs until it is killed. */
import { createEngine } from 'adaptive-learning-engine';
import { MongoClient } from 'mongodb';

const [uri = '', database = '', leaseMs = '60000', hold = ''] = process.argv.slice(2);
const client = await MongoClient.connect(uri, { monitorCommands: true });
const engine = await createEngine({ db: client.db(database), tuning: 'manual' });
// Holds the job at its first read of the log, for a process that is to be killed with the lease in its hand.
if (hold === 'hold') {
  client.on('commandStarted', ({ commandName, command }) => {
    if (commandName === 'aggregate' || commandName === 'distinct' || (commandName === 'find' && command['find'] !== 'watermarks')) {
      console.log('inside');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
    }
  });
}
const run = await engine.jobs.run('rollUp', { leaseMs: Number(leaseMs) });
console.log(run.outcome);
await engine.close();
await client.close();
