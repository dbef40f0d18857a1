import type { JobState } from '../../repositories/index.js';
import type { Job } from './define-job.js';
import type { JobProgress } from './job-progress.js';

declare const listed: unique symbol;

/** The name of a job that an engine has: `engine.jobs.list()` gives it, and `engine.jobs.run` takes it. */
export type ListedJob = string & { readonly [listed]: true };

/** The state of a job across all processes. */
export interface JobStatus {
  readonly name: ListedJob;
  readonly summary: string;
  readonly everyMinutes: number;
  /** Whether a process is running it. */
  readonly running: boolean;
  /** The process that is running it, as `host/pid/…`; null if none is. */
  readonly process: string | null;
  /** The last stored progress of the current run, or of the last run if it did not complete; null without one. */
  readonly progress: (JobProgress & { readonly at: Date }) | null;
  /** When the last run began; null before the first. */
  readonly begunAt: Date | null;
  /** When the last run ended; null before the first. */
  readonly endedAt: Date | null;
  /** The number of consecutive runs that failed or whose process died, without the current run. */
  readonly failures: number;
  /** The error code of the last run, or `unknown` for an error that is not from this library; null if it did not fail. */
  readonly error: string | null;
  /** All events recorded before this instant have been processed; null for a job that does not follow the log or has not run. */
  readonly recordedBefore: Date | null;
  /** The age of `recordedBefore` by this engine's clock, in milliseconds; null if it is null. */
  readonly lagMs: number | null;
}

/** What `list` shows of a job. */
export function statusOf(name: string, { summary, everyMinutes }: Job<never>, state: JobState | undefined, now: Date): JobStatus {
  const running = state?.isHeld ?? false;
  const recordedBefore = state?.recorded_before ?? null;
  return {
    name: name as ListedJob,
    summary,
    everyMinutes,
    running,
    process: running ? (state?.lease?.holder ?? null) : null,
    progress: state?.progress ?? null,
    begunAt: state?.begun_at ?? null,
    endedAt: state?.ended_at ?? null,
    failures: Math.max(0, (state?.unended ?? 0) - (running ? 1 : 0)),
    error: state?.error ?? null,
    recordedBefore,
    lagMs: recordedBefore === null ? null : Math.max(0, now.getTime() - recordedBefore.getTime()),
  };
}
