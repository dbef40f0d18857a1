import { z } from 'zod';
import { type Content, defineCollection, fields as f } from '../schema/index.js';
import type { ModelTuningDocument } from './documents.js';
import { FIT_VERDICTS, heldOut } from './model-fits.js';

/** How a tuning ended: its fit was activated, its fit was not better, or there was too little data. */
export const TUNING_ENDS = ['activated', 'not_better', 'fell_back'] as const;

export const modelTunings = defineCollection({
  name: 'model_tunings',
  description: 'the state of the tuning of a model: which process tunes it, and the last result',
  schema: z.strictObject({
    _id: f.objectId,
    model: f.name,
    /** How many tunings have begun: each numbers its version by it. */
    begun: f.count,
    /** Tunings that began since one last ended: they failed, or their process died; the newest may be under way. */
    unended: f.count,
    /** Who tunes, under which version, and until when unless they say more. It stays after a tuning that did not end, for the next to clear up. */
    lease: z.strictObject({ holder: f.name, params_version: f.name, until: f.instant }).optional(),
    /** What the last tuning that ended found. */
    last: z
      .strictObject({
        end: z.enum(TUNING_ENDS),
        at: f.instant,
        /** How many events the log had: the next tuning waits for a share more. */
        events: f.count,
        /** What was read. */
        answers: f.count,
        learners: f.count,
        /** What is served since: the new version, or the one that was served already. */
        params_version: f.name,
        verdict: z.enum(FIT_VERDICTS).optional(),
        held_out: heldOut.optional(),
      })
      .optional(),
    schema_version: f.schemaVersion,
  }),
  schemaVersion: 1,
  owner: 'nobody',
  identity: ['model'],
  shardKey: { model: 1 },
  indexes: [{ name: 'identity', key: { model: 1 }, unique: true, why: 'one process at a time tunes a model, and each finds out who' }],
  capped: {},
  encrypted: [],
  consent: {},
  retention: [{ part: '*', keep: 'indefinitely' }],
  pseudonymised: {},
});

export type ModelTuning = Content<ModelTuningDocument>;
