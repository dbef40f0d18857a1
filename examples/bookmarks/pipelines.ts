import { definePipelineOf, fields } from 'adaptive-learning-engine/modules';
import { z } from 'zod';
import { bookmarks } from './bookmarks.js';

/** Fewer learners than this could be recognised. */
const LEAST_LEARNERS = 5;

export const bookmarksByTopic = definePipelineOf(bookmarks, {
  name: 'bookmarks_by_topic',
  question: 'How many concepts of each topic has the learner marked?',
  scope: 'learner',
  index: 'identity',
  resultSize: { rows: 1_000 },
  cacheMinutes: 5,
  params: z.strictObject({ user_id: fields.userId }),
  example: { user_id: 'ada' },
  row: z.strictObject({ subject: fields.name, topic: fields.name, bookmarks: fields.count }),
  stages: ({ user_id }, ref) => [
    { $match: { user_id } },
    { $group: { _id: { subject: ref('subject'), topic: ref('topic') }, bookmarks: { $sum: 1 } } },
    { $project: { _id: 0, subject: '$_id.subject', topic: '$_id.topic', bookmarks: 1 } },
    { $sort: { bookmarks: -1, subject: 1, topic: 1 } },
  ],
});

export const mostMarkedConcepts = definePipelineOf(bookmarks, {
  name: 'most_marked_concepts',
  question: 'Which concepts of a subject have most learners marked?',
  scope: 'platform',
  index: 'concepts',
  resultSize: { rows: 100 },
  params: z.strictObject({ subject: fields.name }),
  example: { subject: 'Algebra' },
  row: z.strictObject({ topic: fields.name, concept: fields.name, learners: fields.count }),
  stages: ({ subject }, ref) => [
    { $match: { subject } },
    { $group: { _id: { topic: ref('topic'), concept: ref('concept') }, learners: { $sum: 1 } } },
    { $match: { learners: { $gte: LEAST_LEARNERS } } },
    { $project: { _id: 0, topic: '$_id.topic', concept: '$_id.concept', learners: 1 } },
    { $sort: { learners: -1, topic: 1, concept: 1 } },
    { $limit: 100 },
  ],
});
