import { z } from 'zod';
import { type Content, defineCollection, fields as f } from '../schema/index.js';
import type { LearnerUsageDayDocument } from './documents.js';
import { usageFigures } from './usage-figures.js';

export const learnerUsageDays = defineCollection({
  name: 'learner_usage_days',
  description: "the daily totals of a learner's sessions that started on a UTC day",
  schema: z.strictObject({
    _id: f.objectId,
    user_id: f.userId,
    /** Midnight UTC, at which the day begins. */
    day: f.instant,
    ...usageFigures.shape,
    schema_version: f.schemaVersion,
  }),
  schemaVersion: 1,
  owner: 'user_id',
  identity: ['user_id', 'day'],
  shardKey: { user_id: 1 },
  indexes: [
    { name: 'identity', key: { user_id: 1, day: 1 }, unique: true, why: 'a day that is rolled up again replaces itself' },
    { name: 'day_user', key: { day: 1, user_id: 1 }, why: 'who was there on a day, and in a span of days, without reading a document' },
  ],
  capped: {},
  encrypted: [],
  consent: {},
  retention: [{ part: '*', keep: 'while_active' }],
  pseudonymised: { user_id: 'replace_id' },
});

export type LearnerUsageDay = Content<LearnerUsageDayDocument>;
