import { z } from 'zod';
import { fields } from '../../schema/index.js';
import { definePipeline } from '../define-pipeline.js';
import { learnersOf } from '../examples.js';
import { leastLearners } from '../privacy.js';
import { checkCohorts, differenceOf, MOST_COHORTS, MOST_MEMBERS, pairsOf } from './cohorts.js';

const figure = fields.amount.nullable();

/**
 * Compares groups of learners: mean mastery, mastered concepts and answers per learner, and the share of right answers.
 *
 * Only learners who take part in analytics (`preferences.privacy_settings.analytics_participation`) and have practised a concept of the subject are
 * counted. `mean_mastery` is the mean over learners of each learner's mean, so that all learners weigh the same.
 *
 * Groups with fewer than k = `least_learners` learners (10 by default) get no figures. Cohorts with fewer than k ids, and two cohorts that differ by
 * fewer than k ids, are `invalid_input`. Cohorts with fewer than k counted learners, and two cohorts that differ by fewer than k counted learners,
 * have `suppressed: true` and no figures.
 *
 * Figures are exact, so a reader can still derive figures of a few learners by repeated queries (with one more learner, or before and after somebody
 * joins), by combining three or more cohorts, or if they know the figures of all the others. Show it only to people who may see the learners
 * themselves, or fix the cohorts.
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
