import { z } from 'zod';
import { conceptId } from '../../collections/index.js';
import { fields } from '../../schema/index.js';
import { definePipeline } from '../define-pipeline.js';
import { behind, pageLimit } from '../paging.js';
import { leastCounted, notOf, without } from '../privacy.js';
import { checkPart, conceptOf, partOfCurriculum, withinPart } from './part-of-curriculum.js';

const PAGE = { key: ['mean_mastery', 'subject', 'topic', 'concept'], defaultSize: 50, maxSize: 1_000 } as const;

/**
 * The concepts with the lowest mean mastery, hardest first; ties are sorted by name.
 *
 * `mastered_share` is the share of learners above `mastered_above`, and `success_rate` the share of right answers, null without answers. Concepts
 * that fewer than `least_learners` learners (10 by default) have practised are left out.
 */
export const hardestConcepts = definePipeline({
  name: 'hardest_concepts',
  question: 'which concepts are the hardest?',
  scope: 'platform',
  collection: 'content_mastery',
  index: 'topic_mastery',
  resultSize: { page: PAGE },
  cacheMinutes: 360,
  params: z
    .strictObject({
      ...partOfCurriculum,
      without,
      mastered_above: fields.unitInterval,
      least_learners: leastCounted,
      after: conceptId.extend({ mean_mastery: fields.unitInterval }).optional(),
      limit: pageLimit(PAGE),
    })
    .superRefine(checkPart),
  example: { mastered_above: 0.8 },
  row: z.strictObject({
    ...conceptId.shape,
    learners: fields.count,
    mean_mastery: fields.unitInterval,
    mastered_share: fields.unitInterval,
    answers: fields.count,
    success_rate: fields.unitInterval.nullable(),
  }),
  stages: ({ subject, topic, without: left, mastered_above, least_learners, after, limit }, ref) => {
    const level = ref('mastery_tracking.current_mastery_level');
    return [
      { $match: { ...withinPart({ subject, topic }), ...notOf(left) } },
      {
        $group: {
          _id: conceptOf(ref),
          learners: { $sum: 1 },
          mean_mastery: { $avg: level },
          mastered: { $sum: { $cond: [{ $gt: [level, mastered_above] }, 1, 0] } },
          answers: { $sum: ref('evidence.answers') },
          correct: { $sum: ref('evidence.correct') },
        },
      },
      { $match: { learners: { $gte: least_learners } } },
      { $replaceWith: { $mergeObjects: ['$_id', '$$ROOT'] } },
      ...(after === undefined ? [] : [{ $match: behind(after, PAGE.key) }]),
      { $sort: { mean_mastery: 1, subject: 1, topic: 1, concept: 1 } },
      { $limit: limit },
      {
        $project: {
          _id: 0,
          subject: 1,
          topic: 1,
          concept: 1,
          learners: 1,
          mean_mastery: 1,
          mastered_share: { $divide: ['$mastered', '$learners'] },
          answers: 1,
          success_rate: { $cond: [{ $eq: ['$answers', 0] }, null, { $divide: ['$correct', '$answers'] }] },
        },
      },
    ] as const;
  },
});
