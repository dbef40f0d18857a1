import { z } from 'zod';
import {
  answerBody,
  emotionBody,
  interactionBody,
  interventionBody,
  interventionRatingBody,
  sessionStartBody,
} from '../../collections/index.js';
import { fields } from '../../schema/index.js';
import { definePipeline, type Ref } from '../define-pipeline.js';
import { LEARNER, MARCH } from '../examples.js';

/** Events that a day of emotions is summed from. */
const EMOTIONAL_TYPES = [
  'answer',
  'interaction',
  'emotion',
  'intervention',
  'intervention_rated',
  'session_started',
  'consent_withdrawn',
] as const;

/** Of the interactions, those that came with an emotion. */
const emotionalOnly = {
  $match: {
    type: { $in: [...EMOTIONAL_TYPES] },
    $or: [{ type: { $ne: 'interaction' } }, { 'interaction.emotional_context': { $exists: true } }],
  },
};

/** Events that change a day of emotions: those that it is summed from, and what takes one of them back. */
export const emotionalOrUndone = {
  $match: { ...emotionalOnly.$match, type: { $in: [...EMOTIONAL_TYPES, 'answer_undone'] } },
};

const common = { event_id: fields.storedEventId, session_id: fields.sessionId, occurred_at: fields.instant };
const felt = interactionBody.shape.emotional_context.unwrap();

/** What one learner felt, answered and was helped by in a span of time, with no more of it than a day of emotions is summed from. */
export const emotionalLog = definePipeline({
  name: 'emotional_log',
  question: 'which emotions, answers and interventions does this learner have in this span?',
  scope: 'internal',
  collection: 'learning_events',
  index: 'user_time',
  resultSize: { rows: Number.POSITIVE_INFINITY },
  params: z.strictObject({ user_id: fields.userId, since: fields.instant, until: fields.instant }),
  example: { user_id: LEARNER, ...MARCH },
  row: z.discriminatedUnion('type', [
    z.strictObject({
      ...common,
      type: z.literal('answer'),
      undone_at: fields.instant.optional(),
      answer: answerBody.pick({ score: true, response_time_seconds: true, activity_type: true, emotional_state: true }),
      provenance: z.strictObject({
        newly_mastered: z.boolean(),
        before: z.strictObject({ next_review_date: fields.instant.optional() }),
      }),
    }),
    z.strictObject({
      ...common,
      type: z.literal('interaction'),
      interaction: z.strictObject({
        emotional_context: felt.pick({ detected_emotion: true, confidence: true, emotional_intensity: true }),
      }),
    }),
    z.strictObject({ ...common, type: z.literal('emotion'), emotion: emotionBody }),
    z.strictObject({ ...common, type: z.literal('intervention'), intervention: interventionBody.pick({ intervention_type: true }) }),
    z.strictObject({ ...common, type: z.literal('intervention_rated'), rating: interventionRatingBody }),
    z.strictObject({
      ...common,
      type: z.literal('session_started'),
      session: sessionStartBody.pick({ initial_emotional_state: true }),
    }),
    z.strictObject({ ...common, type: z.literal('consent_withdrawn') }),
  ]),
  withheld: () => null,
  decrypted: { '': 'learning_events' },
  stages: ({ user_id, since, until }, ref) => [
    { $match: { user_id, occurred_at: { $gte: since, $lt: until } } },
    emotionalOnly,
    { $sort: { occurred_at: 1 } },
    { $project: { _id: 0, ...shown(ref) } },
  ],
});

function shown(ref: Ref<'learning_events'>): { readonly [path: string]: 1 } {
  const paths = [
    ref('event_id'),
    ref('session_id'),
    ref('occurred_at'),
    ref('type'),
    ref('undone_at'),
    ref('emotion'),
    ref('answer.score'),
    ref('answer.response_time_seconds'),
    ref('answer.activity_type'),
    ref('answer.emotional_state'),
    ref('provenance.newly_mastered'),
    ref('provenance.before.next_review_date'),
    ref('interaction.emotional_context.detected_emotion'),
    ref('interaction.emotional_context.confidence'),
    ref('interaction.emotional_context.emotional_intensity'),
    ref('intervention.intervention_type'),
    ref('rating'),
    ref('session.initial_emotional_state'),
  ];
  return Object.fromEntries(paths.map((path) => [path.slice(1), 1]));
}
