import { z } from 'zod';
import { type Content, type DocumentOf, defineCollection } from './define-collection.js';
import * as f from './fields.js';
import { LIMITS } from './limits.js';

/** What identifies a concept: the same name in another topic is another concept. */
export const conceptId = z.strictObject({ subject: f.name, topic: f.name, concept: f.name });

export type ConceptId = z.output<typeof conceptId>;

export const prerequisite = conceptId.extend({
  /** How much of the concept rests on this prerequisite. */
  importance_weight: f.unitInterval,
  /** The mastery level from which on this prerequisite no longer blocks the concept. */
  mastery_required: f.unitInterval,
});

export const concepts = defineCollection({
  name: 'concepts',
  holds: 'one concept of the curriculum and what it builds on; shared by all learners',
  schema: z.strictObject({
    _id: f.objectId,
    ...conceptId.shape,
    description: f.optionalText(2_000).optional(),
    /** 0 (easiest) to 1 (hardest). */
    difficulty_level: f.unitInterval,
    prerequisites: f.list(prerequisite, LIMITS.prerequisites),
    created_at: f.instant,
    updated_at: f.instant,
    metadata: f.metadata.optional(),
    schema_version: f.schemaVersion,
  }),
  schemaVersion: 1,
  owner: 'nobody',
  identity: ['subject', 'topic', 'concept'],
  shardKey: { subject: 1, topic: 1, concept: 1 },
  indexes: [
    { name: 'identity', key: { subject: 1, topic: 1, concept: 1 }, unique: true, why: 'one document for a concept; a subject in order' },
    {
      name: 'prerequisites',
      key: { 'prerequisites.subject': 1, 'prerequisites.topic': 1, 'prerequisites.concept': 1 },
      why: 'what depends on a concept, copied at first exposure',
    },
  ],
  newest: {},
  encrypted: [],
  consent: {},
  retention: [{ part: '*', keep: 'indefinitely' }],
  pseudonymised: {},
});

export type ConceptDocument = DocumentOf<typeof concepts>;
export type Concept = Content<ConceptDocument>;
