import { z } from 'zod';
import { fields } from '../../schema/index.js';
import { definePipeline } from '../define-pipeline.js';
import { MARCH } from '../examples.js';
import { checkSpan, span } from '../params.js';
import { leastCounted, markSmallGroups, notOf, unlessSuppressed, without } from '../privacy.js';
import { checkUtcDays } from './utc-days.js';

/**
 * The exact number of learners with a session in a span of UTC days. Each learner is counted once, even with sessions on several days. The query
 * reads an index and uses no approximation.
 *
 * With fewer than `least_learners` learners (10 by default), including none, `suppressed` is true and `active_learners` is null. Counts are exact, so
 * a reader can derive small differences from two spans that differ by a day, or from the current span at two times. Show it only to people who may
 * know this, or use spans that do not overlap.
 *
 * The stages do not use `ref`, so the index covers the query: the engine creates these documents from validated sessions.
 */
export const activeLearners = definePipeline({
  name: 'active_learners',
  question: 'how many different learners studied in this span?',
  scope: 'platform',
  collection: 'learner_usage_days',
  materializedBy: 'rollUp',
  index: 'day_user',
  resultSize: { rows: 1 },
  cacheMinutes: 360,
  targetMs: 1000,
  params: z
    .strictObject({ ...span, without, least_learners: leastCounted })
    .superRefine(checkSpan())
    .superRefine(checkUtcDays),
  example: MARCH,
  row: z.strictObject({ suppressed: z.boolean(), active_learners: fields.count.nullable() }),
  stages: ({ since, until, without: left, least_learners }) => [
    { $match: { day: { $gte: since, $lt: until }, ...notOf(left) } },
    { $group: { _id: '$user_id' } },
    { $group: { _id: null, learners: { $sum: 1 } } },
    // A span without learners has an answer too.
    { $unionWith: { pipeline: [{ $documents: [{ learners: 0 }] }] } },
    { $group: { _id: null, learners: { $max: '$learners' } } },
    markSmallGroups(least_learners),
    { $project: { _id: 0, suppressed: 1, active_learners: unlessSuppressed('$learners') } },
  ],
});
