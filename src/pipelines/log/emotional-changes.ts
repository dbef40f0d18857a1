import { z } from 'zod';
import { fields } from '../../schema/index.js';
import { definePipeline } from '../define-pipeline.js';
import { MARCH } from '../examples.js';
import { emotionalOrUndone } from './emotional-log.js';

/** Which learners' days of emotions were touched by what was recorded in a span of time, learner by learner. */
export const emotionalChanges = definePipeline({
  name: 'emotional_changes',
  question: 'which daily emotions changed through events recorded in this span?',
  scope: 'internal',
  collection: 'learning_events',
  index: 'recorded',
  resultSize: { rows: Number.POSITIVE_INFINITY },
  params: z.strictObject({ since: fields.instant, until: fields.instant }),
  example: MARCH,
  row: z.strictObject({
    user_id: fields.userId,
    session_id: fields.sessionId,
    /** The first and the last event of one UTC day; the learner's own days lie between theirs. */
    first: fields.instant,
    last: fields.instant,
    /** Whether one of them says how the learner feels. */
    felt: z.boolean(),
    /** What a rating rates, which may lie on another day. */
    intervention_id: fields.storedEventId.optional(),
  }),
  withheld: () => null,
  stages: ({ since, until }, ref) => [
    { $match: { recorded_at: { $gte: since, $lt: until } } },
    emotionalOrUndone,
    {
      $group: {
        _id: {
          user_id: ref('user_id'),
          session_id: ref('session_id'),
          day: { $dateTrunc: { date: ref('occurred_at'), unit: 'day' } },
          intervention_id: ref('rating.intervention_id'),
        },
        first: { $min: ref('occurred_at') },
        last: { $max: ref('occurred_at') },
        felt: {
          $max: {
            $or: [
              { $in: [ref('type'), ['emotion', 'interaction']] },
              { $gt: [ref('answer.emotional_state'), null] },
              { $gt: [ref('session.initial_emotional_state'), null] },
            ],
          },
        },
      },
    },
    { $sort: { '_id.user_id': 1 } },
    {
      $project: {
        _id: 0,
        user_id: '$_id.user_id',
        session_id: '$_id.session_id',
        intervention_id: '$_id.intervention_id',
        first: 1,
        last: 1,
        felt: 1,
      },
    },
  ],
});
