import { z } from 'zod';
import { type Content, type DocumentOf, defineCollection } from './define-collection.js';
import * as f from './fields.js';

/** `fitted`: stored and waiting; `active`: engines learn and predict with it; `retired`: it was active once. */
export const FIT_STATUSES = ['fitted', 'active', 'retired'] as const;

export const modelFits = defineCollection({
  name: 'model_fits',
  holds: 'the parameters of one model as one fit found them, with the report of the fit; of learners only how many there were',
  schema: z.strictObject({
    _id: f.objectId,
    model: f.name,
    /** The model's version at the time: parameters of another version are not taken. */
    model_version: f.name,
    /** What provenance names these parameters by. */
    params_version: f.name,
    status: z.enum(FIT_STATUSES),
    params: f.modelState,
    /** Concepts that have parameters of their own, in `model_fit_concepts`. */
    concepts: f.count,
    /** What was read: answers, learners, from when until when. */
    answers: f.count,
    learners: f.count,
    first_answer_at: f.instant.optional(),
    last_answer_at: f.instant.optional(),
    /** What the fit says of itself: log-likelihood, bounds hit, why it fell back. */
    report: f.metadata,
    /** How a fit on the older four fifths of these answers predicted the newest, beside what was served until then. Log losses: less is better. */
    held_out: z.strictObject({ answers: f.count, log_loss: f.amount, log_loss_before: f.amount, base_rate_log_loss: f.amount }).optional(),
    fitted_at: f.instant,
    activated_at: f.instant.optional(),
    schema_version: f.schemaVersion,
  }),
  schemaVersion: 1,
  owner: 'nobody',
  identity: ['model', 'params_version'],
  shardKey: { model: 1 },
  indexes: [
    { name: 'identity', key: { model: 1, params_version: 1 }, unique: true, why: 'one document for a fit' },
    {
      name: 'active',
      key: { model: 1 },
      unique: true,
      where: { status: 'active' },
      why: 'at most one fit of a model is served, whoever activates: the server itself refuses a second',
    },
    { name: 'model_time', key: { model: 1, fitted_at: -1 }, why: 'the fits of a model, newest first' },
  ],
  newest: {},
  encrypted: [],
  consent: {},
  retention: [{ part: '*', keep: 'indefinitely' }],
  pseudonymised: {},
});

export type ModelFitDocument = DocumentOf<typeof modelFits>;
export type ModelFit = Content<ModelFitDocument>;
