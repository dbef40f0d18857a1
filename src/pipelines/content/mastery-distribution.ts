import { z } from 'zod';
import { conceptId } from '../../collections/index.js';
import { fields } from '../../schema/index.js';
import { definePipeline } from '../define-pipeline.js';
import { behind, pageLimit } from '../paging.js';
import { leastCounted, markSmallGroups, notOf, unlessSuppressed, without } from '../privacy.js';
import { checkPart, conceptOf, partOfCurriculum, withinPart } from './part-of-curriculum.js';

const PAGE = { key: ['subject', 'topic', 'concept'], defaultSize: 1_000, maxSize: 5_000 } as const;
const DEFAULT_BINS = 10;

/**
 * The distribution of each concept's mastery over the learners who have practised it: their number, the mean, and the number in each of `bins` equal
 * parts of 0 to 1.
 *
 *     bin(level) = min(bins − 1, ⌊level · bins⌋)
 *
 * A concept that fewer than `least_learners` learners (10 by default) have practised has `suppressed: true` and no figures. Each page recomputes
 * everything after the previous page.
 */
export const masteryDistribution = definePipeline({
  name: 'mastery_distribution',
  question: 'how well is each concept known, and by how many learners?',
  scope: 'platform',
  collection: 'content_mastery',
  index: 'topic_mastery',
  resultSize: { page: PAGE },
  cacheMinutes: 360,
  params: z
    .strictObject({
      ...partOfCurriculum,
      without,
      bins: z.int().min(2).max(20).default(DEFAULT_BINS),
      least_learners: leastCounted,
      after: conceptId.optional(),
      limit: pageLimit(PAGE),
    })
    .superRefine(checkPart),
  example: {},
  row: z.strictObject({
    ...conceptId.shape,
    suppressed: z.boolean(),
    learners: fields.count.nullable(),
    mean_mastery: fields.unitInterval.nullable(),
    /** The number of learners per part, from the lowest mastery to the highest. */
    bins: z.array(fields.count).nullable(),
  }),
  stages: ({ subject, topic, without: left, bins, least_learners, after, limit }, ref) => {
    const level = ref('mastery_tracking.current_mastery_level');
    const inBin = { $filter: { input: '$found', cond: { $eq: ['$$this.bin', '$$bin'] } } };
    return [
      { $match: { ...withinPart({ subject, topic }), ...notOf(left), ...(after === undefined ? {} : behind(after, PAGE.key)) } },
      // First by bin, so that a concept holds twenty numbers at most, and not one for each learner.
      {
        $group: {
          _id: { ...conceptOf(ref), bin: { $min: [bins - 1, { $toInt: { $floor: { $multiply: [level, bins] } } }] } },
          learners: { $sum: 1 },
          levels: { $sum: level },
        },
      },
      {
        $group: {
          _id: { subject: '$_id.subject', topic: '$_id.topic', concept: '$_id.concept' },
          learners: { $sum: '$learners' },
          levels: { $sum: '$levels' },
          found: { $push: { bin: '$_id.bin', learners: '$learners' } },
        },
      },
      { $replaceWith: { $mergeObjects: ['$_id', { learners: '$learners', levels: '$levels', found: '$found' }] } },
      { $sort: { subject: 1, topic: 1, concept: 1 } },
      { $limit: limit },
      markSmallGroups(least_learners),
      {
        $project: {
          subject: 1,
          topic: 1,
          concept: 1,
          suppressed: 1,
          learners: unlessSuppressed('$learners'),
          // A sum of halves of sums may end a hair above its bound.
          mean_mastery: unlessSuppressed({ $min: [1, { $divide: ['$levels', '$learners'] }] }),
          bins: unlessSuppressed({
            $map: { input: { $range: [0, bins] }, as: 'bin', in: { $sum: { $map: { input: inBin, in: '$$this.learners' } } } },
          }),
        },
      },
    ];
  },
});
