import { z } from 'zod';
import { type Content, defineCollection, fields as f } from '../schema/index.js';
import type { EmailClaimDocument } from './documents.js';

export const emailClaims = defineCollection({
  name: 'email_claims',
  description: 'an email address and its account; ensures that addresses are unique, also across shards',
  schema: z.strictObject({
    _id: f.objectId,
    /** In the spelling that login goes by; a document of `users` has the same. */
    email: f.storedEmail,
    user_id: f.userId,
    claimed_at: f.instant,
    schema_version: f.schemaVersion,
  }),
  schemaVersion: 1,
  owner: 'user_id',
  identity: ['email'],
  shardKey: { email: 1 },
  indexes: [
    { name: 'identity', key: { email: 1 }, unique: true, why: 'login; one account for each address' },
    { name: 'user_id', key: { user_id: 1 }, why: 'the address of an account that is exported or erased' },
  ],
  capped: {},
  encrypted: [],
  consent: {},
  retention: [
    { part: '*', keep: 'while_active' },
    { part: '*', keep: { days: 30 }, countedFrom: 'account_deletion', then: 'delete' },
  ],
  pseudonymised: { user_id: 'replace_id', email: 'drop' },
});

export type EmailClaim = Content<EmailClaimDocument>;
