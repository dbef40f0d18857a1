import { z } from 'zod';
import { fields } from '../../schema/index.js';
import { definePipeline } from '../define-pipeline.js';
import { MARCH } from '../examples.js';
import { checkSpan, LONGEST_SPAN_DAYS, span } from '../params.js';
import { leastCounted, markSmallGroups, unlessSuppressed } from '../privacy.js';
import { checkUtcDays } from './utc-days.js';

const MINUTE_MS = 60_000;
const NANO = 1_000_000_000;

/**
 * Daily usage of the platform: the number of learners who started sessions, and the number, length and results of the sessions.
 *
 * A day with fewer than `least_learners` learners (10 by default) has `suppressed: true` and no figures. There are no totals over several days from
 * which a suppressed day could be derived. But figures are exact: a reader who queries the current day before and after a session can derive that
 * session's figures.
 *
 * A session belongs to the UTC day on which it started; days without sessions have no row. Minutes include only ended sessions: an open session is
 * counted, but not in the minutes and their mean. The query reads the daily roll-ups, one document per day, so the data is as of the last
 * `engine.rollUp()`: see `recorded_before` of the result.
 */
export const platformUsageAnalytics = definePipeline({
  name: 'platform_usage_analytics',
  question: 'how much was the platform used, by day?',
  scope: 'platform',
  collection: 'platform_usage_days',
  materializedBy: 'rollUp',
  index: 'identity',
  resultSize: { rows: LONGEST_SPAN_DAYS },
  cacheMinutes: 360,
  targetMs: 1000,
  params: z
    .strictObject({ ...span, least_learners: leastCounted })
    .superRefine(checkSpan())
    .superRefine(checkUtcDays),
  example: MARCH,
  row: z.strictObject({
    day: z.iso.date(),
    suppressed: z.boolean(),
    /** Exact for the day; do not add up several days, use `active_learners` instead. */
    active_learners: fields.count.nullable(),
    sessions: fields.count.nullable(),
    ended_sessions: fields.count.nullable(),
    total_minutes: fields.amount.nullable(),
    /** Over ended sessions; null without any. */
    mean_session_minutes: fields.amount.nullable(),
    questions: fields.count.nullable(),
    correct: fields.count.nullable(),
    concepts_mastered: z.int().nullable(),
    ai_queries: fields.count.nullable(),
    ai_tokens: fields.count.nullable(),
    ai_cost_usd: fields.amount.nullable(),
  }),
  stages: ({ since, until, least_learners }, ref) => {
    const minutes = { $divide: [ref('duration_ms'), MINUTE_MS] };
    return [
      { $match: { day: { $gte: since, $lt: until }, sessions: { $gt: 0 } } },
      { $sort: { day: 1 } },
      markSmallGroups(least_learners),
      {
        $project: {
          _id: 0,
          day: { $dateToString: { date: ref('day'), format: '%Y-%m-%d' } },
          suppressed: 1,
          active_learners: unlessSuppressed(ref('learners')),
          sessions: unlessSuppressed(ref('sessions')),
          ended_sessions: unlessSuppressed(ref('ended_sessions')),
          total_minutes: unlessSuppressed(minutes),
          mean_session_minutes: unlessSuppressed({
            $cond: [{ $eq: [ref('ended_sessions'), 0] }, null, { $divide: [minutes, ref('ended_sessions')] }],
          }),
          questions: unlessSuppressed(ref('questions')),
          correct: unlessSuppressed(ref('correct')),
          concepts_mastered: unlessSuppressed(ref('concepts_mastered')),
          ai_queries: unlessSuppressed(ref('ai_queries')),
          ai_tokens: unlessSuppressed(ref('ai_tokens')),
          ai_cost_usd: unlessSuppressed({ $divide: [ref('ai_cost_nano_usd'), NANO] }),
        },
      },
    ];
  },
});
