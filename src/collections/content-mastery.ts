import { z } from 'zod';
import { type Content, defineCollection, EMOTIONAL, fields as f, LIMITS } from '../schema/index.js';
import type { ContentMasteryDocument, ListedMasteryDocument, RankedMasteryDocument, ShownMasteryDocument } from './documents.js';
import { lastEvent } from './event-position.js';
import { learningStyle } from './learning-dna.js';
import { modelVersion, modelWithState } from './model-version.js';

export const ACTIVITY_TYPES = ['introduction', 'practice', 'assessment', 'revision'] as const;

/** How many of the newest entries a concept keeps of each list; the log keeps all. */
const NEWEST = { history: 50, reviews: 50 } as const;

/** None is ever 0: such a curve says nothing, and no aggregation could divide by it. */
export const forgettingCurveParameters = z.strictObject({
  /** Retention right after a review. */
  initial_strength: f.unitInterval.positive(),
  decay_rate: f.amount.positive(),
  /** Days until retention has fallen to 90 % of `initial_strength`. */
  stability: f.amount.positive(),
});

const prerequisiteRelationships = z.strictObject({
  prerequisite_concepts: f.list(
    z.strictObject({ concept: f.name, importance_weight: f.unitInterval, mastery_required: f.unitInterval }),
    LIMITS.prerequisites,
  ),
  dependent_concepts: f.list(z.strictObject({ concept: f.name, dependency_strength: f.unitInterval }), LIMITS.prerequisites),
});

/** What a curriculum says of a concept and around it. */
export const curriculumOfConcept = prerequisiteRelationships.extend({
  /** How hard the concept is; missing in what was written before it was kept. */
  difficulty_level: f.unitInterval.optional(),
});

const tally = z.strictObject({ answers: f.count, score_sum: f.amount });

export const contentMastery = defineCollection({
  name: 'content_mastery',
  description: "a learner's mastery of a concept, with its schedule",
  schema: z.strictObject({
    _id: f.objectId,
    user_id: f.userId,
    subject: f.name,
    topic: f.name,
    concept: f.name,
    mastery_tracking: z.strictObject({
      current_mastery_level: f.unitInterval,
      mastery_confidence: f.unitInterval,
      first_exposure_date: f.instant,
      last_practiced_date: f.instant,
      /** The learner's day of it, counted from 1970: retention falls by these days. */
      last_practiced_day: f.dayNumber,
      mastery_achieved_date: f.instant.optional(),
    }),
    learning_history: f.list(
      z.strictObject({
        session_id: f.sessionId,
        date: f.instant,
        activity_type: z.enum(ACTIVITY_TYPES),
        performance_score: f.unitInterval,
        /** Missing in what was written before it was kept; `replay` fills it in. */
        correct: z.boolean().optional(),
        difficulty_level: f.unitInterval,
        emotional_state: f.emotionalState,
        time_spent_minutes: f.amount,
      }),
      NEWEST.history,
    ),
    spaced_repetition_data: z.strictObject({
      repetition_interval_days: f.amount,
      /** When the next review comes due. For one that is for a day: when that day began where the learner was at the last answer. */
      next_review_date: f.instant,
      /** The learner's day on which the next review comes due, counted from 1970; missing when it comes due at an instant, in less than a day. */
      next_review_day: f.dayNumber.optional(),
      review_history: f.list(
        z.strictObject({ date: f.instant, performance_score: f.unitInterval, interval_adjustment: z.number() }),
        NEWEST.reviews,
      ),
      forgetting_curve_parameters: forgettingCurveParameters,
    }),
    /** Since when the concept is suspended: it is neither due nor recommended. */
    suspended_at: f.instant.optional(),
    prerequisite_relationships: prerequisiteRelationships,
    personalization_data: z.strictObject({
      optimal_difficulty_level: f.unitInterval,
      effective_learning_strategies: f.list(f.name, LIMITS.distinctNames),
      emotional_associations: z.partialRecord(f.emotionalState, f.unitInterval),
      learning_style_effectiveness: z.partialRecord(learningStyle, f.unitInterval),
    }),
    models: z.strictObject({ scheduler: modelWithState, knowledge: modelWithState, forgetting: modelVersion, predictor: modelWithState }),
    /** How able the learner is in the concept, beside a knowledge model of another kind; what `ability` keeps is its state in `models`. */
    ability: f.modelState.optional(),
    /** The sums behind the figures above. */
    evidence: z.strictObject({
      answers: f.count,
      correct: f.count,
      score_sum: f.amount,
      /** How many answers have a known time (more than 0 seconds), and the sum of those times. Older documents lack it. */
      response_time: z.strictObject({ answers: f.count, seconds: f.amount }).optional(),
      recent_success: z.strictObject({ rate: f.unitInterval, weight: f.amount }),
      emotions: z.partialRecord(f.emotionalState, tally),
      styles: z.partialRecord(learningStyle, tally),
      strategies: f.byName(tally),
    }),
    last_event: lastEvent,
    revision: f.revision,
    schema_version: f.schemaVersion,
  }),
  schemaVersion: 1,
  owner: 'user_id',
  identity: ['user_id', 'subject', 'topic', 'concept'],
  shardKey: { user_id: 1 },
  indexes: [
    { name: 'user_subject', key: { user_id: 1, subject: 1 }, why: "a learner's progress in a subject" },
    {
      name: 'user_mastery',
      key: { user_id: 1, 'mastery_tracking.current_mastery_level': -1, _id: -1 },
      why: "a learner's strengths, and read backwards their weak spots, page by page",
    },
    {
      name: 'user_practised',
      key: { user_id: 1, 'mastery_tracking.last_practiced_date': -1, _id: -1 },
      why: 'what a learner practised last, page by page',
    },
    {
      name: 'topic_mastery',
      key: { subject: 1, topic: 1, 'mastery_tracking.current_mastery_level': -1 },
      why: 'how hard content is',
    },
    { name: 'next_review', key: { 'spaced_repetition_data.next_review_date': 1 }, why: 'reviews coming up on the platform' },
    {
      name: 'user_next_review',
      key: { user_id: 1, 'spaced_repetition_data.next_review_date': 1, _id: 1 },
      why: "a learner's review schedule, page by page",
    },
    {
      name: 'identity',
      key: { user_id: 1, subject: 1, topic: 1, concept: 1 },
      unique: true,
      why: 'one document for a learner and concept',
    },
    {
      name: 'concept',
      key: { concept: 1, topic: 1, subject: 1 },
      why: 'who has met a concept; a mastery enters once, and no answer moves it',
    },
  ],
  capped: { learning_history: NEWEST.history, 'spaced_repetition_data.review_history': NEWEST.reviews },
  encrypted: [],
  consent: {
    'personalization_data.emotional_associations': EMOTIONAL.as({}),
    'learning_history.emotional_state': EMOTIONAL.as('neutral'),
    'evidence.emotions': EMOTIONAL.as({}),
  },
  retention: [
    { part: '*', keep: 'indefinitely' },
    { part: 'learning_history', keep: { days: 1096 }, then: 'delete' },
    { part: 'prerequisite_relationships', keep: 'indefinitely' },
  ],
  pseudonymised: { user_id: 'replace_id', 'learning_history.session_id': 'replace_id' },
});

const { shape } = contentMastery.schema;

/** The part of a concept's mastery that is shown: neither histories nor other models than that of knowledge, nor what feelings were found with it. */
export const shownMastery = contentMastery.schema
  .pick({ _id: true, subject: true, topic: true, concept: true, mastery_tracking: true, suspended_at: true })
  .extend({
    spaced_repetition_data: shape.spaced_repetition_data.omit({ review_history: true }),
    personalization_data: shape.personalization_data.pick({ optimal_difficulty_level: true }),
    models: shape.models.pick({ knowledge: true }),
    ability: shape.ability,
    evidence: shape.evidence.pick({ answers: true }),
  });

/** The same with how often and how fast its questions were answered: what is ranked. */
export const rankedMastery = shownMastery.extend({
  evidence: shape.evidence.pick({ answers: true, response_time: true, recent_success: true }),
});

/** The same with the answers that it keeps, and how long answers took: what a list of concepts shows. */
export const listedMastery = shownMastery.extend({
  learning_history: shape.learning_history,
  evidence: shape.evidence.pick({ answers: true, correct: true, response_time: true }),
});

export type ContentMastery = Content<ContentMasteryDocument>;
export type ShownMastery = Content<ShownMasteryDocument>;
export type RankedMastery = Content<RankedMasteryDocument>;
export type ListedMastery = Content<ListedMasteryDocument>;
