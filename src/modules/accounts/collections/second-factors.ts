import { z } from 'zod';
import { type DocumentOf, defineCollection, fields as f } from '../../../schema/index.js';
import { sha256 } from './sha256.js';

export const RECOVERY_CODES = 10;

export const secondFactors = defineCollection({
  name: 'second_factors',
  description: 'the secret that an authenticator app shares, and the recovery codes that are left',
  schema: z.strictObject({
    _id: f.objectId,
    user_id: f.userId,
    /** In Base32, as the app takes it. */
    secret: f.text(64),
    /** Until the first right code, sign-in does not ask for codes. */
    confirmed_at: f.instant.optional(),
    /** The time step of the last code, 30 seconds each: a code is taken once. */
    last_step: f.count,
    /** Each is of 80 random bits and is taken once. */
    recovery_hashes: f.list(sha256, RECOVERY_CODES),
    schema_version: f.schemaVersion,
  }),
  schemaVersion: 1,
  owner: 'user_id',
  identity: ['user_id'],
  shardKey: { user_id: 1 },
  indexes: [{ name: 'identity', key: { user_id: 1 }, unique: true, why: 'the second factor of an account' }],
  capped: {},
  encrypted: ['secret'],
  secrets: ['secret', 'recovery_hashes'],
  consent: {},
  retention: [
    { part: '*', keep: 'while_active' },
    { part: '*', keep: { days: 0 }, countedFrom: 'account_deletion', then: 'delete' },
  ],
  pseudonymised: { user_id: 'replace_id', secret: 'drop', recovery_hashes: 'drop' },
});

export type SecondFactor = DocumentOf<typeof secondFactors>;
