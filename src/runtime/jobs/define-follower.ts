import type { RuntimeContext } from '../runtime-context.js';
import type { Job } from './define-job.js';
import { type Follower, followLog, type LogPage } from './follow-log.js';
import type { RunControl } from './job-progress.js';

/** What a run makes of the log. */
export interface FollowerRun<Report> {
  /**
   * Makes whatever depends on what was recorded in a page, as a whole: a page may come again, and must leave the same behind.
   *
   * @param progress is told what is done by now in this run, and the share of this page where it is known
   */
  page(page: LogPage, progress: (done: number, shareOfPage?: number) => void): Promise<void>;
  /** @param recordedBefore everything that was recorded before this instant is in what the job has made */
  report(recordedBefore: Date): Report;
}

/** A job that follows the log: what it makes of a page stands in its row; the loop, its checkpoint, lag, resumption and progress stand once. */
export interface FollowerJob<Context, Report> extends Omit<Job<Context, Report>, 'run'>, Omit<Follower, 'name'> {
  /** What is counted while it runs: `days`, `learners`. */
  readonly unit: string;
  readonly begin: (context: Context, control: RunControl) => FollowerRun<Report>;
}

/** Declares a job that follows the log, see {@link FollowerJob}. */
export function defineFollower<Context extends RuntimeContext, Report, const Name extends string = string>(
  row: FollowerJob<Context, Report> & { readonly name: Name },
): Job<Context, Report> & { readonly name: Name } {
  const { name, summary, everyMinutes, unit, begin, pageMs, lateWritesMs, outdates } = row;
  return {
    name,
    summary,
    everyMinutes,
    run: async (context, control) => {
      const run = begin(context, control);
      let done = 0;
      const told = (share: number) => control.onProgress({ done, unit, share });
      const follower = { name, pageMs, lateWritesMs, outdates };
      const recordedBefore = await followLog(
        context,
        follower,
        control,
        (page, onShare) => {
          return run.page(page, (by, share = 0) => {
            done = by;
            onShare(share);
          });
        },
        told,
      );
      return run.report(recordedBefore);
    },
  };
}
