import { z } from 'zod';
import { conceptId } from '../../collections/index.js';
import { fields } from '../../schema/index.js';
import { definePipeline } from '../define-pipeline.js';
import { behind, pageLimit } from '../paging.js';
import { leastCounted, markSmallGroups, notOf, unlessSuppressed, without } from '../privacy.js';
import { conceptOf } from './part-of-curriculum.js';

const PAGE = { key: ['topic', 'concept'], defaultSize: 50, maxSize: 200 } as const;

/**
 * For each concept of a subject: how many learners fulfil each of its prerequisites (a mastery of at least `mastery_required`), how many fulfil all
 * of them and are ready, how many have started, and how many have mastered it.
 *
 * `learners_ready_started` counts those who are ready now and have started; the other learners in `learners_started` started before they were ready,
 * or have forgotten a prerequisite since. Without prerequisites, everybody who has started is ready. `left_out` counts stored mastery documents of
 * the concept and its prerequisites whose level is not a number. A concept has `suppressed: true` and no figures if fewer than `least_learners`
 * learners (10 by default) have practised it or one of its prerequisites.
 *
 * For each concept of the page, it reads only the mastery documents of that concept and its prerequisites, through an index. For a whole curriculum
 * it reads each document once, and once more for each dependent concept. It keeps one number per learner of one concept in memory at a time.
 */
export const prerequisiteFunnel = definePipeline({
  name: 'prerequisite_funnel',
  question: 'how many learners reach each stage on the way to a concept?',
  scope: 'platform',
  collection: 'concepts',
  index: 'identity',
  resultSize: { page: PAGE },
  cacheMinutes: 360,
  params: z.strictObject({
    subject: fields.name,
    mastered_above: fields.unitInterval,
    without,
    least_learners: leastCounted,
    after: conceptId.pick({ topic: true, concept: true }).optional(),
    limit: pageLimit(PAGE),
  }),
  example: { subject: 'Algebra', mastered_above: 0.8 },
  row: z.strictObject({
    ...conceptId.shape,
    suppressed: z.boolean(),
    prerequisites: z.array(conceptId.extend({ mastery_required: fields.unitInterval, learners_fulfilling: fields.count.nullable() })),
    learners_ready: fields.count.nullable(),
    learners_started: fields.count.nullable(),
    learners_ready_started: fields.count.nullable(),
    learners_mastered: fields.count.nullable(),
    left_out: fields.count.nullable(),
  }),
  stages: ({ subject, mastered_above, without: left, least_learners, after, limit }, ref, named) => {
    const needed = ref('prerequisites');
    const key = (entry: string) => conceptOf((part) => `${entry}.${part}`);
    const own = { subject: ref('subject'), topic: ref('topic'), concept: ref('concept') };
    return [
      { $match: { subject, 'moved_to.concept': { $exists: false }, ...(after === undefined ? {} : behind(after, PAGE.key)) } },
      { $sort: { subject: 1, topic: 1, concept: 1 } },
      { $limit: limit },
      {
        $set: {
          names: { $concatArrays: [[own.concept], { $map: { input: needed, in: '$$this.concept' } }] },
          // The concept itself is at 0, its prerequisites from 1 on.
          keys: { $concatArrays: [[own], { $map: { input: needed, in: key('$$this') } }] },
          levels: { $concatArrays: [[0], { $map: { input: needed, in: '$$this.mastery_required' } }] },
        },
      },
      {
        $lookup: {
          from: named('content_mastery'),
          localField: 'names',
          foreignField: 'concept',
          let: { keys: '$keys', levels: '$levels' },
          pipeline: countLearners(mastered_above, left),
          as: 'found',
        },
      },
      { $set: { learners: countAt('learners', 0) } },
      markSmallGroups(least_learners),
      {
        $project: {
          _id: 0,
          ...own,
          suppressed: 1,
          prerequisites: {
            $map: {
              input: { $range: [0, { $size: needed }] },
              as: 'n',
              in: {
                $let: {
                  vars: { entry: { $arrayElemAt: [needed, '$$n'] } },
                  in: {
                    $mergeObjects: [
                      key('$$entry'),
                      {
                        mastery_required: '$$entry.mastery_required',
                        learners_fulfilling: unlessSuppressed(countAt('fulfilling', { $add: ['$$n', 1] })),
                      },
                    ],
                  },
                },
              },
            },
          },
          learners_ready: unlessSuppressed(countAt('ready', 0)),
          learners_started: unlessSuppressed(countAt('fulfilling', 0)),
          learners_ready_started: unlessSuppressed(countAt('ready_started', 0)),
          learners_mastered: unlessSuppressed(countAt('mastered', 0)),
          left_out: unlessSuppressed(countAt('left_out', 0)),
        },
      },
    ];
  },
});

/** Counts learners by the concept at each place of `$$keys`: first all that one learner knows in one row, then rows that are alike together. */
function countLearners(mastered_above: number, left: readonly string[]): object[] {
  const level = '$mastery_tracking.current_mastery_level';
  const all = { $subtract: [{ $pow: [2, { $subtract: [{ $size: '$$keys' }, 1] }] }, 1] };
  const ready = { $eq: ['$_id.met', all] };
  const fulfils = { $eq: [{ $mod: [{ $floor: { $divide: ['$_id.met', { $pow: [2, { $subtract: ['$place', 1] }] }] } }, 2] }, 1] };
  const sumIf = (condition: unknown) => ({ $sum: { $cond: [condition, '$learners', 0] } });
  return [
    // By name the index finds them; a namesake in another topic or subject is none of ours.
    { $match: { ...notOf(left), $expr: { $in: [conceptOf((part) => `$${part}`), '$$keys'] } } },
    { $set: { place: { $indexOfArray: ['$$keys', conceptOf((part) => `$${part}`)] }, sound: { $isNumber: level } } },
    {
      $group: {
        _id: '$user_id',
        started: { $max: { $and: ['$sound', { $eq: ['$place', 0] }] } },
        mastered: { $max: { $and: ['$sound', { $eq: ['$place', 0] }, { $gt: [level, mastered_above] }] } },
        // The prerequisites that are fulfilled, as the bits of a number: fifty at most, and a double holds 53.
        met: {
          $sum: {
            $cond: [
              { $and: ['$sound', { $gt: ['$place', 0] }, { $gte: [level, { $arrayElemAt: ['$$levels', '$place'] }] }] },
              { $pow: [2, { $subtract: ['$place', 1] }] },
              0,
            ],
          },
        },
        left_out: { $sum: { $cond: ['$sound', 0, 1] } },
      },
    },
    {
      $group: {
        _id: { started: '$started', mastered: '$mastered', met: '$met' },
        learners: { $sum: 1 },
        left_out: { $sum: '$left_out' },
      },
    },
    { $set: { place: { $range: [0, { $size: '$$keys' }] } } },
    { $unwind: '$place' },
    {
      $group: {
        _id: '$place',
        fulfilling: sumIf({ $cond: [{ $eq: ['$place', 0] }, '$_id.started', fulfils] }),
        ready: sumIf({ $and: [ready, { $or: ['$_id.started', { $gt: [all, 0] }] }] }),
        ready_started: sumIf({ $and: [ready, '$_id.started'] }),
        mastered: sumIf('$_id.mastered'),
        left_out: { $sum: '$left_out' },
        learners: { $sum: '$learners' },
      },
    },
  ];
}

/** What was counted at one place, 0 where nobody was. */
function countAt(figure: string, place: unknown): object {
  const there = { $filter: { input: '$found', as: 'count', cond: { $eq: ['$$count._id', place] } } };
  return { $sum: { $map: { input: there, as: 'count', in: `$$count.${figure}` } } };
}
