import { aborted, Ended, retry, within } from '../repositories/index.js';
import type { CallControl } from './call-control.js';
import { type Log, NO_LOG } from './log-events.js';
import { logRetries } from './log-retries.js';

/** How long `close()` waits for running calls, in milliseconds. */
const CLOSING_MS = 10_000;
/** How long a call may go on after its signal or deadline so that it ends by itself, in milliseconds; a quarter of a second is promised. */
const GRACE_MS = 100;

/** A resource that its reader closes. */
export interface Closable {
  /** Resolves once it is closed. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

/** One call that is under way, and how to end it from outside. */
interface Running {
  readonly ending: AbortController;
  readonly settled: Promise<unknown>;
  /** Jobs and streams may go on for hours: they are ended at once. */
  readonly isLong: boolean;
}

/** The running calls of an engine. Each is stopped by its signal, its deadline, or closing the engine. */
export class Calls {
  /** The default time limit of a call, in milliseconds. */
  readonly deadlineMs: number;
  readonly #random: () => number;
  readonly #log: Log;
  readonly #running = new Set<Running>();
  readonly #closed = new AbortController();
  #isClosing = false;

  /** @param random returns a number from 0 to 1, for jitter of retries */
  constructor(deadlineMs: number, random: () => number, log: Log = NO_LOG) {
    this.#log = log;
    this.deadlineMs = deadlineMs;
    this.#random = random;
  }

  /** Aborted once the engine is closed and no calls are running. */
  get closing(): AbortSignal {
    return this.#closed.signal;
  }

  /**
   * Runs a call with a signal that combines its own signal, the deadline and the closing of the engine. For a job, the deadline applies to each step.
   * A read is retried while the database is briefly unavailable, because the driver's single retry is not enough for a primary that steps down.
   *
   * @throws AdaptiveLearningError `closed`, `aborted`, `deadline_exceeded`; and the errors of the work
   */
  run<Control extends CallControl, Result>(
    verb: string,
    kind: 'call' | 'read' | 'job',
    control: Control,
    work: (control: Control) => Promise<Result>,
  ): Promise<Result> {
    const isLong = kind === 'job';
    const { deadlineMs = this.deadlineMs } = control;
    return this.#track(verb, control, isLong, (signal) =>
      within({ signal, graceMs: GRACE_MS, ...(isLong ? { stepMs: deadlineMs } : { deadlineMs }) }, verb, (own) => {
        const once = () => work({ ...control, deadlineMs, signal: own });
        return kind === 'read'
          ? retry(once, verb, { forMs: deadlineMs, signal: own, random: this.#random, onRetry: logRetries(this.#log, verb) })
          : once();
      }),
    );
  }

  /** Opens a resource; the deadline applies to opening it. */
  open<Control extends CallControl, Result extends Closable>(
    verb: string,
    control: Control,
    work: (control: Control) => Promise<Result>,
  ): Promise<Result> {
    const { deadlineMs = this.deadlineMs } = control;
    return this.#track(
      verb,
      control,
      true,
      (signal) =>
        within({ signal, deadlineMs, graceMs: GRACE_MS }, verb, (own) => {
          const opening = work({ ...control, deadlineMs, signal });
          const closeLate = () => void opening.then((opened) => opened.close()).catch(nothing);
          own.addEventListener('abort', closeLate, { once: true });
          return opening.finally(() => own.removeEventListener('abort', closeLate));
        }),
      ({ closed }) => closed,
    );
  }

  /** Stops all running calls because no host of the connection string can be reached. */
  unreachable(why: string): void {
    this.#log('database_unreachable', { reason: why });
    const reason = new Ended('database_unreachable', `expected a host that can be reached, got ${why}`);
    for (const { ending } of this.#running) ending.abort(reason);
  }

  /** Rejects new calls, ends streams and jobs, and waits for running calls; calls that are still running after the timeout fail with `closed`. */
  async close(timeoutMs: number = CLOSING_MS): Promise<void> {
    this.#isClosing = true;
    const reason = new Ended('closed', 'expected an engine that is open, got one that was closed');
    for (const { isLong, ending } of this.#running) if (isLong) ending.abort(reason);
    const settled = () => Promise.all(Array.from(this.#running, (running) => running.settled));
    await within({ deadlineMs: timeoutMs }, 'close', settled).catch(nothing);
    for (const { ending } of this.#running) ending.abort(reason);
    await settled();
    this.#closed.abort(reason);
  }

  /** @throws AdaptiveLearningError `closed` */
  refuseIfClosed(verb: string): void {
    if (this.#isClosing) throw aborted(verb, new Ended('closed', 'expected an engine that is open, got one that was closed'));
  }

  async #track<Result>(
    verb: string,
    { signal }: CallControl,
    isLong: boolean,
    begin: (signal: AbortSignal) => Promise<Result>,
    until: (result: Result) => Promise<unknown> = (result) => Promise.resolve(result),
  ): Promise<Result> {
    this.refuseIfClosed(verb);
    const ending = new AbortController();
    const result = begin(signal === undefined ? ending.signal : AbortSignal.any([signal, ending.signal]));
    const running = { ending, isLong, settled: result.then(until).catch(nothing) };
    this.#running.add(running);
    void running.settled.then(() => this.#running.delete(running));
    return result;
  }
}

function nothing(): undefined {
  return undefined;
}
