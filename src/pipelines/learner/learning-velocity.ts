import { z } from 'zod';
import { fields } from '../../schema/index.js';
import { definePipeline } from '../define-pipeline.js';
import { LEARNER, MARCH } from '../examples.js';
import { dateOfDay, learnerDayOf, mondayOf } from '../learner-day.js';
import { checkSpan, dayText, LONGEST_SPAN_DAYS, learnerDays, span } from '../params.js';
import { zoneClock } from '../zone-clock.js';
import { sessionMinutes } from './session-minutes.js';

/** Weeks that a span touches at most: one is cut at each end. */
const MOST_WEEKS = Math.ceil(LONGEST_SPAN_DAYS / 7) + 1;

/**
 * How fast a learner progresses, by week: study time, and concepts mastered per hour of study.
 *
 *     mastered_per_hour = max(0, concepts_mastered) / hours
 *
 * It is computed like `overall_learning_velocity` of the learning DNA, and is 0 without study time. A session belongs to the week of the learner's
 * day on which it started. Weeks begin on Monday (ISO 8601), and `week` is that Monday. Weeks without a session have no row; the first and the last
 * week may be cut off by the span. `concepts_mastered` is the number of concepts that rose above the threshold minus those that fell below it.
 */
export const learningVelocity = definePipeline({
  name: 'learning_velocity',
  question: 'how fast does this learner progress, by week?',
  scope: 'learner',
  collection: 'learning_sessions',
  index: 'user_started',
  resultSize: { rows: MOST_WEEKS },
  cacheMinutes: 15,
  params: z.strictObject({ user_id: fields.userId, ...span, ...learnerDays }).superRefine(checkSpan()),
  example: { user_id: LEARNER, ...MARCH, timezone: 'Europe/Zurich' },
  row: z.strictObject({
    week: dayText,
    sessions: fields.count,
    minutes: fields.amount,
    answers: fields.count,
    concepts_introduced: fields.count,
    concepts_mastered: z.int(),
    mastered_per_hour: fields.amount,
  }),
  stages: ({ user_id, since, until, timezone, day_rollover_hour }, ref) => [
    { $match: { user_id, started_at: { $gte: since, $lt: until } } },
    {
      $project: {
        day: learnerDayOf(ref('started_at'), zoneClock(timezone, since, until), day_rollover_hour),
        minutes: sessionMinutes(ref),
        answers: ref('performance_metrics.questions_attempted'),
        concepts_introduced: ref('evidence.concepts_introduced'),
        concepts_mastered: ref('evidence.concepts_mastered'),
      },
    },
    {
      $group: {
        _id: mondayOf('$day'),
        sessions: { $sum: 1 },
        minutes: { $sum: '$minutes' },
        answers: { $sum: '$answers' },
        concepts_introduced: { $sum: '$concepts_introduced' },
        concepts_mastered: { $sum: '$concepts_mastered' },
      },
    },
    { $sort: { _id: 1 } },
    {
      $set: {
        week: dateOfDay('$_id'),
        mastered_per_hour: {
          $cond: [{ $gt: ['$minutes', 0] }, { $divide: [{ $max: [0, '$concepts_mastered'] }, { $divide: ['$minutes', 60] }] }, 0],
        },
      },
    },
    { $unset: '_id' },
  ],
});
