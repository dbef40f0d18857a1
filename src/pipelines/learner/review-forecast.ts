import { z } from 'zod';
import { learnerDayNumber } from '../../algorithms/index.js';
import { fields } from '../../schema/index.js';
import { definePipeline } from '../define-pipeline.js';
import { IN_MARCH, LEARNER } from '../examples.js';
import { dateOfDay, learnerDayOf } from '../learner-day.js';
import { dayText, learnerDays, retired, studied } from '../params.js';
import { zoneClock } from '../zone-clock.js';

const DAY_MS = 86_400_000;

/** The farthest that a forecast looks ahead, in days. */
const MOST_DAYS = 366;

/** A month ahead. */
const DEFAULT_DAYS = 30;

/** Stands for every day before today. */
const OVERDUE = -1;

/**
 * The number of reviews due on each of the learner's days from the day of `at` on: one row per day, including days without reviews.
 *
 * `reviews` of the first day includes all reviews due before the learner's day ends, including the `overdue` ones, whose day was before today; on
 * other days `overdue` is 0. Suspended concepts are not counted. Each concept counts once, on the day of its next review, because later reviews
 * depend on the answer. A date that the zone skipped (Samoa's 30 December 2011) has a row with 0 reviews.
 */
export const reviewForecast = definePipeline({
  name: 'review_forecast',
  question: 'how many reviews are due for this learner on each of the next days?',
  scope: 'learner',
  collection: 'content_mastery',
  index: 'user_next_review',
  resultSize: { rows: MOST_DAYS },
  cacheMinutes: 15,
  targetMs: 100,
  params: z.strictObject({
    user_id: fields.userId,
    at: fields.instant,
    /** The number of days, starting with that of `at`. */
    days: z.int().min(1).max(MOST_DAYS).default(DEFAULT_DAYS),
    ...learnerDays,
    subject: fields.name.optional(),
    retired,
  }),
  example: { user_id: LEARNER, at: IN_MARCH, days: 30, timezone: 'Europe/Zurich' },
  row: z.strictObject({ day: dayText, reviews: fields.count, overdue: fields.count }),
  stages: ({ user_id, at, days, timezone, day_rollover_hour, subject, retired: left }, ref) => {
    const today = learnerDayNumber(at.getTime(), timezone, day_rollover_hour);
    // A day can last longer than 24 hours, and a learner may have moved since the due date was worked out: the margin lets none out, the days below are exact.
    const end = new Date(at.getTime() + (days + 2) * DAY_MS);
    const ofInstant = learnerDayOf(ref('spaced_repetition_data.next_review_date'), zoneClock(timezone, at, end), day_rollover_hour);
    const due = { $ifNull: [ref('spaced_repetition_data.next_review_day'), ofInstant] };
    return [
      { $match: { user_id, 'spaced_repetition_data.next_review_date': { $lt: end }, suspended_at: { $exists: false } } },
      // The index has this order, and so is the one that is read: what comes due later is not looked at.
      { $sort: { 'spaced_repetition_data.next_review_date': 1 } },
      ...(subject === undefined ? [] : [{ $match: { $expr: { $eq: [ref('subject'), { $literal: subject }] } } }]),
      ...studied(left, ref),
      { $group: { _id: { $max: [{ $subtract: [due, today] }, OVERDUE] }, reviews: { $sum: 1 } } },
      { $match: { _id: { $lt: days } } },
      // Every day once, so that none is without a row.
      { $unionWith: { pipeline: [{ $documents: { $map: { input: { $range: [0, days] }, in: { _id: '$$this', reviews: 0 } } } }] } },
      {
        $group: {
          _id: { $max: ['$_id', 0] },
          reviews: { $sum: '$reviews' },
          overdue: { $sum: { $cond: [{ $eq: ['$_id', OVERDUE] }, '$reviews', 0] } },
        },
      },
      { $sort: { _id: 1 } },
      { $project: { _id: 0, day: dateOfDay({ $add: [today, '$_id'] }), reviews: 1, overdue: 1 } },
    ];
  },
});
