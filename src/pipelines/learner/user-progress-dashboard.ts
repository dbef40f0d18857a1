import { z } from 'zod';
import { learnerDayNumber } from '../../algorithms/index.js';
import { fields, LIMITS } from '../../schema/index.js';
import { definePipeline, type Ref, type Stage } from '../define-pipeline.js';
import { IN_MARCH, LEARNER } from '../examples.js';
import { curve, isRetired, learnerDays, retired } from '../params.js';
import { retentionAt } from '../retention-at.js';
import { isReviewDue } from '../review-due.js';

/** Topics that one answer shows at most. */
const MOST_TOPICS = 5_000;

/** Concepts of one question that are asked for by name at most. */
const MOST_NAMED = LIMITS.shortList;

/** How many of its last answers a topic shows. */
const ANSWERS_SHOWN = 10;

/** The sort orders of topics, each by a field of the row; ties are sorted by name. */
export const TOPIC_ORDERS = {
  name: {},
  weakest: { mean_mastery: 1 },
  due: { concepts_due: -1 },
  recent: { last_practiced_date: -1 },
} as const satisfies { readonly [order: string]: { readonly [field: string]: 1 | -1 } };

/** How far back the pace of mastering is measured. */
const PACE_WEEKS = 4;
const WEEK_MS = 7 * 86_400_000;

export type TopicOrder = keyof typeof TOPIC_ORDERS;

/**
 * A learner's progress by topic.
 *
 * `mean_mastery` is the mean mastery after the last practice, and `mean_retention` the mean probability that a concept is still remembered at `at`,
 * both over practised concepts. `concepts_due` counts concepts whose review is due at `at`; suspended concepts are not due. `accuracy` is the share
 * of right answers, and `mean_response_seconds` the mean over answers with a time; each is null without data. `mean_interval_days` is the mean
 * interval from the last practice to the next review. `last_answers` are the topic's last answers, newest first, at most ten. `mastered_per_week` is
 * the number of concepts mastered for the first time in the four weeks before `at`, divided by 4.
 */
export const userProgressDashboard = definePipeline({
  name: 'user_progress_dashboard',
  question: "what is this learner's progress by topic: mastery, retention, due reviews and pace?",
  scope: 'learner',
  collection: 'content_mastery',
  index: 'user_subject',
  resultSize: { rows: MOST_TOPICS },
  cacheMinutes: 15,
  targetMs: 200,
  params: z.strictObject({
    user_id: fields.userId,
    subject: fields.name.optional(),
    topic: fields.name.optional(),
    /** Names of concepts: only these are included, and topics without any of them have no row. */
    concepts: z.array(fields.name).min(1).max(MOST_NAMED).optional(),
    /**
     * `name`: by subject and topic; `weakest`: lowest `mean_mastery` first; `due`: most `concepts_due` first; `recent`: most recently practised
     * first.
     */
    sort: z.enum(Object.keys(TOPIC_ORDERS) as [TopicOrder, ...TopicOrder[]]).default('name'),
    at: fields.instant,
    mastered_above: fields.unitInterval,
    ...learnerDays,
    /** The time zone of the learner's days, for retention. */
    timezone: learnerDays.timezone.default('UTC'),
    curve,
    retired,
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
    accuracy: fields.unitInterval.nullable(),
    mean_response_seconds: fields.amount.nullable(),
    mean_interval_days: fields.amount,
    last_answers: z.array(z.strictObject({ at: fields.instant, concept: fields.name, correct: z.boolean(), score: fields.unitInterval })),
    mastered_per_week: fields.amount,
    last_practiced_date: fields.instant,
  }),
  stages: (
    { user_id, subject, topic, concepts, sort, at, mastered_above, timezone, day_rollover_hour, curve: shape, retired: left },
    ref,
  ) => {
    const now = { at, day: learnerDayNumber(at.getTime(), timezone, day_rollover_hour) };
    const due = isReviewDue(ref, now);
    const isDue = left.length === 0 ? due : { $and: [due, { $not: [isRetired(left, ref)] }] };
    return [
      { $match: { user_id, ...(subject === undefined ? {} : { subject }) } },
      ...onlyOf({ topic, concepts }, ref),
      { $set: { answered_at: { $last: ref('learning_history.date') } } },
      {
        $group: {
          _id: { subject: ref('subject'), topic: ref('topic') },
          concepts_seen: { $sum: 1 },
          concepts_mastered: { $sum: { $cond: [{ $gt: [ref('mastery_tracking.current_mastery_level'), mastered_above] }, 1, 0] } },
          concepts_due: { $sum: { $cond: [isDue, 1, 0] } },
          mean_mastery: { $avg: ref('mastery_tracking.current_mastery_level') },
          mean_retention: { $avg: retentionAt(ref, now, shape) },
          answers: { $sum: ref('evidence.answers') },
          correct: { $sum: ref('evidence.correct') },
          timed: { $sum: ref('evidence.response_time.answers') },
          seconds: { $sum: ref('evidence.response_time.seconds') },
          mean_interval_days: { $avg: ref('spaced_repetition_data.repetition_interval_days') },
          // The last ten answers are among the last ten of the ten concepts that were answered last.
          answered: {
            $topN: {
              n: ANSWERS_SHOWN,
              sortBy: { answered_at: -1, concept: 1 },
              output: { concept: ref('concept'), answers: { $slice: [ref('learning_history'), -ANSWERS_SHOWN] } },
            },
          },
          lately: { $sum: { $cond: [isBetween(ref('mastery_tracking.mastery_achieved_date'), at), 1, 0] } },
          last_practiced_date: { $max: ref('mastery_tracking.last_practiced_date') },
        },
      },
      {
        $replaceWith: {
          $mergeObjects: [
            '$_id',
            '$$ROOT',
            {
              accuracy: shareOf('$correct', '$answers'),
              mean_response_seconds: shareOf('$seconds', '$timed'),
              last_answers: lastOf('$answered'),
              mastered_per_week: { $divide: ['$lately', PACE_WEEKS] },
            },
          ],
        },
      },
      { $unset: ['_id', 'lately', 'correct', 'timed', 'seconds', 'answered'] },
      { $sort: { ...TOPIC_ORDERS[sort], subject: 1, topic: 1 } },
      { $limit: MOST_TOPICS },
    ];
  },
});

/** As expressions, so that the index of subjects is the one that is read by, whatever is asked for. */
function onlyOf(
  { topic, concepts }: { readonly topic: string | undefined; readonly concepts: readonly string[] | undefined },
  ref: Ref<'content_mastery'>,
): Stage[] {
  return [
    ...(topic === undefined ? [] : [{ $match: { $expr: { $eq: [ref('topic'), { $literal: topic }] } } }]),
    ...(concepts === undefined ? [] : [{ $match: { $expr: { $in: [ref('concept'), { $literal: concepts }] } } }]),
  ];
}

function shareOf(part: string, whole: string): object {
  return { $cond: [{ $eq: [whole, 0] }, null, { $divide: [part, whole] }] };
}

/** The newest of the answers of some concepts. An entry from before `correct` was kept tells it by its score: a right answer has at least 0.5. */
function lastOf(concepts: string): object {
  const shown = {
    at: '$$answer.date',
    concept: '$$this.concept',
    correct: { $ifNull: ['$$answer.correct', { $gte: ['$$answer.performance_score', 0.5] }] },
    score: '$$answer.performance_score',
  };
  const all = {
    $reduce: {
      input: concepts,
      initialValue: [],
      in: { $concatArrays: ['$$value', { $map: { input: '$$this.answers', as: 'answer', in: shown } }] },
    },
  };
  return { $slice: [{ $sortArray: { input: all, sortBy: { at: -1, concept: 1, score: 1 } } }, ANSWERS_SHOWN] };
}

/** Whether a date lies in the weeks before an instant; one that is missing does not. */
function isBetween(date: string, at: Date): object {
  return { $and: [{ $gt: [date, new Date(at.getTime() - PACE_WEEKS * WEEK_MS)] }, { $lte: [date, at] }] };
}
