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
 * How the platform was used, day by day: how many different learners started sessions, how many, how long they took, and what resulted.
 *
 * A day of fewer than `least_learners` (10 unless told) comes with `suppressed: true` and without figures. There are no totals over several
 * days beside the days themselves, from which one that is suppressed could be taken back; but figures are exact, so a reader who asks of a day
 * that is still going on before and after a session sees what it added.
 *
 * A session belongs to the UTC day on which it started; a day without sessions has no row. Minutes are those of ended sessions: one that is
 * still open counts as a session, with no minutes, and not in the mean. Answered from the daily roll-ups, one document for each day however
 * many sessions there were, and so as fresh as the last `engine.rollUp()`: the answer's `recorded_before` says which.
 */
export const platformUsageAnalytics = definePipeline({
  name: 'platform_usage_analytics',
  question: 'how much was the platform used, day by day?',
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
    /** Exact for its day; the learners of several days are what `active_learners` answers, and not a sum. */
    active_learners: fields.count.nullable(),
    sessions: fields.count.nullable(),
    ended_sessions: fields.count.nullable(),
    total_minutes: fields.amount.nullable(),
    /** Of the sessions that have ended; null when none has. */
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
