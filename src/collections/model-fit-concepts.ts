import { z } from 'zod';
import { conceptId } from './concepts.js';
import { type Content, type DocumentOf, defineCollection } from './define-collection.js';
import * as f from './fields.js';

export const modelFitConcepts = defineCollection({
  name: 'model_fit_concepts',
  holds: "the parameters that one fit found for one concept, where the concept's own answers could tell them",
  schema: z.strictObject({
    _id: f.objectId,
    model: f.name,
    params_version: f.name,
    ...conceptId.shape,
    params: f.modelState,
    report: f.metadata,
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
      why: 'all of one fit, read when it is activated; one document for a concept',
    },
  ],
  newest: {},
  encrypted: [],
  consent: {},
  retention: [{ part: '*', keep: 'indefinitely' }],
  pseudonymised: {},
});

export type ModelFitConceptDocument = DocumentOf<typeof modelFitConcepts>;
export type ModelFitConcept = Content<ModelFitConceptDocument>;
