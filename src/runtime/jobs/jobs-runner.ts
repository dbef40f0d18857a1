import { AdaptiveLearningError, checkAll, invalidInput } from '../../errors.js';
import { checkKeys, hasOnlyValues } from '../../schema/index.js';
import { errorLabel } from '../error-label.js';
import { type Log, NO_LOG } from '../log-events.js';

const MINUTE_MS = 60_000;
/** A process looks so many times in the interval of a job whether it is due, within these bounds. Milliseconds. */
const LOOKS = 10;
const SHORTEST_LOOK_MS = 50;
const LONGEST_LOOK_MS = 60_000;

/** Every option there is. */
const OPTIONS = ['only', 'everyMinutes', 'leaseMs', 'onError'] as const satisfies readonly (keyof JobsOptions)[];

/** Options of `engine.jobs.start`. */
export interface JobsOptions {
  /** The jobs to run in this process; all if not given, except `tune` with `tuning: 'manual'`. */
  readonly only?: readonly string[] | undefined;
  /** Overrides of the intervals of jobs, in minutes. */
  readonly everyMinutes?: { readonly [name: string]: number } | undefined;
  /**
   * The lease time in milliseconds: if a process does not renew its lease for this long, another process may take the job over. 60,000 if not given.
   */
  readonly leaseMs?: number | undefined;
  /** Called for each failed run; without it and without a `logger`, the process emits one warning per job. The job is retried with exponential backoff. */
  readonly onError?: ((job: string, error: unknown) => void) | undefined;
}

/** What a process must know of a job to look whether it is due. */
export interface Scheduled {
  readonly name: string;
  readonly everyMinutes: number;
  /** False for a job that runs only where `only` names it. */
  readonly startsUnnamed: boolean;
}

type Begin<Job> = (job: Job, everyMs: number, signal: AbortSignal) => Promise<unknown>;

/** Looks from time to time whether jobs are due, and runs them. Its timers keep no process alive. */
export class JobsRunner<Job extends Scheduled> {
  readonly #options: JobsOptions;
  readonly #random: () => number;
  readonly #begin: Begin<Job>;
  readonly #ending = new AbortController();
  readonly #running = new Set<Promise<void>>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #log: Log;
  readonly #hasWarned = new Set<string>();

  /** @param random a number from 0 to 1, so that processes do not all look at once */
  constructor(jobs: readonly Job[], options: JobsOptions, random: () => number, begin: Begin<Job>, log: Log) {
    this.#log = log;
    // Everything is checked before the first timer is set: a start that is refused leaves nothing running.
    checkAll(hasOnlyValues(options) ? checksOf(options, jobs) : [() => checkKeys(options, OPTIONS, 'jobs.start')]);
    this.#options = options;
    this.#random = random;
    this.#begin = begin;
    const due = jobs.flatMap((job) => {
      const minutes = options.everyMinutes?.[job.name] ?? job.everyMinutes;
      return (options.only?.includes(job.name) ?? job.startsUnnamed) ? [{ job, everyMs: minutes * MINUTE_MS }] : [];
    });
    for (const { job, everyMs } of due) this.#wait(job, everyMs);
  }

  /** Ends what runs and starts nothing more. */
  async stop(): Promise<void> {
    this.#ending.abort();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    await Promise.all(this.#running);
  }

  #wait(job: Job, everyMs: number): void {
    const lookMs = Math.min(LONGEST_LOOK_MS, Math.max(SHORTEST_LOOK_MS, everyMs / LOOKS));
    const timer = setTimeout(
      () => {
        const look = this.#look(job, everyMs);
        this.#running.add(look);
        void look.finally(() => {
          this.#running.delete(look);
          if (!this.#ending.signal.aborted) this.#wait(job, everyMs);
        });
      },
      lookMs * (0.5 + this.#random()),
    );
    this.#timers.set(job.name, timer.unref());
  }

  async #look(job: Job, everyMs: number): Promise<void> {
    try {
      await this.#begin(job, everyMs, this.#ending.signal);
    } catch (error) {
      if (error instanceof AdaptiveLearningError && error.code === 'closed') this.#ending.abort();
      if (!this.#ending.signal.aborted) this.#report(job.name, error);
    }
  }

  #report(name: string, error: unknown): void {
    const { onError } = this.#options;
    if (onError !== undefined) tell(onError, name, error, this.#log);
    // The log has each failure of a job.
    if (onError !== undefined || this.#log !== NO_LOG || this.#hasWarned.has(name)) return;
    this.#hasWarned.add(name);
    process.emitWarning(`The job ${name} failed: ${error instanceof Error ? error.message : 'for an unknown reason'}.`, {
      type: 'AdaptiveLearningWarning',
      code: 'ALE_JOB',
      detail: 'It is retried later. Pass onError to jobs.start to handle failures.',
    });
  }
}

/** What the host does with it is the host's: its own failure ends no job. */
function tell(onError: (job: string, error: unknown) => void, name: string, error: unknown, log: Log): void {
  try {
    onError(name, error);
  } catch (failure) {
    log('on_error_failed', { job: name, ...errorLabel(failure) });
    if (log !== NO_LOG) return;
    process.emitWarning(`jobs.start.onError threw: ${failure instanceof Error ? failure.message : 'no error'}.`, 'AdaptiveLearningWarning');
  }
}

function checksOf(options: JobsOptions, jobs: readonly Scheduled[]): readonly (() => void)[] {
  const { leaseMs, onError, only = [], everyMinutes = {} } = options;
  const names = jobs.map(({ name }) => name);
  return [
    () => checkKeys(options, OPTIONS, 'jobs.start'),
    () => {
      if (leaseMs !== undefined && !isPositive(leaseMs)) throw invalidInput('jobs.start.leaseMs', 'a number of milliseconds > 0', leaseMs);
    },
    () => {
      if (onError !== undefined && typeof onError !== 'function') throw invalidInput('jobs.start.onError', 'a function', onError);
    },
    ...[...only, ...Object.keys(everyMinutes)].map((name) => () => {
      if (!names.includes(name)) throw invalidInput('jobs.start', `jobs among ${names.join(', ')}`, name);
    }),
    ...Object.entries(everyMinutes).map(([name, minutes]) => () => {
      if (!isPositive(minutes)) throw invalidInput(`jobs.start.everyMinutes.${name}`, 'a number of minutes > 0', minutes);
    }),
  ];
}

function isPositive(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}
