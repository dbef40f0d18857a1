import { z } from 'zod';
import { fields } from '../../schema/index.js';
import { definePipeline, type Stage } from '../define-pipeline.js';
import { LEARNER, MARCH } from '../examples.js';
import { dateOfDay } from '../learner-day.js';
import { checkSpan, dayText, LONGEST_SPAN_DAYS, span } from '../params.js';

const DAY_MINUTES = 1_440;
const MINUTE_MS = 60_000;

/** A span of 366 times 24 hours touches one day more, and flights across the date line add to it at either end. */
const MOST_DAYS = LONGEST_SPAN_DAYS + 3;

/** The order of `streakOf`. */
const IN_TIME = { at: 1, day: 1, offset: 1 };

/**
 * A learner's study days, with the streak on each.
 *
 * A study day is a day with an answer. Days use the time zone and rollover hour of the answer's session, so later changes of the learner's zone do
 * not affect past days, and there is no param `timezone`. `minutes` is the time between events of sessions, with long gaps counted in part.
 *
 * `streak` is the number of consecutive study days up to this day, counted over the complete history by the rules of `updateStreak` (`/algorithms`):
 * a date that a flight west removed or that a zone skipped (Samoa's 30 December 2011) does not break a streak, and a date that a flight east repeats
 * does not lengthen it.
 */
export const studyDays = definePipeline({
  name: 'study_days',
  question: 'on which days did this learner study, how much, and with which streak?',
  scope: 'learner',
  collection: 'learning_sessions',
  index: 'user_started',
  resultSize: { rows: MOST_DAYS },
  cacheMinutes: 15,
  params: z.strictObject({ user_id: fields.userId, ...span }).superRefine(checkSpan()),
  example: { user_id: LEARNER, ...MARCH },
  row: z.strictObject({
    day: dayText,
    minutes: fields.amount,
    sessions: fields.count,
    answers: fields.count,
    streak: z.int().min(1),
  }),
  stages: ({ user_id, since, until }, ref) => [
    { $match: { user_id, started_at: { $lt: until } } },
    { $unwind: ref('study.days') },
    { $match: { 'study.days.first_answer_at': { $lt: until } } },
    {
      $project: {
        at: '$study.days.first_answer_at',
        day: '$study.days.day',
        offset: '$study.days.offset_minutes',
        minutes: { $divide: ['$study.days.milliseconds', MINUTE_MS] },
        answers: '$study.days.answers',
      },
    },
    // The newest day so far: a session of an earlier date, after a flight east, leaves it where it is.
    {
      $setWindowFields: {
        sortBy: IN_TIME,
        output: { newest: { $max: '$day', window: { documents: ['unbounded', 'current'] } } },
      },
    },
    { $set: { there: { $eq: ['$day', '$newest'] } } },
    { $sort: IN_TIME },
    {
      $group: {
        _id: '$newest',
        came_with: { $first: '$offset' },
        left_with: { $top: { sortBy: { there: -1, at: -1, offset: -1 }, output: '$offset' } },
        sessions: {
          $push: { $cond: [{ $gte: ['$at', since] }, { at: '$at', day: '$day', minutes: '$minutes', answers: '$answers' }, '$$REMOVE'] },
        },
      },
    },
    ...streaks(),
    { $unwind: '$sessions' },
    { $sort: { 'sessions.at': 1, 'sessions.day': 1 } },
    {
      $group: {
        _id: '$sessions.day',
        minutes: { $sum: '$sessions.minutes' },
        sessions: { $sum: 1 },
        answers: { $sum: '$sessions.answers' },
        streak: { $first: '$streak' },
      },
    },
    { $sort: { _id: 1 } },
    { $set: { day: dateOfDay('$_id') } },
    { $unset: '_id' },
  ],
});

/** `streak` of each newest day `_id`, from the clock's offset that it came with and the one that the day before it was left with. */
function streaks(): Stage[] {
  const gap = { $subtract: ['$_id', { $add: ['$before', 1] }] };
  const moved = { $divide: [{ $subtract: ['$came_with', '$left_before'] }, DAY_MINUTES] };
  // Rounded as in JavaScript: halves go up.
  const lived = { $min: [gap, { $floor: { $add: [{ $subtract: [gap, moved] }, 0.5] } }] };
  return [
    {
      $setWindowFields: {
        sortBy: { _id: 1 },
        output: { before: { $shift: { output: '$_id', by: -1 } }, left_before: { $shift: { output: '$left_with', by: -1 } } },
      },
    },
    { $set: { begins: { $cond: [{ $or: [{ $eq: ['$before', null] }, { $gt: [lived, 0] }] }, 1, 0] } } },
    { $setWindowFields: { sortBy: { _id: 1 }, output: { run: { $sum: '$begins', window: { documents: ['unbounded', 'current'] } } } } },
    { $setWindowFields: { partitionBy: '$run', sortBy: { _id: 1 }, output: { streak: { $documentNumber: {} } } } },
  ];
}
