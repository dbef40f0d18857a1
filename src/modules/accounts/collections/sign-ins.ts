import { z } from 'zod';
import { type DocumentOf, defineCollection, fields as f } from '../../../schema/index.js';
import { sha256 } from './sha256.js';

export const signIns = defineCollection({
  name: 'sign_ins',
  description: 'a device on which somebody is signed in, with the hash of its current refresh token',
  schema: z.strictObject({
    _id: f.objectId,
    user_id: f.userId,
    sign_in_id: f.storedEventId,
    /** The secret that all tokens of the sign-in have in common: a token with it that is not the current one is a reused one. */
    family_hash: sha256,
    /** The secret of the current token. */
    token_hash: sha256,
    /** What the person calls the device: `Ada's phone`. */
    device: f.sentence.optional(),
    signed_in_at: f.instant,
    /** When a token was last exchanged for the next. */
    refreshed_at: f.instant,
    expires_at: f.instant,
    schema_version: f.schemaVersion,
  }),
  schemaVersion: 1,
  owner: 'user_id',
  identity: ['sign_in_id'],
  shardKey: { sign_in_id: 1 },
  indexes: [
    { name: 'identity', key: { sign_in_id: 1 }, unique: true, why: 'the sign-in of a token' },
    { name: 'devices', key: { user_id: 1, refreshed_at: -1 }, why: 'the devices of a person; signing out of all of them' },
    { name: 'expiry', key: { expires_at: 1 }, expireAfterSeconds: 0, why: 'sign-ins that are over go by themselves' },
  ],
  capped: {},
  encrypted: ['device'],
  secrets: ['family_hash', 'token_hash'],
  consent: {},
  retention: [
    { part: '*', keep: 'while_active' },
    { part: '*', keep: { days: 0 }, countedFrom: 'account_deletion', then: 'delete' },
  ],
  pseudonymised: { user_id: 'replace_id', sign_in_id: 'drop', family_hash: 'drop', token_hash: 'drop', device: 'drop' },
});

export type SignIn = DocumentOf<typeof signIns>;
