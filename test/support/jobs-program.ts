/**
 * A process that runs a job under its lease and says how it ended; with `start`, runs it on its schedule until it is killed. `hold` stops
 * it inside a run, with the lease in its hand, for a kill.
 */
import { createEngine } from 'adaptive-learning-engine';
import { MongoClient } from 'mongodb';

const [uri = '', database = '', leaseMs = '60000', mode = ''] = process.argv.slice(2);
const client = await MongoClient.connect(uri, { monitorCommands: true });
const engine = await createEngine({ db: client.db(database), tuning: 'manual' });
let holds = mode === 'hold';
client.on('commandStarted', ({ commandName, command }) => {
  if (!holds) return;
  if (commandName === 'aggregate' || commandName === 'distinct' || (commandName === 'find' && command['find'] !== 'watermarks')) {
    console.log('inside');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
  }
});
if (mode === 'start') {
  engine.jobs.start({ only: ['rollUp'], everyMinutes: { rollUp: 0.01 }, leaseMs: Number(leaseMs) });
  // A line from outside holds the next run.
  process.stdin.on('data', () => {
    holds = true;
  });
  console.log('started');
} else {
  const run = await engine.jobs.run('rollUp', { leaseMs: Number(leaseMs) });
  console.log(run.outcome);
  await engine.close();
  await client.close();
}
