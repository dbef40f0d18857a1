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
const USUAL_DAYS = 30;

/** Stands for every day before today. */
const OVERDUE = -1;

/**
 * The reviews that come up on each of the learner's days from the day of `at` on: one row for each day, also for one without reviews.
 *
 * A review is due when its day has begun, or its instant has come where it was less than a day away; it is overdue when its day was before
 * today. The first day's `reviews` are all that are to review today, due by the end of the learner's day, among them the `overdue` ones; on
 * other days nothing is overdue. A suspended concept is none of these. It is the schedule as it stands: each concept counts once, on the day of its next review, for what comes after that
 * depends on the answer. A date that the zone left out (Samoa's 30 December 2011) has a row too, with none.
 */
export const reviewForecast = definePipeline({
  name: 'review_forecast',
  question: 'how many reviews come up for this learner, day by day?',
  scope: 'learner',
  collection: 'content_mastery',
  index: 'user_next_review',
  resultSize: { rows: MOST_DAYS },
  cacheMinutes: 15,
  targetMs: 100,
  params: z.strictObject({
    user_id: fields.userId,
    at: fields.instant,
    /** How many days ahead, that of `at` the first. */
    days: z.int().min(1).max(MOST_DAYS).default(USUAL_DAYS),
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
