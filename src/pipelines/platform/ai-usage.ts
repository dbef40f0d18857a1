import { z } from 'zod';
import { fields, LIMITS } from '../../schema/index.js';
import { definePipeline } from '../define-pipeline.js';
import { MARCH } from '../examples.js';
import { dateOfDay, learnerDayOf } from '../learner-day.js';
import { checkSpan, dayText, LONGEST_SPAN_DAYS, learnerDays, span } from '../params.js';
import { leastCounted, markSmallGroups, notOf, unlessSuppressed, without } from '../privacy.js';
import { zoneClock } from '../zone-clock.js';

/**
 * Daily usage and cost of each AI provider: the AI's answers by day, in `timezone` (UTC by default).
 *
 * A provider that fewer than `least_learners` learners (10 by default) used on a day has `suppressed: true` and no figures. A day has rows for at
 * most the 50 most used providers. The query reads the log. `mean_quality` is the mean over rated answers.
 */
export const aiUsage = definePipeline({
  name: 'ai_usage',
  question: 'how often is each AI provider used, and at what cost?',
  scope: 'platform',
  collection: 'learning_events',
  index: 'ai_time',
  resultSize: { rows: (LONGEST_SPAN_DAYS + 2) * LIMITS.distinctNames },
  cacheMinutes: 360,
  params: z
    .strictObject({ ...span, without, least_learners: leastCounted, timezone: learnerDays.timezone.default('UTC') })
    .superRefine(checkSpan()),
  example: MARCH,
  row: z.strictObject({
    day: dayText,
    provider: fields.name,
    suppressed: z.boolean(),
    queries: fields.count.nullable(),
    tokens: fields.count.nullable(),
    cost_usd: fields.amount.nullable(),
    mean_response_ms: fields.amount.nullable(),
    /** The number of answers from a cache. */
    cache_hits: fields.count.nullable(),
    mean_quality: fields.unitInterval.nullable(),
  }),
  stages: ({ since, until, without: left, least_learners, timezone }, ref) => [
    {
      $match: {
        type: 'interaction',
        'interaction.ai_response.provider_used': { $exists: true },
        occurred_at: { $gte: since, $lt: until },
        ...notOf(left),
      },
    },
    {
      $group: {
        _id: {
          day: learnerDayOf(ref('occurred_at'), zoneClock(timezone, since, until), 0),
          provider: ref('interaction.ai_response.provider_used'),
          learner: ref('user_id'),
        },
        queries: { $sum: 1 },
        tokens: { $sum: ref('interaction.ai_response.tokens_used') },
        cost_usd: { $sum: ref('interaction.ai_response.cost_usd') },
        response_ms: { $sum: ref('interaction.ai_response.response_time_ms') },
        cache_hits: { $sum: { $cond: [{ $eq: [ref('interaction.cache_hit'), true] }, 1, 0] } },
        rated: { $sum: { $cond: [{ $isNumber: ref('interaction.quality_score') }, 1, 0] } },
        quality: { $sum: ref('interaction.quality_score') },
      },
    },
    // Learners are counted by a group of their own, as in every count of different people.
    {
      $group: {
        _id: { day: '$_id.day', provider: '$_id.provider' },
        learners: { $sum: 1 },
        queries: { $sum: '$queries' },
        tokens: { $sum: '$tokens' },
        cost_usd: { $sum: '$cost_usd' },
        response_ms: { $sum: '$response_ms' },
        cache_hits: { $sum: '$cache_hits' },
        rated: { $sum: '$rated' },
        quality: { $sum: '$quality' },
      },
    },
    { $replaceWith: { $mergeObjects: ['$_id', '$$ROOT', { day: dateOfDay('$_id.day') }] } },
    {
      $group: {
        _id: '$day',
        most: { $topN: { n: LIMITS.distinctNames, sortBy: { queries: -1, provider: 1 }, output: '$$ROOT' } },
      },
    },
    { $unwind: '$most' },
    { $replaceWith: '$most' },
    { $sort: { day: 1, provider: 1 } },
    markSmallGroups(least_learners),
    {
      $project: {
        _id: 0,
        day: 1,
        provider: 1,
        suppressed: 1,
        queries: unlessSuppressed('$queries'),
        tokens: unlessSuppressed('$tokens'),
        cost_usd: unlessSuppressed('$cost_usd'),
        mean_response_ms: unlessSuppressed({ $divide: ['$response_ms', '$queries'] }),
        cache_hits: unlessSuppressed('$cache_hits'),
        mean_quality: unlessSuppressed({ $cond: [{ $eq: ['$rated', 0] }, null, { $min: [1, { $divide: ['$quality', '$rated'] }] }] }),
      },
    },
  ],
});
