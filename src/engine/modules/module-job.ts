import type { FollowerRun, JobProgress } from '../../runtime/index.js';
import type { ModuleContext } from './module-context.js';

/** Work of a module that runs at times. It is idempotent: stopped or killed at any point, the next run makes up for it. */
export interface ModuleJob<Report = unknown> {
  /** What it does, in one sentence. */
  readonly summary: string;
  /** How often `engine.jobs.start` runs it, in minutes. */
  readonly everyMinutes: number;
  /** @param onProgress is told how far the run is; `engine.jobs.list()` shows it */
  readonly run: (context: ModuleContext, onProgress: (progress: JobProgress) => void) => Promise<Report>;
}

/**
 * A job of a module that follows the log. The engine gives it what was recorded since the last run, page by page, and stores the checkpoint. A page
 * may come again, and is read as a whole: what the job makes of it must not depend on how often it does.
 */
export interface ModuleFollower<Report = unknown> extends Omit<ModuleJob<Report>, 'run'> {
  /** What it counts while it runs: `learners`. */
  readonly unit: string;
  /** How much recording a page spans at most, in milliseconds; everything that is new if not given. */
  readonly pageMs?: number;
  /** For how long after its reads a run may still write outside of `context.write`, in milliseconds; 0 if not given. */
  readonly lateWritesMs?: number;
  readonly begin: (context: ModuleContext) => FollowerRun<Report>;
}

/** Declares a job, with the type of its report. Under the key `tidy` of the module `bookmarks` it is the job `bookmarks.tidy`. */
export function moduleJob<Report>(job: ModuleJob<Report>): ModuleJob<Report> {
  return Object.freeze(job);
}

/**
 * Declares a job that follows the log, see {@link ModuleFollower}.
 *
 * @example
 * moduleFollower({ summary: 'Counts events.', everyMinutes: 60, unit: 'learners', begin: (context) => ({ page: async ({ since, until }) => { … }, report: (recordedBefore) => ({ recordedBefore }) }) })
 */
export function moduleFollower<Report>(follower: ModuleFollower<Report>): ModuleFollower<Report> {
  return Object.freeze(follower);
}
