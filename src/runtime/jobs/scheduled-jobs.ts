import type { CallControl } from '../call-control.js';
import type { Job } from './define-job.js';
import type { JobStatus, ListedJob } from './job-status.js';
import type { JobControl, JobRun } from './jobs.js';
import type { JobsOptions } from './jobs-runner.js';

/** The jobs of an engine, by the table of their rows. At any time, one process runs a given job; if it dies, its lease expires. */
export interface ScheduledJobs<Table extends { readonly [name: string]: Job<never> }> {
  /** Lists all jobs with their state across all processes. */
  list(control?: CallControl): Promise<readonly JobStatus[]>;
  /**
   * Runs a job now, even if it is not due, unless another process is running it.
   *
   * @throws AdaptiveLearningError `invalid_input` for an unknown job; and the errors of the job
   */
  run<Name extends keyof Table & string>(name: Name, control?: JobControl): Promise<JobRun<Awaited<ReturnType<Table[Name]['run']>>>>;
  /** Runs a job of {@link list}, whose report is that of the job. */
  run(name: ListedJob, control?: JobControl): Promise<JobRun<unknown>>;
  /** Starts running due jobs in this process. Further calls do nothing. */
  start(options?: JobsOptions): void;
  /** Stops the jobs of this process until `start` is called again. Resolves once none is running. */
  stop(): Promise<void>;
}
