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
 * The days on which a learner studied, with the length of the streak on each.
 *
 * A study day is one with an answer. Days are counted in the zone and with the rollover hour that the session of the answer was started with:
 * where the learner was then. `minutes` is the time between the events of sessions, of long gaps only a part. Later moves of theirs change no day that has been, nor break a streak after the fact; hence there is no `timezone` among the params.
 *
 * `streak` is how many study days in a row had come together when the day's first answer was given, counted over the whole history by the
 * rules of `updateStreak` (`/algorithms`), with the first answer of each session and day for a moment of study: a date that a flight west swallowed or a zone
 * left out (Samoa's 30 December 2011) breaks none, and a date that a flight east brought back adds nothing.
 */
export const studyDays = definePipeline({
  name: 'study_days',
  question: 'on which days did this learner study, how much, and how long was their streak?',
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
