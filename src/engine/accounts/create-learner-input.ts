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
  ai_queries_used: 'Queries to an AI in the running period.',
  ai_queries_limit: 'How many the subscription allows.',
  reset_date: 'When `ai_queries_used` starts again from 0.',
});

const paid = z.strictObject(
  described(
    { ...subscription.shape, usage_tracking: z.strictObject(usage) },
    {
      plan: 'What you sell, by a name of yours: `free`, `premium`, `family`.',
      status: 'Whether the subscription runs.',
      subscribed_at: 'When it began.',
      expires_at: 'When it ends.',
      payment_method_id: 'Your id of the means of payment.',
      billing_cycle: 'How often it is paid.',
      usage_tracking: 'How much of what it allows is used.',
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
    user_id: 'Your id of the learner, any text of 1 to 128 characters; a UUID is made if not given. With one, the call may be sent again.',
    email: 'For a learner who logs in by it, or is written to; unique among all accounts.',
    password_hash: 'The hash of the password: the engine never sees a password. Needs an `email`.',
    email_verified: 'Whether the address was confirmed; false if not given.',
    profile: 'Who the learner is.',
    subscription: 'What the learner pays for; a free one if not given.',
    preferences: 'What the learner allows and wants; nothing is shared if not given.',
    learning_dna: 'The first image of how the learner learns; a neutral one if not given.',
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
