import { definePipeline } from 'adaptive-learning-engine/pipelines';
import { z } from 'zod';

/**
 * A custom query: how many answers a learner gave to each subject in a span of time. The engine validates it when
 * it is created. You run it by name, with typed params and rows, like the built-in queries.
 *
 * @example
 * const engine = await createEngine({ db, pipelines: [answersBySubject] });
 * const { rows } = await engine.as({ userId, role: 'learner' }).query('answers_by_subject', { since, until });
 */
export const answersBySubject = definePipeline({
  name: 'answers_by_subject',
  question: 'How many answers did the learner give to each subject?',
  scope: 'learner',
  collection: 'learning_events',
  index: 'user_time',
  resultSize: { rows: 1_000 },
  cacheMinutes: 5,
  params: z.strictObject({ user_id: z.string(), since: z.date(), until: z.date() }),
  example: { user_id: 'ada', since: new Date('2026-03-01T00:00:00Z'), until: new Date('2026-04-01T00:00:00Z') },
  row: z.strictObject({ subject: z.string(), answers: z.int() }),
  stages: ({ user_id, since, until }, ref) => [
    { $match: { user_id, type: 'answer', occurred_at: { $gte: since, $lt: until } } },
    { $group: { _id: ref('answer.subject'), answers: { $sum: 1 } } },
    { $project: { _id: 0, subject: '$_id', answers: 1 } },
    { $sort: { answers: -1, subject: 1 } },
  ],
});
