import { z } from 'zod';
import { ABILITY_SUBJECTS } from '../algorithms/index.js';
import { fields as f } from '../schema/index.js';
import { modelVersion } from './model-version.js';

/** What is believed of a number: its likeliest value, and how far it may be from there. */
const estimate = z.strictObject({ mean: z.number().min(-1_000).max(1_000), variance: f.amount.max(1_000) });

/** How able a learner is beside their concepts, as `LearnerAbility` of `/algorithms` has it; abilities on the scale of log-odds. */
export const learnerAbility = modelVersion.extend({
  state: z.strictObject({
    overall: estimate,
    subjects: f.byName(estimate, ABILITY_SUBJECTS),
    question_hardness: estimate,
    concept_hardness: estimate,
    learning: estimate,
  }),
});
