import { z } from 'zod';
import { fields } from '../../schema/index.js';
import { definePipeline } from '../define-pipeline.js';
import { notOf, without } from '../privacy.js';

/** All answers of all learners, without undone ones, sorted by learner and time, with the fields that a fit needs. */
export const answerLog = definePipeline({
  name: 'answer_log',
  question: 'what are all answers of all learners, by learner and time?',
  scope: 'internal',
  collection: 'learning_events',
  index: 'user_time',
  resultSize: { rows: Number.POSITIVE_INFINITY },
  params: z.strictObject({
    /** Only learners after this one; to resume an export, pass the last learner that was read completely. */
    after: z.union([fields.userId, z.literal('')]),
    since: fields.instant.optional(),
    until: fields.instant.optional(),
    subject: fields.name.optional(),
    /** Only answers of these learners; all if not given. */
    among: z.array(fields.userId).optional(),
    without,
  }),
  example: { after: '' },
  row: z.strictObject({
    user_id: fields.userId,
    event_id: fields.storedEventId,
    occurred_at: fields.instant,
    day: z.int(),
    subject: fields.name,
    topic: fields.name,
    concept: fields.name,
    /** The app's id of the question, if any. */
    item_id: fields.name.optional(),
    /** The recorded difficulty of the question, if any. */
    difficulty_level: fields.unitInterval.optional(),
    rating: z.literal([1, 2, 3, 4]),
    correct: z.boolean(),
  }),
  stages: ({ after, since, until, subject, among, without: left }, ref) => [
    {
      $match: {
        user_id: { $gt: after, ...notOf(left).user_id, ...(among === undefined ? {} : { $in: among }) },
        type: 'answer',
        undone_at: { $exists: false },
        ...(since === undefined && until === undefined
          ? {}
          : { occurred_at: { ...(since === undefined ? {} : { $gte: since }), ...(until === undefined ? {} : { $lt: until }) } }),
        ...(subject === undefined ? {} : { 'answer.subject': subject }),
      },
    },
    { $sort: { user_id: 1, occurred_at: 1 } },
    {
      $project: {
        _id: 0,
        user_id: 1,
        event_id: 1,
        occurred_at: 1,
        day: ref('day'),
        subject: ref('answer.subject'),
        topic: ref('answer.topic'),
        concept: ref('answer.concept'),
        item_id: ref('answer.item_id'),
        difficulty_level: ref('answer.difficulty_level'),
        rating: ref('answer.rating'),
        correct: ref('answer.correct'),
      },
    },
  ],
});
