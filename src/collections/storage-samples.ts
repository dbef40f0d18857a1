import { z } from 'zod';
import { type Content, defineCollection, fields as f } from '../schema/index.js';
import type { StorageSampleDocument } from './documents.js';

export const storageSamples = defineCollection({
  name: 'storage_samples',
  description: 'the size of a collection on a day',
  schema: z.strictObject({
    _id: f.objectId,
    collection: f.name,
    /** Midnight UTC; the last sample of a day stays. */
    day: f.instant,
    documents: f.count,
    /** Before compression. */
    bytes: f.count,
    index_bytes: f.count,
    schema_version: f.schemaVersion,
  }),
  schemaVersion: 1,
  owner: 'nobody',
  identity: ['collection', 'day'],
  shardKey: { collection: 1 },
  indexes: [
    { name: 'identity', key: { collection: 1, day: 1 }, unique: true, why: 'one sample a day; those of a collection in order' },
    { name: 'day', key: { day: 1 }, why: 'samples that are too old, and those of the last months' },
  ],
  capped: {},
  encrypted: [],
  consent: {},
  retention: [{ part: '*', keep: { days: 400 }, then: 'delete' }],
  pseudonymised: {},
});

export type StorageSample = Content<StorageSampleDocument>;
