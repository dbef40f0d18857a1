import { MongoBackend } from '@agendajs/mongo-backend';
import type { Engine } from 'adaptive-learning-engine';
import { Agenda } from 'agenda';

/** Runs every job on a schedule of Agenda, which stores it in MongoDB. Returns a function that stops this process. */
export async function scheduleJobs(engine: Engine, address: string, every = '15 minutes') {
  const agenda = new Agenda({ backend: new MongoBackend({ address, collection: 'agenda_jobs' }) });
  const jobs = await engine.jobs.list();
  for (const { name } of jobs) agenda.define(name, () => engine.jobs.run(name));
  await agenda.start();
  for (const { name } of jobs) await agenda.every(every, name);
  return () => agenda.stop();
}
