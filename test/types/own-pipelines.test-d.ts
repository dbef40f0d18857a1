import { createEngine } from 'adaptive-learning-engine';
import type { Db } from 'mongodb';
import { expectTypeOf, test } from 'vitest';
import { answersBySubject } from '../../examples/own-pipeline.js';

declare const db: Db;
const since = new Date();
const until = new Date();

test('an own pipeline is asked by its name, with its params and rows', async () => {
  const engine = await createEngine({ db, pipelines: [answersBySubject] });
  const learner = engine.as({ userId: 'ada', role: 'learner' });
  const { rows } = await learner.query('answers_by_subject', { since, until });
  expectTypeOf(rows).toEqualTypeOf<readonly { subject: string; answers: number }[]>();
  // @ts-expect-error a param is missing
  void learner.query('answers_by_subject', { since });
  // @ts-expect-error who it is about is not for the params to say
  void learner.query('answers_by_subject', { user_id: 'grace', since, until });
  // @ts-expect-error it is about one learner
  void engine.query('answers_by_subject', { since, until });
  // @ts-expect-error nobody knows it
  void learner.query('answers_by_subjects', { since, until });
  void engine.query('active_learners', { since, until });
});

test('an engine that was not told of it does not know it', async () => {
  const engine = await createEngine({ db });
  // @ts-expect-error unknown there
  void engine.as({ userId: 'ada', role: 'learner' }).query('answers_by_subject', { since, until });
});
