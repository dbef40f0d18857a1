import type { Watermark } from '../../collections/index.js';
import type { CallControl } from '../call-control.js';

/** Work that follows the log or runs at times. It is idempotent: stopped or killed at any point, the next run makes up for it. */
export interface Job<Context, Report = unknown> {
  /** What `engine.jobs.run` calls it. */
  readonly name: string;
  /** What it does, in one sentence. */
  readonly summary: string;
  /** Under which name its lease and its checkpoint are stored. */
  readonly follower: Watermark['follower'];
  /** How often `engine.jobs.start` runs it, in minutes. */
  readonly everyMinutes: number;
  readonly run: (context: Context, control: CallControl) => Promise<Report>;
}

/** Declares a job, with the type of its report. */
export function defineJob<Context, Report>(job: Job<Context, Report>): Job<Context, Report> {
  return job;
}
