import { z } from 'zod';
import { type Content, defineCollection, fields as f } from '../schema/index.js';
import type { PlatformUsageDayDocument } from './documents.js';
import { usageFigures } from './usage-figures.js';

export const platformUsageDays = defineCollection({
  name: 'platform_usage_days',
  description: 'the daily totals of all sessions that started on a UTC day, and their number of learners',
  schema: z.strictObject({
    _id: f.objectId,
    /** Midnight UTC, at which the day begins. */
    day: f.instant,
    /** Exactly as many as the day has documents in `learner_usage_days`; of several days these must not be added up. */
    learners: f.count,
    ...usageFigures.shape,
    /** When sessions of the day last changed without an event in the log that tells of it: by a replay, say. */
    changed_at: f.instant.optional(),
    schema_version: f.schemaVersion,
  }),
  schemaVersion: 1,
  owner: 'nobody',
  identity: ['day'],
  shardKey: { day: 1 },
  indexes: [
    { name: 'identity', key: { day: 1 }, unique: true, why: 'the days of a span; a day that is rolled up again replaces itself' },
    {
      name: 'changed',
      key: { changed_at: 1 },
      where: { changed_at: { $exists: true } },
      why: 'days to roll up again that the log does not mention',
    },
  ],
  capped: {},
  encrypted: [],
  consent: {},
  retention: [{ part: '*', keep: 'indefinitely' }],
  pseudonymised: {},
});

export type PlatformUsageDay = Content<PlatformUsageDayDocument>;
