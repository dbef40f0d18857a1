import { z } from 'zod';
import { type DocumentOf, defineCollection, fields as f } from '../../../schema/index.js';
import { sha256 } from './sha256.js';

/** What a token that is sent by email permits. */
const PURPOSES = ['verify_email', 'change_email', 'reset_password'] as const;
export type Purpose = (typeof PURPOSES)[number];

export const emailTokens = defineCollection({
  name: 'email_tokens',
  description: 'a token that was sent by email and may be used once; one of each purpose and account, the newest',
  schema: z.strictObject({
    _id: f.objectId,
    user_id: f.userId,
    purpose: z.enum(PURPOSES),
    /** The token itself is stored nowhere. */
    token_hash: sha256,
    /** The address that it was sent to. */
    address: f.text(254),
    issued_at: f.instant,
    expires_at: f.instant,
    schema_version: f.schemaVersion,
  }),
  schemaVersion: 1,
  owner: 'user_id',
  identity: ['user_id', 'purpose'],
  shardKey: { user_id: 1 },
  indexes: [
    { name: 'identity', key: { user_id: 1, purpose: 1 }, unique: true, why: 'the next token takes the place of the one before' },
    { name: 'token', key: { token_hash: 1 }, why: 'the token that somebody brings' },
    { name: 'expiry', key: { expires_at: 1 }, expireAfterSeconds: 0, why: 'tokens that are over go by themselves' },
  ],
  capped: {},
  encrypted: ['address'],
  secrets: ['token_hash'],
  consent: {},
  retention: [
    { part: '*', keep: 'while_active' },
    { part: '*', keep: { days: 0 }, countedFrom: 'account_deletion', then: 'delete' },
  ],
  pseudonymised: { user_id: 'replace_id', token_hash: 'drop', address: 'drop' },
});

export type EmailToken = DocumentOf<typeof emailTokens>;
