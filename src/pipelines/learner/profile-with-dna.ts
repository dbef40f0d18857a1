import { z } from 'zod';
import { learningDna, users } from '../../collections/index.js';
import { fields, withoutConsent } from '../../schema/index.js';
import { definePipeline } from '../define-pipeline.js';
import { LEARNER } from '../examples.js';

/** What of an account a learner may see. What is not named here stays inside, also what is added to accounts later. */
const SHOWN_ACCOUNT = users.schema.pick({
  user_id: true,
  email: true,
  email_verified: true,
  created_at: true,
  updated_at: true,
  last_login: true,
  profile: true,
  preferences: true,
  account_status: true,
});

const SHOWN_SUBSCRIPTION = users.schema.shape.subscription.pick({
  plan: true,
  status: true,
  subscribed_at: true,
  expires_at: true,
  billing_cycle: true,
  usage_tracking: true,
});

const SHOWN_DNA = learningDna.schema.pick({
  created_at: true,
  updated_at: true,
  version: true,
  cognitive_profile: true,
  motivation_profile: true,
  emotional_learning_patterns: true,
  assessment_history: true,
  learning_effectiveness: true,
  evidence: true,
});

const shown = (schema: z.ZodObject) => Object.fromEntries(Object.keys(schema.shape).map((field) => [field, 1]));

/**
 * A learner's profile and learning DNA in one round trip, as far as the learner may see them: without payment data, security data, the password hash
 * and your own fields.
 */
export const profileWithDna = definePipeline({
  name: 'profile_with_dna',
  question: 'who is this learner, and how do they learn?',
  scope: 'learner',
  collection: 'users',
  index: 'user_id',
  resultSize: { rows: 1 },
  targetMs: 100,
  params: z.strictObject({ user_id: fields.userId }),
  example: { user_id: LEARNER },
  row: SHOWN_ACCOUNT.extend({ subscription: SHOWN_SUBSCRIPTION, learning_dna: SHOWN_DNA.nullable() }),
  withheld: withheldProfile,
  decrypted: { '': 'users', learning_dna: 'learning_dna' },
  stages: ({ user_id }, _ref, named) => [
    { $match: { user_id } },
    { $limit: 1 },
    {
      $lookup: {
        from: named('learning_dna'),
        localField: 'user_id',
        foreignField: 'user_id',
        pipeline: [{ $project: { _id: 0, ...shown(SHOWN_DNA) } }],
        as: 'learning_dna',
      },
    },
    { $set: { learning_dna: { $ifNull: [{ $first: '$learning_dna' }, null] } } },
    { $project: { _id: 0, ...shown(SHOWN_ACCOUNT), subscription: shown(SHOWN_SUBSCRIPTION), learning_dna: 1 } },
  ],
});

/** A profile of a learner who withholds their emotions. */
export function withheldProfile<Shown extends { readonly learning_dna: object | null }>(shown: Shown): Shown {
  return shown.learning_dna === null ? shown : { ...shown, learning_dna: withoutConsent(learningDna, shown.learning_dna) };
}
