import { z } from 'zod';
import { learnerDayNumber } from '../../algorithms/index.js';
import { conceptId } from '../../collections/index.js';
import { fields } from '../../schema/index.js';
import { definePipeline } from '../define-pipeline.js';
import { IN_MARCH, learnersOf } from '../examples.js';
import { behind, pageLimit } from '../paging.js';
import { curve as curveShape } from '../params.js';
import { retentionAt } from '../retention-at.js';

/** More than any class; a year of a school is several. */
const MOST_LEARNERS = 200;
/** At one instant, learners all over the world live on three days; one more for whose day turns late. */
const MOST_DAYS = 4;
const PAGE = { key: ['user_id', 'subject', 'topic', 'concept'], defaultSize: 5_000, maxSize: 20_000 } as const;

/**
 * The mastery of each concept for each learner of a class: `mastery` after the last practice, and `retention`, the probability that it is still
 * remembered at `at`, by the learner's days. Learners without practice have no row. The rows identify learners: show them to their teachers only.
 */
export const classMastery = definePipeline({
  name: 'class_mastery',
  question: 'what does each learner of this class know?',
  scope: 'platform',
  collection: 'content_mastery',
  index: 'identity',
  resultSize: { page: PAGE },
  params: z.strictObject({
    user_ids: z.array(fields.userId).min(1).max(MOST_LEARNERS),
    subject: fields.name.optional(),
    at: fields.instant,
    curve: curveShape,
    /** The learners' days at `at`; for learners that are not listed, the UTC day with a rollover at 4. */
    learner_days: z
      .array(z.strictObject({ day: fields.dayNumber, user_ids: z.array(fields.userId).max(MOST_LEARNERS) }))
      .max(MOST_DAYS)
      .default([]),
    after: conceptId.extend({ user_id: fields.userId }).optional(),
    limit: pageLimit(PAGE),
  }),
  example: { user_ids: learnersOf(1, 3), at: IN_MARCH },
  row: z.strictObject({
    user_id: fields.userId,
    ...conceptId.shape,
    mastery: fields.unitInterval,
    /** Null if the stored curve is invalid. */
    retention: fields.unitInterval.nullable(),
    answers: fields.count,
    last_practiced_date: fields.instant,
  }),
  stages: ({ user_ids, subject, at, curve, learner_days, after, limit }, ref) => [
    {
      $match: {
        // By the server's own order of ids, which is not that of JavaScript.
        user_id: { $in: user_ids, ...(after === undefined ? {} : { $gte: after.user_id }) },
        ...(subject === undefined ? {} : { subject }),
        ...(after === undefined ? {} : behind(after, PAGE.key)),
      },
    },
    { $sort: { user_id: 1, subject: 1, topic: 1, concept: 1 } },
    { $limit: limit },
    {
      $project: {
        _id: 0,
        user_id: ref('user_id'),
        subject: ref('subject'),
        topic: ref('topic'),
        concept: ref('concept'),
        mastery: ref('mastery_tracking.current_mastery_level'),
        retention: retentionAt(ref, { at, day: dayOf(ref('user_id'), learner_days, at) }, curve),
        answers: ref('evidence.answers'),
        last_practiced_date: ref('mastery_tracking.last_practiced_date'),
      },
    },
  ],
});

/** An expression for a learner's day at an instant. */
function dayOf(userId: string, days: readonly { readonly day: number; readonly user_ids: readonly string[] }[], at: Date): unknown {
  const fallback = learnerDayNumber(at.getTime(), 'UTC');
  if (days.length === 0) return fallback;
  const branches = days.map(({ day, user_ids }) => ({ case: { $in: [userId, user_ids] }, then: day }));
  return { $switch: { branches, default: fallback } };
}
