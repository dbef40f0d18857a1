import { AdaptiveLearningError, invalidInput } from '../../errors.js';
import { type JobLeases, type Observe, observed, type RunEnd } from '../../repositories/index.js';
import { checkKeys } from '../../schema/index.js';
import { type CallControl, checkControl } from '../call-control.js';
import type { Calls } from '../calls.js';
import { errorLabel } from '../error-label.js';
import type { Log } from '../log-events.js';
import { aFunction } from '../verbs/control-options.js';
import { checkJobs } from './check-jobs.js';
import type { Job } from './define-job.js';
import { checkProgress, type JobProgress } from './job-progress.js';
import { type JobStatus, type ListedJob, statusOf } from './job-status.js';
import { type JobsOptions, JobsRunner, type Scheduled } from './jobs-runner.js';
import { thisRun } from './this-run.js';
import { underLease } from './under-lease.js';

/** A process that gives no sign of life for so long has lost a job, by the server's clock. Milliseconds. */
const LEASE_MS = 60_000;
/** How many times a lease is kept for longer in its time. */
const EXTENSIONS = 4;

/** The result of running a job: its report, or `busy` if another process is running it. */
export type JobRun<Report> = { readonly outcome: 'done'; readonly report: Report } | { readonly outcome: 'busy' };

/** The control options of a run. */
export interface JobControl extends CallControl {
  /**
   * The lease time in milliseconds: if a process does not renew its lease for this long, another process may take the job over. 60,000 if not given.
   */
  readonly leaseMs?: number | undefined;
  /** Called with the progress after each unit, such as a day, a learner or a page. */
  readonly onProgress?: ((progress: JobProgress) => void) | undefined;
}

interface Setting<Context> {
  readonly context: Context & { readonly random: () => number; readonly clock: () => Date };
  readonly leases: JobLeases;
  readonly calls: Calls;
  readonly observe: Observe;
  readonly log: Log;
  /** Jobs that `start` skips unless `only` contains them. */
  readonly onlyNamed: readonly string[];
  ensureSetup(where: string): Promise<void>;
}

/** The jobs of an engine. At any time, one process runs a given job; if it dies, its lease expires. */
export class Jobs<Context, Table extends { readonly [name: string]: Job<Context> }> {
  readonly #table: Table;
  readonly #setting: Setting<Context>;
  #runner: JobsRunner<Scheduled> | undefined;
  /** Leases that are on their way back. */
  readonly #givingBack = new Set<Promise<unknown>>();

  constructor(table: Table, setting: Setting<Context>) {
    checkJobs(table, 'jobs');
    this.#table = table;
    this.#setting = setting;
  }

  /** Lists all jobs with their state across all processes. */
  async list(control: CallControl = {}): Promise<readonly JobStatus[]> {
    const where = 'jobs.list';
    return this.#setting.calls.run(where, 'read', checkControl(control, where), async ({ signal }) => {
      const states = await this.#setting.leases.states({ signal });
      const now = this.#setting.context.clock();
      return Object.entries<Job<Context>>(this.#table).map(([name, job]) => statusOf(name, job, states.get(name), now));
    });
  }

  /**
   * Runs a job now, even if it is not due, unless another process is running it.
   *
   * @throws AdaptiveLearningError `invalid_input` for an unknown job; and the errors of the job
   */
  async run<Name extends keyof Table & string>(
    name: Name | ListedJob,
    control: JobControl = {},
  ): Promise<JobRun<Awaited<ReturnType<Table[Name]['run']>>>> {
    checkKeys(control, ['signal', 'deadlineMs', 'leaseMs', 'onProgress'], 'jobs.run.control');
    aFunction(control.onProgress, 'jobs.run.control.onProgress');
    const run = await this.#begin(name, control, undefined);
    return run as JobRun<Awaited<ReturnType<Table[Name]['run']>>>;
  }

  /** Starts running due jobs in this process. Further calls do nothing. */
  start(options: JobsOptions = {}): void {
    this.#setting.calls.refuseIfClosed('jobs.start');
    this.#runner ??= new JobsRunner(
      Object.values<Job<Context>>(this.#table).map(({ name, everyMinutes }) => ({
        name,
        everyMinutes,
        startsUnnamed: !this.#setting.onlyNamed.includes(name),
      })),
      options,
      this.#setting.context.random,
      (job, everyMs, signal) => this.#begin(job.name, { signal, leaseMs: options.leaseMs }, everyMs),
      this.#setting.log,
    );
  }

  /** Stops the jobs of this process until `start` is called again. Resolves once none is running. */
  async stop(): Promise<void> {
    const runner = this.#runner;
    this.#runner = undefined;
    await runner?.stop();
  }

  /** Resolves once all leases are released. */
  async settled(): Promise<void> {
    await Promise.all(this.#givingBack);
  }

  /** A lease that cannot be given back ends by time: the run is what it was all the same. */
  async #giveBack(held: Parameters<JobLeases['end']>[0], how: RunEnd): Promise<void> {
    const given = this.#setting.leases.end(held, how).catch(() => undefined);
    this.#givingBack.add(given);
    await given;
    this.#givingBack.delete(given);
  }

  /** @param everyMs the job is left alone until so long after its last run; not asked if not given */
  async #begin(
    name: string,
    { leaseMs = LEASE_MS, onProgress: tell, ...control }: JobControl,
    everyMs: number | undefined,
  ): Promise<JobRun<unknown>> {
    const where = `jobs.run.${name}`;
    const job = Object.hasOwn(this.#table, name) ? this.#table[name] : undefined;
    if (job === undefined) throw invalidInput('jobs.run.name', `one of ${Object.keys(this.#table).join(', ')}`, name);
    if (!(Number.isFinite(leaseMs) && leaseMs > 0)) throw invalidInput(`${where}.leaseMs`, 'a number of milliseconds > 0', leaseMs);
    const { calls, context, leases, observe, log, ensureSetup } = this.#setting;
    return calls.run(where, 'job', checkControl(control, where), async (own) => {
      await ensureSetup(where);
      const held = { job: name, holder: thisRun() };
      let latest: JobProgress | undefined;
      // Stored with the next extension of the lease: how often a job says it costs nothing.
      const onProgress = (progress: JobProgress) => {
        checkProgress(progress, where);
        latest = progress;
        tell?.(progress);
      };
      const extend = () => leases.extend(held, leaseMs, latest);
      let report: unknown;
      let begun = performance.now();
      try {
        if (!(await leases.begin(held, { leaseMs, everyMs }, { signal: own.signal }))) return { outcome: 'busy' };
        begun = performance.now();
        report = await underLease({ where, extendEveryMs: leaseMs / EXTENSIONS, extend }, own.signal, (signal) =>
          observed(observe, { kind: 'verb', name: `engine.${name}`, operation: name }, () =>
            job.run(context, { ...own, signal, onProgress }),
          ),
        );
      } catch (error) {
        // What was stopped from outside is no failure.
        const isStopped = own.signal?.aborted === true;
        const code = error instanceof AdaptiveLearningError ? error.code : 'unknown';
        if (!isStopped) log('job_failed', { job: name, ...errorLabel(error) });
        await this.#giveBack(held, isStopped ? 'stopped' : { error: code });
        throw error;
      }
      log('job_finished', { job: name, milliseconds: Math.round(performance.now() - begun) });
      await this.#giveBack(held, 'done');
      return { outcome: 'done', report };
    });
  }
}
