import { z } from 'zod';
import { fields } from '../../schema/index.js';
import { definePipeline } from '../define-pipeline.js';
import { LEARNER, MARCH } from '../examples.js';
import { checkSpan, span } from '../params.js';

const MOST_BINS = 20;

/** What was predicted of an answer before any model saw it: that the concept is remembered, and that the answer is right. */
const MEASURES = ['retention', 'success'] as const;

/**
 * Predicted probabilities compared with actual outcomes of a learner's answers, in bins of equal width.
 *
 * There are two measures. `retention`: the probability of recall by the forgetting curve, without first answers to a concept. `success`: the
 * probability of a right answer by the predictor, for all answers. `predicted_mean` is the mean prediction in a bin, and `recalled_share` the share
 * of right answers. A bin contains predictions ≥ `from` and < `to`; the last bin also contains 1. Bins without answers have no row.
 */
export const retentionCalibration = definePipeline({
  name: 'retention_calibration',
  question: 'how accurate were the predictions for this learner?',
  scope: 'learner',
  collection: 'learning_events',
  index: 'user_time',
  resultSize: { rows: MEASURES.length * MOST_BINS },
  cacheMinutes: 15,
  params: z.strictObject({ user_id: fields.userId, ...span, bins: z.int().min(2).max(MOST_BINS) }).superRefine(checkSpan()),
  example: { user_id: LEARNER, ...MARCH, bins: 10 },
  row: z.strictObject({
    measure: z.enum(MEASURES),
    bin: fields.count,
    from: fields.unitInterval,
    to: fields.unitInterval,
    answers: fields.count,
    predicted_mean: fields.unitInterval,
    recalled_share: fields.unitInterval,
  }),
  stages: ({ user_id, since, until, bins }, ref) => [
    { $match: { user_id, occurred_at: { $gte: since, $lt: until } } },
    // As an expression, which keeps the server off the index of answers by concept: that one would be read for all time.
    { $match: { $expr: { $eq: [ref('type'), 'answer'] }, undone_at: { $exists: false } } },
    {
      $project: {
        correct: ref('answer.correct'),
        predictions: [
          // Before the first answer there is neither a review nor a curve.
          {
            measure: MEASURES[0],
            predicted: {
              $cond: [
                {
                  $or: [
                    { $ne: [{ $type: ref('provenance.before.next_review_date') }, 'missing'] },
                    { $ne: [{ $type: ref('provenance.before.forgetting_curve') }, 'missing'] },
                  ],
                },
                ref('provenance.before.retention'),
                null,
              ],
            },
          },
          { measure: MEASURES[1], predicted: ref('provenance.predicted') },
        ],
      },
    },
    { $unwind: '$predictions' },
    { $match: { 'predictions.predicted': { $ne: null } } },
    {
      $group: {
        _id: {
          measure: '$predictions.measure',
          bin: { $min: [{ $floor: { $multiply: ['$predictions.predicted', bins] } }, bins - 1] },
        },
        answers: { $sum: 1 },
        predicted_mean: { $avg: '$predictions.predicted' },
        recalled_share: { $avg: { $cond: ['$correct', 1, 0] } },
      },
    },
    { $sort: { _id: 1 } },
    {
      $project: {
        _id: 0,
        measure: '$_id.measure',
        bin: '$_id.bin',
        from: { $divide: ['$_id.bin', bins] },
        to: { $divide: [{ $add: ['$_id.bin', 1] }, bins] },
        answers: 1,
        predicted_mean: 1,
        recalled_share: 1,
      },
    },
  ],
});
