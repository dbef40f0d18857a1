import { z } from 'zod';
import { type Content, defineCollection, EMOTIONAL, fields as f, LIMITS } from '../schema/index.js';
import { cardBody } from './adopted-card.js';
import { answerProvenance } from './answer-provenance.js';
import { rescheduledBody, undoneBody } from './concept-change.js';
import { conceptId } from './concepts.js';
import { ACTIVITY_TYPES, curriculumOfConcept } from './content-mastery.js';
import type { LearningEventDocument } from './documents.js';
import { cognitiveProfile, emotionalLearningPatterns, learningStyle, motivationProfile, NO_EMOTIONAL_PATTERNS } from './learning-dna.js';
import { modelVersion } from './model-version.js';
import { namedRecorders } from './named-recorders.js';
import { recordedBy } from './recorded-by.js';
import {
  emotionBody,
  interactionBody,
  interventionBody,
  interventionRatingBody,
  sessionEndBody,
  sessionStartBody,
} from './session-event-bodies.js';

const common = z.strictObject({
  _id: f.objectId,
  user_id: f.userId,
  /** Unique for its learner: the same id again is the same event. */
  event_id: f.storedEventId,
  /** When it happened, by its observer's clock. History is in this order. */
  occurred_at: f.instant,
  /** The time that the caller gave, where their clock was off and the event was moved: into its session, or back from a time to come. */
  claimed_at: f.instant.optional(),
  /** When it reached the engine. */
  recorded_at: f.instant,
  /** Who recorded the event first, if it was not the learner; a retry by another caller does not change it. */
  recorded_by: recordedBy.optional(),
  /** SHA-256 over the call's input without what is personal, which is compared where it stands: the same event_id with another body is a conflict. */
  body_hash: z.string().length(64),
  metadata: f.metadata.optional(),
  schema_version: f.schemaVersion,
});

const inSession = common.extend({
  session_id: f.sessionId,
  /** The learner's own day of it, counted from 1970, by the zone of the session. Worked out once: zones change their rules, days that were do not. */
  day: f.dayNumber,
  /** How far the learner's clock was ahead of UTC, in minutes. */
  offset_minutes: f.offsetMinutes,
});

export const answerBody = z.strictObject({
  subject: f.name,
  topic: f.name,
  concept: f.name,
  /** The question, where the host has an id for it. */
  item_id: f.name.optional(),
  correct: z.boolean(),
  /** Partial credit; 1 or 0 after `correct` if not given. */
  score: f.unitInterval,
  rating: z.literal([1, 2, 3, 4]),
  grade: z.literal([0, 1, 2, 3, 4, 5]),
  response_time_seconds: f.amount.max(LIMITS.responseSeconds),
  /** How hard the question was; what the session set out with if not given. */
  difficulty_level: f.unitInterval.optional(),
  /** The kind of activity. If not given, it follows from the session type, and is `introduction` for the first answer to a concept. */
  activity_type: z.enum(ACTIVITY_TYPES).optional(),
  /** Hints that the learner took before the answer. With one, a right answer is no full success: see `judgeAnswer`. */
  hints_used: f.count.max(LIMITS.helpCount).optional(),
  /** Tries at the question, with this one. From the second on, a right answer is no full success. */
  attempts: z.int().min(1).max(LIMITS.helpCount).optional(),
  /** How sure the learner said they were, 0 to 1. A right answer below 0.5 that nobody rated is rated hard. */
  confidence: f.unitInterval.optional(),
  emotional_state: f.emotionalState.optional(),
  /** How the content was presented, to learn what works for this learner. */
  strategy: f.name.optional(),
  learning_style: learningStyle.optional(),
});

/** The first image of a learner that the host gives or the engine assumes. */
export const initialDna = z.strictObject({
  cognitive_profile: cognitiveProfile,
  motivation_profile: motivationProfile,
  emotional_learning_patterns: emotionalLearningPatterns,
});

/** Under which parameters the predictor begins what it keeps; absent where it was those that the engine is set to. */
const beginsWith = modelVersion.optional();

/** An event, of each type. */
const schema = z.discriminatedUnion('type', [
  inSession.extend({
    type: z.literal('answer'),
    answer: answerBody,
    provenance: answerProvenance,
    /** What the curriculum said at first exposure; kept here so that a replay needs no curriculum. */
    curriculum: curriculumOfConcept.optional(),
    /** When the answer was undone, by an `answer_undone` event; nothing counts it any more. */
    undone_at: f.instant.optional(),
  }),
  inSession.extend({ type: z.literal('answer_undone'), undo: undoneBody }),
  inSession.extend({ type: z.literal('interaction'), interaction: interactionBody }),
  inSession.extend({ type: z.literal('emotion'), emotion: emotionBody }),
  inSession.extend({ type: z.literal('intervention'), intervention: interventionBody }),
  inSession.extend({ type: z.literal('intervention_rated'), rating: interventionRatingBody }),
  inSession.extend({ type: z.literal('session_started'), session: sessionStartBody, predictor: beginsWith }),
  // From here on the session goes without the emotion that was read before.
  inSession.extend({ type: z.literal('consent_withdrawn') }),
  inSession.extend({
    type: z.literal('session_ended'),
    end: sessionEndBody,
    /** Nobody ended the session: it ended with its last event, and this event stands where its idle time ran out. */
    left_open: z.literal(true).optional(),
  }),
  common.extend({ type: z.literal('learner_created'), dna: initialDna }),
  common.extend({
    type: z.literal('card_adopted'),
    card: cardBody,
    curriculum: curriculumOfConcept.optional(),
    predictor: beginsWith,
  }),
  common.extend({ type: z.literal('review_rescheduled'), change: rescheduledBody }),
  common.extend({ type: z.literal('concept_reset'), change: conceptId }),
  common.extend({ type: z.literal('concept_suspended'), change: conceptId }),
  common.extend({ type: z.literal('concept_resumed'), change: conceptId }),
]);

export const learningEvents = defineCollection({
  name: 'learning_events',
  description: 'an event of the log, never changed afterwards, except that an undone answer is marked',
  schema,
  schemaVersion: 2,
  migrations: [namedRecorders(schema)],
  owner: 'user_id',
  identity: ['user_id', 'event_id'],
  shardKey: { user_id: 1 },
  indexes: [
    { name: 'identity', key: { user_id: 1, event_id: 1 }, unique: true, why: 'a retry never counts twice' },
    { name: 'user_time', key: { user_id: 1, occurred_at: 1 }, why: 'replay of one learner in chronological order' },
    { name: 'user_session_time', key: { user_id: 1, session_id: 1, occurred_at: 1 }, why: 'what a session no longer keeps in its lists' },
    {
      name: 'recorded',
      key: { recorded_at: 1 },
      why: 'what was recorded since the last run of the work that follows the log, late events too',
    },
    {
      name: 'user_concept_time',
      key: { user_id: 1, 'answer.subject': 1, 'answer.topic': 1, 'answer.concept': 1, occurred_at: 1 },
      where: { type: 'answer' },
      why: 'what a concept no longer keeps in its lists',
    },
    {
      name: 'user_concept_changes',
      key: { user_id: 1, 'change.subject': 1, 'change.topic': 1, 'change.concept': 1, occurred_at: 1 },
      where: { 'change.concept': { $exists: true } },
      why: 'what was done to a concept that nothing is kept about; answers do not enter',
    },
    {
      name: 'ai_time',
      key: { occurred_at: 1, 'interaction.ai_response.provider_used': 1 },
      where: { 'interaction.ai_response.provider_used': { $exists: true } },
      why: 'what the AI did and cost, day by day; only its answers enter',
    },
    {
      name: 'intervention_time',
      key: { occurred_at: 1, 'intervention.intervention_type': 1 },
      where: { type: 'intervention' },
      why: 'what interventions were worth; answers do not enter',
    },
    {
      name: 'intervention_ratings',
      key: { user_id: 1, 'rating.intervention_id': 1 },
      where: { type: 'intervention_rated' },
      why: 'the ratings of one intervention; answers do not enter',
    },
  ],
  capped: {},
  encrypted: [
    'interaction.user_input',
    'interaction.ai_response.text',
    'intervention.reason',
    'emotion.trigger',
    'session.learning_objectives',
    'dna.emotional_learning_patterns',
    'metadata',
  ],
  consent: {
    emotion: EMOTIONAL.noDocument,
    'answer.emotional_state': EMOTIONAL.absent,
    'interaction.emotional_context': EMOTIONAL.absent,
    'session.initial_emotional_state': EMOTIONAL.absent,
    'dna.emotional_learning_patterns': EMOTIONAL.as(NO_EMOTIONAL_PATTERNS),
  },
  retention: [
    { part: '*', keep: { days: 1096 }, then: 'archive' },
    { part: 'interaction', keep: { days: 90 }, then: 'delete' },
    { part: 'emotion', keep: { days: 90 }, then: 'aggregate_then_delete' },
  ],
  pseudonymised: {
    user_id: 'replace_id',
    session_id: 'replace_id',
    recorded_by: 'drop',
    interaction: 'drop',
    metadata: 'drop',
    body_hash: 'drop',
  },
});

export type LearningEvent = Content<LearningEventDocument>;

/** The events of one type. */
export type EventOf<Type extends LearningEvent['type']> = Extract<LearningEvent, { type: Type }>;
export type AnswerEvent = EventOf<'answer'>;
