import type { ModuleContext } from './module-context.js';

/** Work of a module that runs at times. It is idempotent: stopped or killed at any point, the next run makes up for it. */
export interface ModuleJob<Report = unknown> {
  /** What it does, in one sentence. */
  readonly summary: string;
  /** How often `engine.jobs.start` runs it, in minutes. */
  readonly everyMinutes: number;
  readonly run: (context: ModuleContext) => Promise<Report>;
}

/** Declares a job, with the type of its report. Under the key `tidy` of the module `bookmarks` it is the job `bookmarks.tidy`. */
export function moduleJob<Report>(job: ModuleJob<Report>): ModuleJob<Report> {
  return Object.freeze(job);
}
