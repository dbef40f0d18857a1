import { z } from 'zod';
import { defineCollection, fields as f } from '../../../schema/index.js';
import { sha256 } from './sha256.js';

export const signInAttempts = defineCollection({
  name: 'sign_in_attempts',
  description: 'failed attempts to sign in with an address, whether or not anybody has it; so that a lock tells nothing about accounts',
  schema: z.strictObject({
    _id: f.objectId,
    address_hash: sha256,
    /** Since the last success. An attempt counts from its beginning, so that many at once get no more guesses. */
    attempts: f.count,
    locked_until: f.instant.optional(),
    expires_at: f.instant,
    schema_version: f.schemaVersion,
  }),
  schemaVersion: 1,
  owner: 'nobody',
  identity: ['address_hash'],
  shardKey: { address_hash: 1 },
  indexes: [
    { name: 'identity', key: { address_hash: 1 }, unique: true, why: 'the attempts with an address' },
    { name: 'expiry', key: { expires_at: 1 }, expireAfterSeconds: 0, why: 'after a day without an attempt all is forgotten' },
  ],
  capped: {},
  encrypted: [],
  consent: {},
  retention: [{ part: '*', keep: { days: 1 }, then: 'delete' }],
  pseudonymised: { address_hash: 'drop' },
});
