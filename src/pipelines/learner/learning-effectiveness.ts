import { z } from 'zod';
import { type CollectionNaming, fields } from '../../schema/index.js';
import { definePipeline, type Ref, type Stage } from '../define-pipeline.js';
import { LEARNER, MARCH } from '../examples.js';
import { checkSpan, span } from '../params.js';

/** What answers can be distinguished by. */
const ASPECTS = ['style', 'strategy', 'difficulty'] as const;

/** Strategies have names of the host's choice; of more than so many the most used are shown. */
const MOST_ROWS = 200;

/** Difficulty runs from 0 to 1, in bands of a fifth. */
const BANDS = ['0-0.2', '0.2-0.4', '0.4-0.6', '0.6-0.8', '0.8-1'] as const;

/**
 * The results of a learner's answers by the presentation of the content (`style`, `strategy`) or by the difficulty of the question (`difficulty`).
 *
 * Scores alone mislead, because a strategy used with easy concepts looks good. So a row has not only `mean_score` (0 to 1) and the share of right
 * answers, but also the mean prediction for the same answers (`expected_rate`) and the mean change of mastery (`mean_gain`, -1 to 1). `style` is the
 * style of the content, not a label of the learner: teaching to a learner's style has no empirical support (Pashler et al. 2008).
 *
 * Answers without a style or strategy are left out. A question without a difficulty counts with the initial difficulty of its session. A band
 * contains difficulties ≥ its lower and < its upper bound; the last band also contains 1.
 */
export const learningEffectiveness = definePipeline({
  name: 'learning_effectiveness',
  question: 'which style, strategy or difficulty works for this learner?',
  scope: 'learner',
  collection: 'learning_events',
  index: 'user_time',
  resultSize: { rows: MOST_ROWS },
  cacheMinutes: 15,
  params: z.strictObject({ user_id: fields.userId, ...span, by: z.enum(ASPECTS) }).superRefine(checkSpan()),
  example: { user_id: LEARNER, ...MARCH, by: 'strategy' },
  row: z.strictObject({
    by: z.enum(ASPECTS),
    name: fields.name,
    answers: fields.count,
    mean_score: fields.unitInterval,
    success_rate: fields.unitInterval,
    expected_rate: fields.unitInterval,
    mean_gain: z.number().min(-1).max(1),
  }),
  stages: ({ user_id, since, until, by }, ref, named) => [
    { $match: { user_id, occurred_at: { $gte: since, $lt: until } } },
    // As an expression, which keeps the server off the index of answers by concept: that one would be read for all time.
    { $match: { $expr: { $eq: [ref('type'), 'answer'] }, undone_at: { $exists: false } } },
    {
      $group: {
        _id: by === 'difficulty' ? difficulty(ref) : { name: ref(by === 'style' ? 'answer.learning_style' : 'answer.strategy') },
        answers: { $sum: 1 },
        score: { $sum: ref('answer.score') },
        correct: { $sum: { $cond: [ref('answer.correct'), 1, 0] } },
        expected: { $sum: ref('provenance.predicted') },
        gain: { $sum: { $subtract: [ref('provenance.after.mastery_level'), ref('provenance.before.mastery_level')] } },
      },
    },
    ...(by === 'difficulty' ? bandsOf(user_id, named) : []),
    // Of an answer that does not say it, the name is missing.
    { $match: { '_id.name': { $type: 'string' } } },
    {
      $project: {
        _id: 0,
        by: { $literal: by },
        name: '$_id.name',
        answers: 1,
        mean_score: { $divide: ['$score', '$answers'] },
        success_rate: { $divide: ['$correct', '$answers'] },
        expected_rate: { $divide: ['$expected', '$answers'] },
        mean_gain: { $divide: ['$gain', '$answers'] },
      },
    },
    { $sort: by === 'difficulty' ? { name: 1 } : { answers: -1, name: 1 } },
    { $limit: MOST_ROWS },
  ],
});

/** The band of an answer's difficulty or, where it says none, the session that does. */
function difficulty(ref: Ref<'learning_events'>): object {
  const level = ref('answer.difficulty_level');
  const said = { $isNumber: level };
  return { name: { $cond: [said, bandOf(level), '$$REMOVE'] }, session_id: { $cond: [said, '$$REMOVE', ref('session_id')] } };
}

function bandOf(level: unknown): object {
  const place = { $min: [{ $floor: { $multiply: [level, BANDS.length] } }, BANDS.length - 1] };
  return { $arrayElemAt: [BANDS, { $toInt: place }] };
}

/** Asks each session for the level that it set out with, once, and adds up the answers of a band. */
function bandsOf(user_id: string, named: CollectionNaming): Stage[] {
  const level = 'session_context.initial_difficulty_level';
  return [
    {
      $lookup: {
        from: named('learning_sessions'),
        localField: '_id.session_id',
        foreignField: 'session_id',
        pipeline: [{ $match: { user_id, [level]: { $gte: 0, $lte: 1 } } }, { $project: { _id: 0, level: `$${level}` } }],
        as: 'session',
      },
    },
    { $set: { session: { $first: '$session' } } },
    {
      $group: {
        _id: { name: { $ifNull: ['$_id.name', { $cond: [{ $isNumber: '$session.level' }, bandOf('$session.level'), null] }] } },
        answers: { $sum: '$answers' },
        score: { $sum: '$score' },
        correct: { $sum: '$correct' },
        expected: { $sum: '$expected' },
        gain: { $sum: '$gain' },
      },
    },
  ];
}
