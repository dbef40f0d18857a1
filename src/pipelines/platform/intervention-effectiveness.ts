import { z } from 'zod';
import { fields } from '../../schema/index.js';
import { definePipeline } from '../define-pipeline.js';
import { MARCH } from '../examples.js';
import { pageLimit } from '../paging.js';
import { checkSpan, span } from '../params.js';
import { leastCounted, markSmallGroups, notOf, unlessSuppressed, without } from '../privacy.js';

const PAGE = { key: ['intervention_type'], defaultSize: 100, maxSize: 1_000 } as const;

/**
 * Learners' ratings of interventions by type: how often each type was applied in the span and to how many learners, how many applications were rated,
 * and the mean rating, 1 to 5; null without ratings.
 *
 * A rating counts for its application, even if it was given later; of several ratings, the last one counts. Learners choose whether to rate, so only
 * compare types with each other. A type that was applied to fewer than `least_learners` learners (10 by default) has `suppressed: true` and no
 * figures.
 */
export const interventionEffectiveness = definePipeline({
  name: 'intervention_effectiveness',
  question: 'which interventions do learners rate as helpful?',
  scope: 'platform',
  collection: 'learning_events',
  index: 'intervention_time',
  resultSize: { page: PAGE },
  cacheMinutes: 360,
  params: z
    .strictObject({
      ...span,
      without,
      least_learners: leastCounted,
      after: z.strictObject({ intervention_type: fields.name }).optional(),
      limit: pageLimit(PAGE),
    })
    .superRefine(checkSpan()),
  example: MARCH,
  row: z.strictObject({
    intervention_type: fields.name,
    suppressed: z.boolean(),
    applied: fields.count.nullable(),
    learners: fields.count.nullable(),
    rated: fields.count.nullable(),
    mean_rating: fields.starRating.nullable(),
  }),
  stages: ({ since, until, without: left, least_learners, after, limit }, ref, named) => [
    {
      $match: {
        type: 'intervention',
        occurred_at: { $gte: since, $lt: until },
        ...notOf(left),
        ...(after === undefined ? {} : { 'intervention.intervention_type': { $gt: after.intervention_type } }),
      },
    },
    {
      $lookup: {
        from: named('learning_events'),
        let: { learner: ref('user_id'), applied: ref('event_id') },
        pipeline: [
          {
            $match: {
              type: 'intervention_rated',
              $expr: { $and: [{ $eq: ['$user_id', '$$learner'] }, { $eq: ['$rating.intervention_id', '$$applied'] }] },
            },
          },
          { $sort: { occurred_at: -1, event_id: -1 } },
          { $limit: 1 },
          { $project: { _id: 0, value: '$rating.effectiveness_rating' } },
        ],
        as: 'rating',
      },
    },
    { $set: { rating: { $first: '$rating.value' } } },
    // Learners are counted by a group of their own, as in every count of different people.
    {
      $group: {
        _id: { type: ref('intervention.intervention_type'), learner: ref('user_id') },
        applied: { $sum: 1 },
        rated: { $sum: { $cond: [{ $isNumber: '$rating' }, 1, 0] } },
        ratings: { $sum: '$rating' },
      },
    },
    {
      $group: {
        _id: '$_id.type',
        applied: { $sum: '$applied' },
        learners: { $sum: 1 },
        rated: { $sum: '$rated' },
        ratings: { $sum: '$ratings' },
      },
    },
    { $sort: { _id: 1 } },
    { $limit: limit },
    markSmallGroups(least_learners),
    {
      $project: {
        _id: 0,
        intervention_type: '$_id',
        suppressed: 1,
        applied: unlessSuppressed('$applied'),
        learners: unlessSuppressed('$learners'),
        rated: unlessSuppressed('$rated'),
        mean_rating: unlessSuppressed({ $cond: [{ $eq: ['$rated', 0] }, null, { $divide: ['$ratings', '$rated'] }] }),
      },
    },
  ],
});
