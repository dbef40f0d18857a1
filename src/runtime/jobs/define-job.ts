import type { RunControl } from './job-progress.js';

/** A scheduled job. It is idempotent: after an interruption at any point, the next run completes the work. */
export interface Job<Context, Report = unknown> {
  /**
   * What `engine.jobs.run` calls it, and under which its lease and its checkpoint are stored: one word in the core, `rollUp`; the name of the
   * module and one word in a module, `bookmarks.tidy`.
   */
  readonly name: string;
  /** What it does, in one sentence. */
  readonly summary: string;
  /** The interval of `engine.jobs.start`, in minutes. */
  readonly everyMinutes: number;
  readonly run: (context: Context, control: RunControl) => Promise<Report>;
}

/** Declares a job, with its name and the type of its report. */
export function defineJob<Context, Report, const Name extends string = string>(
  job: Job<Context, Report> & { readonly name: Name },
): Job<Context, Report> & { readonly name: Name } {
  return job;
}
