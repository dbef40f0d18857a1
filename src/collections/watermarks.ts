import { z } from 'zod';
import { type Content, type DocumentOf, defineCollection } from './define-collection.js';
import * as f from './fields.js';

/** Work that follows the log: each goes on from where it last came to. */
export const FOLLOWERS = ['emotional_days', 'usage_days'] as const;

export const watermarks = defineCollection({
  name: 'watermarks',
  description: 'how far one piece of work that follows the log has come',
  schema: z.strictObject({
    _id: f.objectId,
    follower: z.enum(FOLLOWERS),
    /** Everything that was recorded before this instant is in what the follower has made. */
    recorded_before: f.instant,
    updated_at: f.instant,
    schema_version: f.schemaVersion,
  }),
  schemaVersion: 1,
  owner: 'nobody',
  identity: ['follower'],
  shardKey: { follower: 1 },
  indexes: [{ name: 'identity', key: { follower: 1 }, unique: true, why: 'each follower has one place' }],
  capped: {},
  encrypted: [],
  consent: {},
  retention: [{ part: '*', keep: 'indefinitely' }],
  pseudonymised: {},
});

export type WatermarkDocument = DocumentOf<typeof watermarks>;
export type Watermark = Content<WatermarkDocument>;
