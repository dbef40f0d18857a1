import { z } from 'zod';
import { fields } from '../../schema/index.js';
import { definePipeline } from '../define-pipeline.js';
import { learnersOf } from '../examples.js';
import { leastLearners } from '../privacy.js';
import { checkCohorts, differenceOf, MOST_COHORTS, MOST_MEMBERS, pairsOf } from './cohorts.js';

const figure = fields.amount.nullable();

/**
 * How groups of learners compare: mean mastery, concepts mastered and answers for each learner, and the share of right answers.
 *
 * Only learners count who take part in analytics (`preferences.privacy_settings.analytics_participation`) and have met a concept of
 * the subject. `mean_mastery` is the mean over learners of each one's own mean, so that a busy learner weighs no more than another.
 *
 * No group of fewer than `least_learners` (k; 10 unless told) is told of: cohorts of fewer ids, and two that differ by fewer, are
 * `invalid_input`; a cohort with fewer than k learners that count, and two that differ by fewer that count (by one, padded with strangers), come
 * with `suppressed: true` and without figures.
 *
 * What this does not prevent: figures are exact, so a reader who asks several times (with one learner more, or before and after somebody joins),
 * or adds and subtracts three cohorts or more of one question, can still come down to a few learners; so can who already knows the figures
 * of all the others. Ask it for people who may see the learners themselves, or fix the cohorts.
 *
 * @throws AdaptiveLearningError `invalid_input` for cohorts as above, for two of one name, and for more than 8 of them or 1,000 ids in one
 */
export const cohortComparison = definePipeline({
  name: 'cohort_comparison',
  question: 'how do these groups of learners compare?',
  scope: 'platform',
  collection: 'content_mastery',
  index: 'user_subject',
  resultSize: { rows: MOST_COHORTS },
  params: z
    .strictObject({
      cohorts: z
        .array(z.strictObject({ name: fields.name, user_ids: z.array(fields.userId).min(1).max(MOST_MEMBERS) }))
        .min(1)
        .max(MOST_COHORTS),
      subject: fields.name.optional(),
      mastered_above: fields.unitInterval,
      least_learners: leastLearners,
    })
    .superRefine(checkCohorts),
  example: {
    cohorts: [
      { name: 'class 1', user_ids: learnersOf(1, 10) },
      { name: 'class 2', user_ids: learnersOf(2, 10) },
    ],
    mastered_above: 0.8,
  },
  row: z.strictObject({
    cohort: fields.name,
    suppressed: z.boolean(),
    learners: fields.count.nullable(),
    mean_mastery: fields.unitInterval.nullable(),
    concepts_mastered_per_learner: figure,
    answers_per_learner: figure,
    success_rate: fields.unitInterval.nullable(),
  }),
  stages: ({ cohorts, subject, mastered_above, least_learners }, ref, named) => {
    const level = ref('mastery_tracking.current_mastery_level');
    const everybody = [...new Set(cohorts.flatMap(({ user_ids }) => user_ids))];
    const pairs = pairsOf(cohorts.length);
    // The names of cohorts are data: fields are named by their place.
    const ofCohort = cohorts.map(({ user_ids }, n) => [`cohort_${n}`, [{ $match: { _id: { $in: user_ids } } }, sumUp]] as const);
    const ofPair = pairs.map(([a, b]) => {
      const apart = differenceOf(cohorts[a]?.user_ids ?? [], cohorts[b]?.user_ids ?? []);
      return [`apart_${a}_${b}`, [{ $match: { _id: { $in: apart } } }, { $count: 'learners' }]] as const;
    });
    const tooFew = (learners: unknown) => ({ $and: [{ $gt: [learners, 0] }, { $lt: [learners, least_learners] }] });
    return [
      { $match: { user_id: { $in: everybody }, ...(subject === undefined ? {} : { subject }) } },
      {
        $group: {
          _id: ref('user_id'),
          mastery: { $avg: level },
          mastered: { $sum: { $cond: [{ $gt: [level, mastered_above] }, 1, 0] } },
          answers: { $sum: ref('evidence.answers') },
          correct: { $sum: ref('evidence.correct') },
        },
      },
      {
        $lookup: {
          from: named('users'),
          localField: '_id',
          foreignField: 'user_id',
          pipeline: [{ $match: { 'preferences.privacy_settings.analytics_participation': true } }, { $project: { _id: 1 } }],
          as: 'takes_part',
        },
      },
      { $match: { takes_part: { $ne: [] } } },
      { $facet: Object.fromEntries([...ofCohort, ...ofPair]) },
      {
        $project: {
          rows: cohorts.map(({ name }, n) => ({
            cohort: { $literal: name },
            sums: { $ifNull: [{ $first: `$cohort_${n}` }, { learners: 0 }] },
            close: {
              $or: pairs
                .filter((pair) => pair.includes(n))
                .map(([a, b]) => tooFew({ $ifNull: [{ $first: `$apart_${a}_${b}.learners` }, 0] })),
            },
          })),
        },
      },
      { $unwind: '$rows' },
      { $replaceWith: '$rows' },
      { $set: { suppressed: { $or: ['$close', { $lt: ['$sums.learners', least_learners] }] } } },
      {
        $project: {
          cohort: 1,
          suppressed: 1,
          learners: shown('$sums.learners'),
          mean_mastery: shown('$sums.mastery'),
          concepts_mastered_per_learner: shown('$sums.mastered'),
          answers_per_learner: shown('$sums.answers'),
          success_rate: shown({ $cond: [{ $eq: ['$sums.answered', 0] }, null, { $divide: ['$sums.correct', '$sums.answered'] }] }),
        },
      },
    ];
  },
});

/** What the learners of one cohort come to together. */
const sumUp = {
  $group: {
    _id: null,
    learners: { $sum: 1 },
    mastery: { $avg: '$mastery' },
    mastered: { $avg: '$mastered' },
    answers: { $avg: '$answers' },
    answered: { $sum: '$answers' },
    correct: { $sum: '$correct' },
  },
};

function shown(figure: unknown): object {
  return { $cond: ['$suppressed', null, figure] };
}
