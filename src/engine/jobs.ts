import { checkAll, invalidInput } from '../errors.js';
import type { AnyPipeline } from '../pipelines/index.js';
import { defineJob, type Jobs } from '../runtime/index.js';
import type { EngineContext } from './context.js';
import { aggregateEmotions } from './flows/aggregate-emotions.js';
import { closeIdleSessions } from './flows/close-idle-sessions.js';
import { rollUp } from './flows/roll-up.js';
import { tune } from './flows/tune.js';

const SYSTEM = { role: 'system' } as const;

/** The jobs of an engine by name. Each runs the verb of the same name, in one process at a time. */
export const JOBS = {
  rollUp: defineJob({
    name: 'rollUp',
    summary: 'Brings the daily figures of use of all learners up to date.',
    everyMinutes: 60,
    run: (context: EngineContext, control) => rollUp.run(context, SYSTEM, {}, control),
  }),
  aggregateEmotions: defineJob({
    name: 'aggregateEmotions',
    summary: 'Sums days, weeks and months of emotions of what was recorded since the last run.',
    everyMinutes: 60,
    run: (context: EngineContext, control) => aggregateEmotions.run(context, SYSTEM, {}, control),
  }),
  closeIdleSessions: defineJob({
    name: 'closeIdleSessions',
    summary: 'Ends the sessions in which nothing has happened for a while, each at its last event.',
    everyMinutes: 60,
    run: (context: EngineContext, control) => closeIdleSessions.run(context, SYSTEM, closeIdleSessions.input.parse({}), control),
  }),
  tune: defineJob({
    name: 'tune',
    summary: 'Fits the predictor to the log once that has grown enough, and serves the fit where it predicts better.',
    everyMinutes: 60,
    run: (context: EngineContext, control) => tune.run(context, SYSTEM, undefined, control),
  }),
} as const;

/** The jobs of an engine: `engine.jobs`. */
export type EngineJobs = Jobs<EngineContext, typeof JOBS>;

/**
 * Checks that each pipeline whose documents a job makes names a job that there is.
 *
 * @throws AdaptiveLearningError `invalid_input` naming the pipelines by their places
 */
export function checkMaterializers(pipelines: readonly AnyPipeline[], jobs: { readonly [name: string]: unknown }, where: string): void {
  checkAll(
    pipelines.map(({ materializedBy }, place) => () => {
      if (materializedBy !== undefined && !Object.hasOwn(jobs, materializedBy))
        throw invalidInput(`${where}.${place}.materializedBy`, `a job: one of ${Object.keys(jobs).join(', ')}`, materializedBy);
    }),
  );
}
