import { z } from 'zod';
import { fields, LIMITS } from '../../collections/index.js';
import { definePipeline } from '../define-pipeline.js';
import { MARCH } from '../examples.js';
import { dateOfDay, learnerDayOf } from '../learner-day.js';
import { checkSpan, dayText, LONGEST_SPAN_DAYS, learnerDays, span } from '../params.js';
import { notOf, without } from '../privacy.js';
import { zoneClock } from '../zone-clock.js';

/**
 * What each AI provider was asked and what it cost, day by day: answers of the AI by the day on which they were given, by the calendar of
 * `timezone` (UTC unless told).
 *
 * Of a day with more than 50 providers, the 50 that were asked most have rows. It is read from the log, which keeps interactions for as long as their retention says. `mean_quality` is over the answers that were rated.
 */
export const aiUsage = definePipeline({
  name: 'ai_usage',
  answers: 'how often is which AI asked, and what does it cost?',
  scope: 'platform',
  collection: 'learning_events',
  index: 'ai_time',
  extent: { rows: (LONGEST_SPAN_DAYS + 2) * LIMITS.distinctNames },
  cacheMinutes: 360,
  params: z.strictObject({ ...span, without, timezone: learnerDays.timezone.default('UTC') }).superRefine(checkSpan()),
  example: MARCH,
  row: z.strictObject({
    day: dayText,
    provider: fields.name,
    queries: fields.count,
    tokens: fields.count,
    cost_usd: fields.amount,
    mean_response_ms: fields.amount,
    /** Answers that came from a cache. */
    cache_hits: fields.count,
    mean_quality: fields.unitInterval.nullable(),
  }),
  stages: ({ since, until, without: left, timezone }, ref) => [
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
        },
        queries: { $sum: 1 },
        tokens: { $sum: ref('interaction.ai_response.tokens_used') },
        cost_usd: { $sum: ref('interaction.ai_response.cost_usd') },
        mean_response_ms: { $avg: ref('interaction.ai_response.response_time_ms') },
        cache_hits: { $sum: { $cond: [{ $eq: [ref('interaction.cache_hit'), true] }, 1, 0] } },
        mean_quality: { $avg: ref('interaction.quality_score') },
      },
    },
    { $replaceWith: { $mergeObjects: ['$_id', '$$ROOT', { day: dateOfDay('$_id.day') }] } },
    { $unset: '_id' },
    {
      $group: {
        _id: '$day',
        most: { $topN: { n: LIMITS.distinctNames, sortBy: { queries: -1, provider: 1 }, output: '$$ROOT' } },
      },
    },
    { $unwind: '$most' },
    { $replaceWith: '$most' },
    { $sort: { day: 1, provider: 1 } },
  ],
});
