import { z } from 'zod';
import { defineCollection, fields as f } from '../schema/index.js';

/** A key of 32 bytes in hex. */
const keyId = z.string().regex(/^[0-9a-f]{64}$/, { error: '64 hexadecimal digits' });

export const dataKeys = defineCollection({
  name: 'data_keys',
  description: "a learner's data key, wrapped by the key-encryption key; without it, the learner's encrypted fields cannot be read",
  schema: z.strictObject({
    _id: f.objectId,
    user_id: f.userId,
    /** A learner's keys count from 1: the newest encrypts, all decrypt. */
    version: z.int().min(1),
    /** The id of the key, derived from it. */
    key_id: keyId,
    /** The key-encryption key that wrapped it. */
    wrapping_key: f.text(256),
    /** The wrapped key in base64. */
    wrapped: f.text(8_192),
    created_at: f.instant,
    schema_version: f.schemaVersion,
  }),
  schemaVersion: 1,
  owner: 'user_id',
  identity: ['user_id', 'version'],
  shardKey: { user_id: 1 },
  indexes: [{ name: 'identity', key: { user_id: 1, version: 1 }, unique: true, why: 'the keys of a learner; one of each version' }],
  capped: {},
  encrypted: [],
  secrets: ['key_id', 'wrapping_key', 'wrapped'],
  consent: {},
  retention: [
    { part: '*', keep: 'while_active' },
    { part: '*', keep: { days: 30 }, countedFrom: 'account_deletion', then: 'delete' },
  ],
  pseudonymised: { user_id: 'replace_id', key_id: 'drop', wrapping_key: 'drop', wrapped: 'drop' },
});
