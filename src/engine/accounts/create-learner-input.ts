import { z } from 'zod';
import { email, users } from '../../collections/index.js';
import { described, inputSchema } from '../../runtime/index.js';
import { fields } from '../../schema/index.js';
import { METADATA_SENTENCE } from '../recording/event-input.js';
import { givenDna } from './dna-input.js';
import { updatePreferencesInput } from './preferences-input.js';
import { newProfile } from './profile-input.js';

const { password_hash, subscription } = users.schema.shape;

const usage = described(subscription.shape.usage_tracking.shape, {
  ai_queries_used: 'The number of AI queries in the current period.',
  ai_queries_limit: 'The maximum number of AI queries per period.',
  reset_date: 'When `ai_queries_used` is reset to 0.',
});

const paid = z.strictObject(
  described(
    { ...subscription.shape, usage_tracking: z.strictObject(usage) },
    {
      plan: 'Your name for the plan, such as `free`, `premium` or `family`.',
      status: 'The status of the subscription.',
      subscribed_at: 'When it began.',
      expires_at: 'When it ends.',
      payment_method_id: 'Your id for the payment method.',
      billing_cycle: 'The billing cycle.',
      usage_tracking: "The usage of the plan's allowance.",
    },
  ),
);

export const createLearnerInput = inputSchema(
  'CreateLearnerInput',
  {
    user_id: fields.userId.optional(),
    email: email.optional(),
    password_hash,
    email_verified: z.boolean().optional(),
    profile: newProfile,
    subscription: paid.partial().optional(),
    preferences: updatePreferencesInput.optional(),
    learning_dna: givenDna.partial().optional(),
    metadata: fields.metadata.optional(),
  },
  {
    user_id: 'Your id for the learner, 1 to 128 characters; a generated UUID if not given.',
    email: 'The email address, for sign-in or contact; unique among all accounts.',
    password_hash: 'The hash of the password; the engine never sees the password. Requires `email`.',
    email_verified: 'Whether the address is verified; false if not given.',
    profile: "The learner's profile.",
    subscription: "The learner's subscription; a free plan if not given.",
    preferences: "The learner's preferences and consent; nothing is shared if not given.",
    learning_dna: 'The initial learning DNA; neutral values if not given.',
    metadata: METADATA_SENTENCE,
  },
)
  .refine(({ email: address, password_hash: hash }) => address !== undefined || hash === undefined, {
    path: ['email'],
    error: 'an email beside the password_hash',
  })
  .refine(({ email: address, email_verified }) => address !== undefined || email_verified !== true, {
    path: ['email'],
    error: 'the email that was verified',
  });
