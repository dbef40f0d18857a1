import { z } from 'zod';
import { fields as f } from '../schema/index.js';
import { forgettingCurveParameters } from './content-mastery.js';
import { modelVersion } from './model-version.js';

/** Three names of a model, each of three times its length once it is spelt for a text, for four models. */
const MODELS_LENGTH = 4_400;

/** The states of the models: of `full` provenance. A replay makes them again. */
const states = {
  scheduler_state: f.modelState.optional(),
  knowledge_state: f.modelState.optional(),
  forgetting_curve: forgettingCurveParameters.optional(),
};

/** What the models believed of the concept before the answer. */
const before = z.strictObject({
  mastery_level: f.unitInterval,
  mastery_confidence: f.unitInterval.optional(),
  /** Chance that the concept is remembered at the answer's time; 1 before the first. */
  retention: f.unitInterval,
  /** Missing before the first answer. */
  next_review_date: f.instant.optional(),
  repetition_interval_days: f.amount.optional(),
  ...states,
});

/** What they believed after it. */
const after = z.strictObject({
  mastery_level: f.unitInterval,
  mastery_confidence: f.unitInterval,
  retention: f.unitInterval.optional(),
  next_review_date: f.instant.optional(),
  repetition_interval_days: f.amount,
  ...states,
});

/**
 * What the models computed for an answer when it was recorded; later events do not change it. `full` provenance has all fields. `short` leaves out
 * states and opinions, which a replay can recompute, and stores the models as one string.
 */
export const answerProvenance = z.strictObject({
  /** Of `short` provenance: scheduler, knowledge, forgetting and predictor, each as name/version/params_version. */
  models: z.string().min(1).max(MODELS_LENGTH).optional(),
  scheduler: modelVersion.optional(),
  knowledge: modelVersion.optional(),
  forgetting: modelVersion.optional(),
  predictor: modelVersion.optional(),
  /** Probability of a correct answer, computed before any model saw this one. */
  predicted: f.unitInterval,
  /** The probabilities of a right answer that the other models gave the predictor. */
  opinions: z
    .strictObject({
      knowledge: f.unitInterval,
      session: f.unitInterval,
      retention: f.unitInterval.optional(),
      concept: f.unitInterval.optional(),
      memory: f.unitInterval.optional(),
    })
    .optional(),
  before,
  after,
  newly_mastered: z.boolean(),
});
