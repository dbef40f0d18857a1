import { checkAll, invalidInput } from '../errors.js';
import type { AnyPipeline } from '../pipelines/index.js';
import { defineJob, type JobProgress, type ScheduledJobs } from '../runtime/index.js';
import type { EngineContext } from './context.js';
import { emotionalDays } from './emotions/emotional-days.js';
import type { FitProgress } from './fitting/fit-control.js';
import { closeIdleSessions } from './flows/close-idle-sessions.js';
import { tune } from './flows/tune.js';
import { usageDays } from './rolling-up/usage-days.js';

const SYSTEM = { role: 'system' } as const;

/** The jobs of an engine by name. Each runs the verb of the same name, in one process at a time. */
export const JOBS = {
  rollUp: usageDays(),
  aggregateEmotions: emotionalDays(),
  closeIdleSessions: defineJob({
    name: 'closeIdleSessions',
    summary: 'Ends the sessions in which nothing has happened for a while, each at its last event.',
    everyMinutes: 60,
    run: (context: EngineContext, { onProgress, ...control }) =>
      closeIdleSessions.run(context, SYSTEM, closeIdleSessions.input.parse({}), {
        ...control,
        onProgress: ({ closed }) => onProgress({ done: closed, unit: 'sessions', share: null }),
      }),
  }),
  tune: defineJob({
    name: 'tune',
    summary: 'Fits the predictor to the log once that has grown enough, and serves the fit where it predicts better.',
    everyMinutes: 60,
    run: (context: EngineContext, { onProgress, ...control }) =>
      tune.run(context, SYSTEM, undefined, { ...control, onProgress: progressOfFit(onProgress) }),
  }),
} as const;

/** The jobs of an engine: `engine.jobs`. */
export type EngineJobs = ScheduledJobs<typeof JOBS>;

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

/** A trial fit is judged first and takes as long as the fit to the whole log, which a worse one does not come to. */
function progressOfFit(onProgress: (progress: JobProgress) => void): (progress: FitProgress) => void {
  let answers = 0;
  return (progress) => {
    if (progress.phase === 'reading') answers = progress.answers;
    const share = progress.phase === 'reading' ? null : (progress.share + (progress.phase === 'fitting' ? 1 : 0)) / 2;
    onProgress({ done: answers, unit: 'answers', share });
  };
}
