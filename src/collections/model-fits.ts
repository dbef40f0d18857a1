import { z } from 'zod';
import { type Content, defineCollection, fields as f } from '../schema/index.js';
import type { ModelFitDocument } from './documents.js';
import { modelVersion } from './model-version.js';

/** `fitted`: stored, not yet activated; `active`: used by engines; `retired`: previously active. */
export const FIT_STATUSES = ['fitted', 'active', 'retired'] as const;

/**
 * The comparison of a fit with the active parameters on held-out answers: the 95 % interval of the difference in log loss is below zero, above zero,
 * or contains zero. `no_better` also if nothing could be held out.
 */
export const FIT_VERDICTS = ['better_than_served', 'no_better', 'worse'] as const;

const logLoss = f.amount;

/** How a fit on the older answers predicted the newest, beside what was served when the fit was made. Log losses: less is better. */
export const heldOut = z.strictObject({
  answers: f.count,
  learners: f.count,
  log_loss: logLoss,
  /** Of the model that was served, and which it was. */
  log_loss_before: logLoss,
  served: modelVersion,
  base_rate_log_loss: logLoss,
  /** `log_loss` less `log_loss_before`, with the bounds that hold 95 of 100 samples drawn again. */
  difference: z.strictObject({ value: z.number(), low: z.number(), high: z.number() }),
  /** What was drawn: whole learners, or single answers where there are fewer than 20 learners. */
  drawn: z.enum(['learners', 'answers']),
});

export const modelFits = defineCollection({
  name: 'model_fits',
  description: 'the parameters of a model from a fit, with the report; about learners it only contains their number',
  schema: z.strictObject({
    _id: f.objectId,
    model: f.name,
    /** The model's version at the time: parameters of another version are not taken. */
    model_version: f.name,
    /** What provenance names these parameters by. */
    params_version: f.name,
    status: z.enum(FIT_STATUSES),
    params: f.fitParams,
    /** Concepts that have parameters of their own, in `model_fit_concepts`. */
    concepts: f.count,
    /** Concepts that go by `params`, in `model_fit_concepts` too, each with its reasons. */
    left_out: f.count,
    /** Why nothing was fitted: `params` are those that the fit began with. Not there where something was. */
    fell_back: f.name.optional(),
    /** What was read: answers, learners, from when until when. */
    answers: f.count,
    /** Stored answers that could not be read, and were not. */
    unreadable_answers: f.count,
    learners: f.count,
    first_answer_at: f.instant.optional(),
    last_answer_at: f.instant.optional(),
    /** What the fit says of itself: log-likelihood, bounds hit, why it fell back. */
    report: f.metadata,
    verdict: z.enum(FIT_VERDICTS),
    held_out: heldOut.optional(),
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
      why: 'at most one fit of a model is served, no matter who activates: the server itself refuses a second',
    },
    { name: 'model_time', key: { model: 1, fitted_at: -1 }, why: 'the fits of a model, newest first' },
  ],
  capped: {},
  encrypted: [],
  consent: {},
  retention: [{ part: '*', keep: 'indefinitely' }],
  pseudonymised: {},
});

export type ModelFit = Content<ModelFitDocument>;
