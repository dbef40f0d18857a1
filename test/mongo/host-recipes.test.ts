import { randomUUID } from 'node:crypto';
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { Engine } from 'adaptive-learning-engine';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { openEngine, teacherView } from '../../examples/caller-reach.js';
import { ENGINE, engineModule } from '../../examples/nest-module.js';
import { openDatabase } from '../support/database.js';
import { refusalOf } from '../support/refusal.js';

const answer = () => ({
  event_id: randomUUID(),
  subject: 'Algebra',
  topic: 'Lines',
  concept: 'Slope',
  correct: true,
  response_time_seconds: 9,
});
const profile = { timezone: 'Europe/Zurich' };

test('examples/caller-reach.ts: a teacher sees the pupils of their groups, and no longer those who left', async () => {
  await using database = await openDatabase();
  const pupils = new Set(['ada', 'bob']);
  const engine = await openEngine(database.db, {
    hasPupil: async (teacherId, userId) => teacherId === 'teacher-1' && pupils.has(userId),
    pupilsOf: async (teacherId) => (teacherId === 'teacher-1' ? [...pupils] : []),
  });
  onTestFinished(() => engine.close());
  await engine.setup();
  for (const user_id of ['ada', 'bob', 'eve']) {
    await engine.createLearner({ user_id, profile });
    await engine.as({ userId: user_id, role: 'learner' }).recordAnswer(answer());
  }
  const session = { userId: 'teacher-1' };
  expect(await teacherView(engine, session, 'ada')).toMatchObject({
    mastery: [{ concept: 'Slope' }],
    hardest: [{ concept: 'Slope', learners: 2 }],
  });
  expect((await refusalOf(teacherView(engine, session, 'eve'))).code).toBe('not_found');
  pupils.delete('ada');
  expect((await refusalOf(teacherView(engine, session, 'ada'))).code).toBe('not_found');
  expect((await refusalOf(teacherView(engine, { userId: 'stranger' }, 'bob'))).code).toBe('not_found');
});

test('examples/nest-module.ts: Nest injects one engine, and closes it at shutdown', async () => {
  await using database = await openDatabase();
  const app = await NestFactory.createApplicationContext(engineModule(database.db), { logger: false });
  const engine = app.get<Engine>(ENGINE);
  await engine.setup();
  await engine.createLearner({ user_id: 'ada', profile });
  expect(app.get<Engine>(ENGINE)).toBe(engine);
  await app.close();
  expect((await refusalOf(engine.setup())).code).toBe('closed');
});

test('examples/serverless-handler.ts: invocations share one engine, and a failed opening is tried again', async () => {
  const uri = new URL(inject('mongoUri'));
  uri.pathname = `/serverless_${randomUUID()}`;
  const { handler, nightly } = await import('../../examples/serverless-handler.js');
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.stubEnv('MONGODB_URI', '');
  expect((await refusalOf(handler({ userId: 'ada', answer: answer() }))).code).toBe('invalid_input');
  vi.stubEnv('MONGODB_URI', uri.href);
  expect((await refusalOf(handler({ userId: 'ada', answer: answer() }))).code).toBe('setup_required');
  const { createEngine } = await import('adaptive-learning-engine');
  const engine = await createEngine({ uri: uri.href, tuning: 'manual' });
  onTestFinished(() => engine.close());
  await engine.setup();
  await engine.createLearner({ user_id: 'ada', profile });
  const first = answer();
  expect(await handler({ userId: 'ada', answer: first })).toEqual(await handler({ userId: 'ada', answer: first }));
  await nightly();
  const runs: string[] = (await engine.jobs.list()).filter(({ endedAt }) => endedAt !== null).map(({ name }) => name);
  expect(runs).toEqual(expect.arrayContaining(['rollUp', 'aggregateEmotions', 'closeIdleSessions', 'tune']));
});
