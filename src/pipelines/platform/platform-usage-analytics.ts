import { z } from 'zod';
import { fields } from '../../collections/index.js';
import { dayIn } from '../calendar-day.js';
import { definePipeline } from '../define-pipeline.js';
import { checkSpan, dayText, LONGEST_SPAN_DAYS, learnerDays, span } from '../params.js';

/**
 * How the platform was used, day by day: how many different learners started sessions, how many, and how long they took.
 *
 * A session belongs to the day on which it started, by the calendar of `timezone` (UTC unless told): midnight there, not the learners' own
 * days. A day on which none started has no row. Minutes are those of ended sessions: one that is still open counts as a session, with no
 * minutes, and not in the mean, which is null while none has ended.
 */
export const platformUsageAnalytics = definePipeline({
  name: 'platform_usage_analytics',
  answers: 'how much is the platform used, day by day?',
  scope: 'platform',
  collection: 'learning_sessions',
  index: 'started',
  extent: { rows: LONGEST_SPAN_DAYS + 2 },
  cacheMinutes: 360,
  targetMs: 1_000,
  params: z.strictObject({ ...span, timezone: learnerDays.timezone.default('UTC') }).superRefine(checkSpan()),
  row: z.strictObject({
    day: dayText,
    active_learners: fields.count,
    sessions: fields.count,
    ended_sessions: fields.count,
    total_minutes: fields.amount,
    mean_session_minutes: fields.amount.nullable(),
  }),
  stages: ({ since, until, timezone }, ref) => [
    { $match: { started_at: { $gte: since, $lt: until } } },
    // Learners are counted by a group of their own: a set of them in each day would have to fit into 16 MB.
    {
      $group: {
        _id: { day: dayIn(ref('started_at'), timezone), learner: ref('user_id') },
        sessions: { $sum: 1 },
        ended_sessions: { $sum: { $cond: [{ $isNumber: ref('duration_minutes') }, 1, 0] } },
        total_minutes: { $sum: ref('duration_minutes') },
      },
    },
    {
      $group: {
        _id: '$_id.day',
        active_learners: { $sum: 1 },
        sessions: { $sum: '$sessions' },
        ended_sessions: { $sum: '$ended_sessions' },
        total_minutes: { $sum: '$total_minutes' },
      },
    },
    { $sort: { _id: 1 } },
    {
      $project: {
        _id: 0,
        day: '$_id',
        active_learners: 1,
        sessions: 1,
        ended_sessions: 1,
        total_minutes: 1,
        mean_session_minutes: { $cond: [{ $eq: ['$ended_sessions', 0] }, null, { $divide: ['$total_minutes', '$ended_sessions'] }] },
      },
    },
  ],
});
