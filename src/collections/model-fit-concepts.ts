import { z } from 'zod';
import { type Content, defineCollection, fields as f, LIMITS } from '../schema/index.js';
import { conceptId } from './concepts.js';
import type { ModelFitConceptDocument } from './documents.js';

export const modelFitConcepts = defineCollection({
  name: 'model_fit_concepts',
  description: 'the result of a fit for a concept: its parameters, or why it has none',
  schema: z.strictObject({
    _id: f.objectId,
    model: f.name,
    params_version: f.name,
    ...conceptId.shape,
    /** Where the concept's own answers could tell them; else `left_out` is there. */
    params: f.fitParams.optional(),
    report: f.metadata.optional(),
    /** Why the concept goes by the parameters of all; without the counts where they are of fewer than ten learners. */
    left_out: z
      .strictObject({ reasons: f.list(f.name, LIMITS.fitReasons), learners: f.count.nullable(), answers: f.count.nullable() })
      .optional(),
    schema_version: f.schemaVersion,
  }),
  schemaVersion: 1,
  owner: 'nobody',
  identity: ['model', 'params_version', 'subject', 'topic', 'concept'],
  shardKey: { model: 1, params_version: 1 },
  indexes: [
    {
      name: 'identity',
      key: { model: 1, params_version: 1, subject: 1, topic: 1, concept: 1 },
      unique: true,
      why: 'all of one fit, read when it is activated, and what it left out by name; one document for a concept',
    },
  ],
  capped: {},
  encrypted: [],
  consent: {},
  retention: [{ part: '*', keep: 'indefinitely' }],
  pseudonymised: {},
});

export type ModelFitConcept = Content<ModelFitConceptDocument>;
