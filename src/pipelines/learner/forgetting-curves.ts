import { z } from 'zod';
import { contentMastery } from '../../collections/index.js';
import { fields } from '../../schema/index.js';
import { definePipeline } from '../define-pipeline.js';
import { LEARNER } from '../examples.js';
import { curve, retired, studied } from '../params.js';

/** As many as a page can show, and a list of what to review. */
const MOST_CONCEPTS = 50;

const { spaced_repetition_data: repetition } = contentMastery.schema.shape;

/**
 * The forgetting curves of a learner's concepts, earliest due date first, each with its reviews in chronological order. Suspended concepts are left
 * out. The curve begins at `last_practiced_date`; the retention at an instant is `retention(forgetting_curve_parameters, daysBetween(last, now), {
 * shape: curve })` of `/algorithms`, from `last_practiced_date` and `last_practiced_day` to the instant and the learner's day of it.
 */
export const forgettingCurves = definePipeline({
  name: 'forgetting_curves',
  question: "what are the forgetting curves of this learner's most urgent reviews?",
  scope: 'learner',
  collection: 'content_mastery',
  index: 'user_next_review',
  resultSize: { rows: MOST_CONCEPTS },
  cacheMinutes: 15,
  params: z.strictObject({
    user_id: fields.userId,
    subject: fields.name.optional(),
    concepts: z.int().min(1).max(MOST_CONCEPTS),
    curve,
    retired,
  }),
  example: { user_id: LEARNER, concepts: 20 },
  row: z.strictObject({
    subject: fields.name,
    topic: fields.name,
    concept: fields.name,
    mastery_level: fields.unitInterval,
    last_practiced_date: fields.instant,
    /** The learner's day of it, counted from 1970-01-01. */
    last_practiced_day: z.int(),
    next_review_date: fields.instant,
    /** The shape of the curve. */
    curve: z.enum(['power', 'exponential']),
    forgetting_curve_parameters: repetition.shape.forgetting_curve_parameters,
    review_history: repetition.shape.review_history,
  }),
  stages: ({ user_id, subject, concepts, curve: shape, retired: left }, ref) => [
    { $match: { user_id, suspended_at: { $exists: false } } },
    // As an expression, so that the order of due dates is read from the index and not sorted.
    ...(subject === undefined ? [] : [{ $match: { $expr: { $eq: [ref('subject'), { $literal: subject }] } } }]),
    ...studied(left, ref),
    { $sort: { 'spaced_repetition_data.next_review_date': 1 } },
    { $limit: concepts },
    // Of the same date, by their names.
    { $sort: { 'spaced_repetition_data.next_review_date': 1, subject: 1, topic: 1, concept: 1 } },
    {
      $project: {
        _id: 0,
        subject: ref('subject'),
        topic: ref('topic'),
        concept: ref('concept'),
        mastery_level: ref('mastery_tracking.current_mastery_level'),
        last_practiced_date: ref('mastery_tracking.last_practiced_date'),
        last_practiced_day: ref('mastery_tracking.last_practiced_day'),
        next_review_date: ref('spaced_repetition_data.next_review_date'),
        curve: { $literal: shape },
        forgetting_curve_parameters: ref('spaced_repetition_data.forgetting_curve_parameters'),
        review_history: ref('spaced_repetition_data.review_history'),
      },
    },
  ],
});
