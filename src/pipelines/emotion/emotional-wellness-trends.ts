import { z } from 'zod';
import { learnerDayNumber } from '../../algorithms/index.js';
import { fields } from '../../schema/index.js';
import { definePipeline } from '../define-pipeline.js';
import { LEARNER, MARCH } from '../examples.js';
import { checkSpan, dayText, LONGEST_SPAN_DAYS, learnerDays, span } from '../params.js';
import { datesLeftOut, zoneClock } from '../zone-clock.js';

const DAY_MS = 86_400_000;

/** A week, so that a day of the week does not show in the average. */
const DEFAULT_WINDOW_DAYS = 7;
const LONGEST_WINDOW_DAYS = 90;

/** Days of feelings are those of the calendar. */
const MIDNIGHT = 0;

const score = fields.unitInterval.nullable();

/**
 * A learner's daily wellness and stability, and the moving average of the wellness.
 *
 * Each learner's day in the span has a row. For a day without data, `wellness`, `stability` and `dominant_emotion` are null and `filled` is true;
 * `wellness_filled` is then interpolated linearly between the nearest days with data, and null if one side has none. A date that the zone skipped (30
 * December 2011 in Samoa) has no row.
 *
 *     moving_average(d) = mean of the wellness of the last `window_days` days up to d, over days with data; null without any
 *
 * The window and the interpolation also use days before `since`. Interpolated values are not part of the average.
 */
export const emotionalWellnessTrends = definePipeline({
  name: 'emotional_wellness_trends',
  question: "how was this learner's emotional wellness, by day?",
  scope: 'learner',
  collection: 'emotional_analytics',
  materializedBy: 'aggregateEmotions',
  index: 'user_date',
  // A span of whole 24 hours touches a day more, and another where the clocks went forward.
  resultSize: { rows: LONGEST_SPAN_DAYS + 2 },
  cacheMinutes: 60,
  targetMs: 300,
  params: z
    .strictObject({
      user_id: fields.userId,
      ...span,
      window_days: z.int().min(1).max(LONGEST_WINDOW_DAYS).default(DEFAULT_WINDOW_DAYS),
      timezone: learnerDays.timezone,
    })
    .superRefine(checkSpan()),
  example: { user_id: LEARNER, ...MARCH, timezone: 'Europe/Zurich' },
  row: z.strictObject({
    day: dayText,
    wellness: score,
    filled: z.boolean(),
    wellness_filled: score,
    moving_average: score,
    stability: score,
    dominant_emotion: fields.emotionalState.nullable(),
  }),
  withheld: () => null,
  stages: ({ user_id, since, until, window_days, timezone }, ref) => {
    const first = dateOf(learnerDayNumber(since.getTime(), timezone, MIDNIGHT));
    const end = dateOf(learnerDayNumber(until.getTime() - 1, timezone, MIDNIGHT) + 1);
    // One day more than the window: the zone may have left one out.
    const from = new Date(first.getTime() - window_days * DAY_MS);
    const leftOut = datesLeftOut(zoneClock(timezone, from, end)).map(dateOf);
    return [
      { $match: { user_id, analysis_date: { $gte: from, $lt: end }, data_source: 'daily_aggregation' } },
      {
        $project: {
          _id: 0,
          date: { $dateTrunc: { date: ref('analysis_date'), unit: 'day' } },
          wellness: ref('emotional_summary.overall_emotional_wellness'),
          wellness_filled: ref('emotional_summary.overall_emotional_wellness'),
          stability: ref('emotional_summary.emotional_stability_score'),
          dominant_emotion: ref('emotional_summary.dominant_emotion'),
        },
      },
      { $densify: { field: 'date', range: { step: 1, unit: 'day', bounds: [from, end] } } },
      { $match: { $expr: { $or: [{ $ne: [{ $type: '$wellness' }, 'missing'] }, { $not: { $in: ['$date', leftOut] } }] } } },
      { $fill: { sortBy: { date: 1 }, output: { wellness_filled: { method: 'linear' } } } },
      {
        $setWindowFields: {
          sortBy: { date: 1 },
          output: { moving_average: { $avg: '$wellness', window: { documents: [1 - window_days, 'current'] } } },
        },
      },
      { $match: { date: { $gte: first } } },
      { $sort: { date: 1 } },
      {
        $project: {
          day: { $dateToString: { date: '$date', format: '%Y-%m-%d' } },
          wellness: { $ifNull: ['$wellness', null] },
          filled: { $eq: [{ $type: '$wellness' }, 'missing'] },
          wellness_filled: inUnit('$wellness_filled'),
          moving_average: inUnit('$moving_average'),
          stability: { $ifNull: ['$stability', null] },
          dominant_emotion: { $ifNull: ['$dominant_emotion', null] },
        },
      },
    ];
  },
});

/** The server lets values leave a window by subtracting them: what stays of a mean of zeros may be a hair below 0. */
function inUnit(score: string): object {
  return { $cond: [{ $isNumber: score }, { $max: [0, { $min: [1, score] }] }, null] };
}

/** The date of a day, at midnight UTC. */
function dateOf(day: number): Date {
  return new Date(day * DAY_MS);
}
