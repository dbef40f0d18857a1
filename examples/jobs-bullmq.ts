import type { Engine } from 'adaptive-learning-engine';
import { type ConnectionOptions, Queue, Worker } from 'bullmq';

/** Runs every job on a schedule of BullMQ. Returns a function that stops this process. */
export async function scheduleJobs(engine: Engine, connection: ConnectionOptions, every = 900_000) {
  const jobs = await engine.jobs.list();
  const queue = new Queue('learning', { connection });
  for (const { name } of jobs) await queue.upsertJobScheduler(name, { every }, { name });
  const worker = new Worker('learning', (due) => engine.jobs.run(due.name as (typeof jobs)[0]['name']), { connection });
  return async () => {
    await worker.close();
    await queue.close();
  };
}
