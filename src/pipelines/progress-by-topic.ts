import { z } from 'zod';
import { fields } from '../collections/index.js';
import { definePipeline } from './define-pipeline.js';

/** How far a learner has come in each topic: concepts seen, mastered and due, and the mean mastery. */
export const progressByTopic = definePipeline({
  name: 'progress_by_topic',
  answers: 'how far has this learner come, topic by topic?',
  scope: 'learner',
  collection: 'content_mastery',
  index: 'user_subject',
  extent: { rows: 5_000 },
  cacheMinutes: 15,
  params: z.strictObject({
    user_id: fields.uuid,
    subject: fields.name.optional(),
    at: fields.instant,
    mastered_above: fields.unitInterval,
  }),
  row: z.strictObject({
    subject: fields.name,
    topic: fields.name,
    concepts_seen: fields.count,
    concepts_mastered: fields.count,
    concepts_due: fields.count,
    mean_mastery: fields.unitInterval,
    answers: fields.count,
    last_practiced_date: fields.instant,
  }),
  stages: ({ user_id, subject, at, mastered_above }, ref) => [
    { $match: { user_id, ...(subject === undefined ? {} : { subject }) } },
    {
      $group: {
        _id: { subject: ref('subject'), topic: ref('topic') },
        concepts_seen: { $sum: 1 },
        concepts_mastered: { $sum: { $cond: [{ $gt: [ref('mastery_tracking.current_mastery_level'), mastered_above] }, 1, 0] } },
        concepts_due: { $sum: { $cond: [{ $lte: [ref('spaced_repetition_data.next_review_date'), at] }, 1, 0] } },
        mean_mastery: { $avg: ref('mastery_tracking.current_mastery_level') },
        answers: { $sum: ref('evidence.answers') },
        last_practiced_date: { $max: ref('mastery_tracking.last_practiced_date') },
      },
    },
    { $replaceWith: { $mergeObjects: ['$_id', '$$ROOT'] } },
    { $unset: '_id' },
    { $sort: { subject: 1, topic: 1 } },
  ],
});
