import { z } from 'zod';
import { type Content, defineCollection, fields as f } from '../schema/index.js';
import type { WatermarkDocument } from './documents.js';

export const watermarks = defineCollection({
  name: 'watermarks',
  description: 'the checkpoint of a job, and which process runs it',
  schema: z.strictObject({
    _id: f.objectId,
    job: f.jobName,
    /** Of a job that follows the log: everything that was recorded before this instant is in what the job has made. */
    recorded_before: f.instant.optional(),
    /** The process that runs it, `host/pid/…`, until when unless it says more. It stays after a run whose process died. By the server's clock, as are the times below. */
    lease: z.strictObject({ holder: f.name, until: f.instant }).optional(),
    /** How far the run under way was when it last said so; of a run that did not end well it stays until the next. */
    progress: z.strictObject({ done: f.count, unit: f.name, share: f.unitInterval.nullable(), at: f.instant }).optional(),
    /** When the last run began. */
    begun_at: f.instant.optional(),
    /** When the last run ended that did not lose its process. */
    ended_at: f.instant.optional(),
    /** Runs that began since one last went well, without those that were stopped: they failed, or their process died; the newest may be under way. */
    unended: f.count.optional(),
    /** True after a run that was stopped from outside: the job is due at once. */
    stopped: z.boolean().optional(),
    /** The code of the error that the last run failed with. */
    error: f.name.optional(),
    updated_at: f.instant,
    schema_version: f.schemaVersion,
  }),
  schemaVersion: 1,
  owner: 'nobody',
  identity: ['job'],
  shardKey: { job: 1 },
  indexes: [{ name: 'identity', key: { job: 1 }, unique: true, why: 'each job has one place' }],
  capped: {},
  encrypted: [],
  consent: {},
  retention: [{ part: '*', keep: 'indefinitely' }],
  pseudonymised: {},
});

export type Watermark = Content<WatermarkDocument>;
