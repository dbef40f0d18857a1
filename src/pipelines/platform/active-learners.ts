import { z } from 'zod';
import { fields } from '../../schema/index.js';
import { definePipeline } from '../define-pipeline.js';
import { MARCH } from '../examples.js';
import { checkSpan, span } from '../params.js';
import { leastCounted, markSmallGroups, notOf, unlessSuppressed, without } from '../privacy.js';
import { checkUtcDays } from './utc-days.js';

/**
 * Exactly how many learners had a session in a span of UTC days. Learners of single days cannot be added up, since one may have come on
 * several; so each is counted once, from the index of who was there on which day. No sketch is involved.
 *
 * Fewer than `least_learners` (10 unless told), also none, are not told of: `suppressed: true`, and `active_learners` null. What this does
 * not prevent: counts are exact, so two questions about spans that differ by a day, or about a running span at two times, show how many
 * learners one has more. Ask it for people who may know that, or in spans that do not overlap.
 *
 * Nothing is spelt with `ref`, so that the index alone answers: these documents are made by the engine from sessions that were checked.
 */
export const activeLearners = definePipeline({
  name: 'active_learners',
  question: 'how many different learners studied in this span of days?',
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
