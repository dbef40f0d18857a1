import { z } from 'zod';
import { fields } from '../../collections/index.js';
import { definePipeline } from '../define-pipeline.js';
import { MARCH } from '../examples.js';
import { checkSpan, LONGEST_SPAN_DAYS, span } from '../params.js';
import { checkUtcDays } from './utc-days.js';

const MINUTE_MS = 60_000;
const NANO = 1_000_000_000;

/**
 * How the platform was used, day by day: how many different learners started sessions, how many, how long they took, and what came of them.
 *
 * A session belongs to the UTC day on which it started; a day without sessions has no row. Minutes are those of ended sessions: one that is
 * still open counts as a session, with no minutes, and not in the mean. Answered from the daily roll-ups, one document for each day however
 * many sessions there were, and so as fresh as the last `engine.rollUp()`: the answer's `recorded_before` says which.
 */
export const platformUsageAnalytics = definePipeline({
  name: 'platform_usage_analytics',
  answers: 'how much was the platform used, day by day?',
  scope: 'platform',
  collection: 'platform_usage_days',
  follows: 'usage_days',
  index: 'identity',
  extent: { rows: LONGEST_SPAN_DAYS },
  cacheMinutes: 360,
  targetMs: 1000,
  params: z.strictObject(span).superRefine(checkSpan()).superRefine(checkUtcDays),
  example: MARCH,
  row: z.strictObject({
    day: z.iso.date(),
    /** Exact for its day; the learners of several days are what `active_learners` answers, and not a sum. */
    active_learners: fields.count,
    sessions: fields.count,
    ended_sessions: fields.count,
    total_minutes: fields.amount,
    /** Of the sessions that have ended; null when none has. */
    mean_session_minutes: fields.amount.nullable(),
    questions: fields.count,
    correct: fields.count,
    concepts_mastered: z.int(),
    ai_queries: fields.count,
    ai_tokens: fields.count,
    ai_cost_usd: fields.amount,
  }),
  stages: ({ since, until }, ref) => {
    const minutes = { $divide: [ref('duration_ms'), MINUTE_MS] };
    return [
      { $match: { day: { $gte: since, $lt: until }, sessions: { $gt: 0 } } },
      { $sort: { day: 1 } },
      {
        $project: {
          _id: 0,
          day: { $dateToString: { date: ref('day'), format: '%Y-%m-%d' } },
          active_learners: ref('learners'),
          sessions: ref('sessions'),
          ended_sessions: ref('ended_sessions'),
          total_minutes: minutes,
          mean_session_minutes: {
            $cond: [{ $eq: [ref('ended_sessions'), 0] }, null, { $divide: [minutes, ref('ended_sessions')] }],
          },
          questions: ref('questions'),
          correct: ref('correct'),
          concepts_mastered: ref('concepts_mastered'),
          ai_queries: ref('ai_queries'),
          ai_tokens: ref('ai_tokens'),
          ai_cost_usd: { $divide: [ref('ai_cost_nano_usd'), NANO] },
        },
      },
    ];
  },
});
