import { z } from 'zod';
import { fields } from '../../schema/index.js';
import { definePipeline } from '../define-pipeline.js';
import { MARCH } from '../examples.js';
import { checkSpan, span } from '../params.js';
import { leastLearners } from '../privacy.js';

/**
 * Answers by emotional state: their number, their mean score, and the numbers of sessions and learners.
 *
 * An answer counts for the state recorded with it, or otherwise for the last state in its session. Sessions older than 90 days may no longer contain
 * states. Only learners who currently allow the use of emotions and take part in analytics are counted. A state with fewer than `least_learners`
 * learners (10 by default) has `suppressed: true` and no figures. A correlation does not prove that the state causes the result.
 */
export const emotionByPerformance = definePipeline({
  name: 'emotion_by_performance',
  question: 'how well do learners answer in each emotional state?',
  scope: 'platform',
  collection: 'learning_sessions',
  index: 'started',
  resultSize: { rows: fields.emotionalState.options.length },
  params: z.strictObject({ ...span, least_learners: leastLearners }).superRefine(checkSpan()),
  example: MARCH,
  row: z.strictObject({
    emotion: fields.emotionalState,
    suppressed: z.boolean(),
    learners: fields.count.nullable(),
    sessions: fields.count.nullable(),
    answers: fields.count.nullable(),
    mean_score: fields.unitInterval.nullable(),
  }),
  stages: ({ since, until, least_learners }, ref, named) => {
    const shown = (figure: unknown) => ({ $cond: ['$suppressed', null, figure] });
    return [
      { $match: { started_at: { $gte: since, $lt: until } } },
      { $project: { learner: ref('user_id'), felt: { $objectToArray: ref('evidence.emotions') } } },
      { $unwind: '$felt' },
      {
        $group: {
          _id: { learner: '$learner', emotion: '$felt.k' },
          sessions: { $sum: 1 },
          answers: { $sum: '$felt.v.answers' },
          scores: { $sum: '$felt.v.score_sum' },
        },
      },
      // One row for each learner, with a state or a few: they are asked for their consent once.
      {
        $group: {
          _id: '$_id.learner',
          felt: { $push: { emotion: '$_id.emotion', sessions: '$sessions', answers: '$answers', scores: '$scores' } },
        },
      },
      {
        $lookup: {
          from: named('users'),
          localField: '_id',
          foreignField: 'user_id',
          pipeline: [
            {
              $match: {
                'preferences.privacy_settings.emotional_data_usage': true,
                'preferences.privacy_settings.analytics_participation': true,
              },
            },
            { $project: { _id: 1 } },
          ],
          as: 'consents',
        },
      },
      { $match: { consents: { $ne: [] } } },
      { $unwind: '$felt' },
      {
        $group: {
          _id: '$felt.emotion',
          learners: { $sum: 1 },
          sessions: { $sum: '$felt.sessions' },
          answers: { $sum: '$felt.answers' },
          scores: { $sum: '$felt.scores' },
        },
      },
      { $sort: { _id: 1 } },
      { $set: { suppressed: { $lt: ['$learners', least_learners] } } },
      {
        $project: {
          _id: 0,
          emotion: '$_id',
          suppressed: 1,
          learners: shown('$learners'),
          sessions: shown('$sessions'),
          answers: shown('$answers'),
          // A state is there because somebody answered in it; scores add up to a hair more than their number at most.
          mean_score: shown({ $min: [1, { $divide: ['$scores', { $max: [1, '$answers'] }] }] }),
        },
      },
    ];
  },
});
