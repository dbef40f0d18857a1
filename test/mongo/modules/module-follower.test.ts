import { createEngine } from 'adaptive-learning-engine';
import { COLLECTIONS } from 'adaptive-learning-engine/collections';
import { defineModule, moduleFollower } from 'adaptive-learning-engine/modules';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { refusalOf } from '../../support/refusal.js';
import { DAY } from '../../support/stopped-clock.js';
import { answerIn, openSession, openTutor, type Tutor } from '../../support/tutor.js';

let tutor: Tutor;
beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());

/** How many answers each learner has, counted again whenever something new was recorded of them. */
function answerCounts(counts: Map<string, number>) {
  const count = moduleFollower({
    summary: 'Counts the answers of learners of whom something was recorded.',
    everyMinutes: 60,
    unit: 'learners',
    pageMs: DAY,
    begin: (context) => {
      const seen = new Set<string>();
      return {
        async page({ since, until }, progress) {
          const recorded_at = { $gte: since ?? new Date(0), $lt: until };
          const events = context.read(COLLECTIONS.learning_events);
          for await (const { user_id } of events.find({ recorded_at }, { reach: 'all', fields: ['user_id'] })) {
            if (seen.has(user_id)) continue;
            counts.set(user_id, await events.count({ user_id, type: 'answer' }));
            seen.add(user_id);
            progress(seen.size);
          }
        },
        report: (recordedBefore) => ({ learners: seen.size, recordedBefore }),
      };
    },
  });
  return defineModule({ name: 'counts', summary: 'Counts answers.', jobs: { count } });
}

test('a module follows the log by the loop that the core follows it by', async () => {
  const counts = new Map<string, number>();
  const engine = await createEngine({ db: tutor.db, clock: tutor.clock.read, tuning: 'manual', modules: [answerCounts(counts)] });
  onTestFinished(() => engine.close());
  await engine.setup();
  const learner = await tutor.newLearner();
  const session_id = await openSession(learner);
  for (let n = 0; n < 3; n += 1) await learner.recordAnswer(answerIn(session_id));
  tutor.clock.forward(DAY);
  const told: number[] = [];
  const run = await engine.jobs.run('counts.count', { onProgress: ({ done }) => told.push(done) });
  expect(run).toMatchObject({ outcome: 'done', report: { learners: 1 } });
  if (run.outcome === 'done') expect(run.report.recordedBefore.getTime()).toBeLessThan(tutor.clock.read().getTime());
  expect([...counts.values()]).toEqual([3]);
  expect(told).toContain(1);
  const status = (await engine.jobs.list()).find(({ name }) => name === 'counts.count');
  expect(status).toMatchObject({ failures: 0, recordedBefore: expect.any(Date) as Date, lagMs: expect.any(Number) as number });

  // What is sure is not read again; what is new is.
  tutor.clock.forward(DAY);
  counts.clear();
  expect(await engine.jobs.run('counts.count')).toMatchObject({ report: { learners: 0 } });
  const later = await openSession(learner);
  await learner.recordAnswer(answerIn(later));
  await engine.jobs.run('counts.count');
  expect([...counts.values()]).toEqual([4]);
});

test.each([
  ['unit', { unit: 'so many things' }],
  ['pageMs', { pageMs: 0 }],
  ['lateWritesMs', { lateWritesMs: -1 }],
  ['everyMinutes', { everyMinutes: 0 }],
  ['begin', { begin: 7 }],
])('a follower with an odd %s is refused when the engine is made', async (part, odd) => {
  const { jobs, ...module } = answerCounts(new Map());
  const modules = [{ ...module, jobs: { count: { ...jobs.count, ...odd } } }];
  expect(await refusalOf(createEngine({ db: tutor.db, modules: modules as never }))).toMatchObject({
    where: `createEngine.modules.counts.jobs.count.${part}`,
  });
});
