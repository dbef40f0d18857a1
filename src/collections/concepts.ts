import { z } from 'zod';
import { type Content, defineCollection, fields as f, LIMITS } from '../schema/index.js';
import type { ConceptDocument } from './documents.js';

/** The identity of a concept: the same name in another topic is a different concept. */
export const conceptId = z.strictObject({ subject: f.name, topic: f.name, concept: f.name });

export const prerequisite = conceptId.extend({
  /** How much of the concept rests on this prerequisite. */
  importance_weight: f.unitInterval,
  /** The mastery level from which on this prerequisite no longer blocks the concept. */
  mastery_required: f.unitInterval,
});

export const concepts = defineCollection({
  name: 'concepts',
  description: 'a concept of the curriculum with its prerequisites; shared by all learners',
  schema: z.strictObject({
    _id: f.objectId,
    ...conceptId.shape,
    description: f.optionalText(2_000).optional(),
    /** 0 (easiest) to 1 (hardest). */
    difficulty_level: f.unitInterval,
    prerequisites: f.list(prerequisite, LIMITS.prerequisites),
    /** The host took it out of what is studied; what learners know of it stays readable. */
    retired_at: f.instant.optional(),
    /**
     * The name that the concept has now: it was renamed, or merged into another. What the log, or a late answer, says of this name counts
     * for that one, and nothing else of this document does.
     */
    moved_to: conceptId.optional(),
    /** Documents of learners may still have this name: they are being moved. */
    moving: z.literal(true).optional(),
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
    {
      name: 'moved',
      key: { 'moved_to.concept': 1 },
      where: { 'moved_to.concept': { $exists: true } },
      why: 'names that concepts had before: every engine asks for all of them from time to time',
    },
    {
      name: 'retired',
      key: { retired_at: 1 },
      where: { retired_at: { $exists: true } },
      why: 'concepts that are not studied any more: every engine asks for all of them from time to time',
    },
  ],
  capped: {},
  encrypted: [],
  consent: {},
  retention: [{ part: '*', keep: 'indefinitely' }],
  pseudonymised: {},
});

export type Concept = Content<ConceptDocument>;
