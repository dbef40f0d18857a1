import { z } from 'zod';
import { learnerDayNumber } from '../../algorithms/index.js';
import { fields } from '../../collections/index.js';
import { definePipeline } from '../define-pipeline.js';
import { IN_MARCH, LEARNER } from '../examples.js';
import { curve, learnerDays } from '../params.js';
import { retentionAt } from '../retention-at.js';
import { isReviewDue } from '../review-due.js';

/** Topics that one answer shows at most. */
const MOST_TOPICS = 5_000;

/** How far back the pace of mastering is measured. */
const PACE_WEEKS = 4;
const WEEK_MS = 7 * 86_400_000;

/**
 * How far a learner has come, topic by topic.
 *
 * `mean_mastery` is as the last practice left it, `mean_retention` the chance that a concept is still remembered at `at`, by each concept's
 * own forgetting curve and the learner's days since it was practised; both are means over the concepts seen. `concepts_due` are those whose
 * review is due at `at`.
 * `mastered_per_week` is the pace of the four weeks before `at`: concepts that were mastered for the first time in them, divided by 4.
 */
export const userProgressDashboard = definePipeline({
  name: 'user_progress_dashboard',
  answers: 'how far has this learner come, topic by topic, what do they still know, what is due and how fast do they go?',
  scope: 'learner',
  collection: 'content_mastery',
  index: 'user_subject',
  extent: { rows: MOST_TOPICS },
  cacheMinutes: 15,
  targetMs: 200,
  params: z.strictObject({
    user_id: fields.userId,
    subject: fields.name.optional(),
    at: fields.instant,
    mastered_above: fields.unitInterval,
    ...learnerDays,
    /** Whose days retention falls by; in stages that the engine sends, the learner's own. */
    timezone: learnerDays.timezone.default('UTC'),
    curve,
  }),
  example: { user_id: LEARNER, at: IN_MARCH, mastered_above: 0.8 },
  row: z.strictObject({
    subject: fields.name,
    topic: fields.name,
    concepts_seen: fields.count,
    concepts_mastered: fields.count,
    concepts_due: fields.count,
    mean_mastery: fields.unitInterval,
    mean_retention: fields.unitInterval,
    answers: fields.count,
    mastered_per_week: fields.amount,
    last_practiced_date: fields.instant,
  }),
  stages: ({ user_id, subject, at, mastered_above, timezone, day_rollover_hour, curve: shape }, ref) => {
    const now = { at, day: learnerDayNumber(at.getTime(), timezone, day_rollover_hour) };
    return [
      { $match: { user_id, ...(subject === undefined ? {} : { subject }) } },
      {
        $group: {
          _id: { subject: ref('subject'), topic: ref('topic') },
          concepts_seen: { $sum: 1 },
          concepts_mastered: { $sum: { $cond: [{ $gt: [ref('mastery_tracking.current_mastery_level'), mastered_above] }, 1, 0] } },
          concepts_due: { $sum: { $cond: [isReviewDue(ref, now), 1, 0] } },
          mean_mastery: { $avg: ref('mastery_tracking.current_mastery_level') },
          mean_retention: { $avg: retentionAt(ref, now, shape) },
          answers: { $sum: ref('evidence.answers') },
          lately: { $sum: { $cond: [isBetween(ref('mastery_tracking.mastery_achieved_date'), at), 1, 0] } },
          last_practiced_date: { $max: ref('mastery_tracking.last_practiced_date') },
        },
      },
      { $replaceWith: { $mergeObjects: ['$_id', '$$ROOT', { mastered_per_week: { $divide: ['$lately', PACE_WEEKS] } }] } },
      { $unset: ['_id', 'lately'] },
      { $sort: { subject: 1, topic: 1 } },
      { $limit: MOST_TOPICS },
    ];
  },
});

/** Whether a date lies in the weeks before an instant; one that is missing does not. */
function isBetween(date: string, at: Date): object {
  return { $and: [{ $gt: [date, new Date(at.getTime() - PACE_WEEKS * WEEK_MS)] }, { $lte: [date, at] }] };
}
