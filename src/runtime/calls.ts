import { aborted, Ended, retry, within } from '../repositories/index.js';
import type { CallControl } from './call-control.js';

/** How long `close()` waits for running calls, in milliseconds. */
const CLOSING_MS = 10_000;
/** How long a call may go on after its signal or deadline so that it ends by itself, in milliseconds; a quarter of a second is promised. */
const GRACE_MS = 100;

/** What lasts as long as its reader likes. */
export interface Closable {
  /** Resolves once it is closed, by whomever. */
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

/** The calls of one engine that are under way: each ends by its signal, its deadline, or the closing of the engine. */
export class Calls {
  /** How long each may take where it does not say itself, in milliseconds. */
  readonly deadlineMs: number;
  readonly #random: () => number;
  readonly #running = new Set<Running>();
  readonly #closed = new AbortController();
  #isClosing = false;

  /** @param random a number from 0 to 1, so that reads that failed together do not come again together */
  constructor(deadlineMs: number, random: () => number) {
    this.deadlineMs = deadlineMs;
    this.#random = random;
  }

  /** Aborted once the engine is closed and nothing runs any more. */
  get closing(): AbortSignal {
    return this.#closed.signal;
  }

  /**
   * Runs a call, which gets its control with a signal that also knows the deadline and the closing. A job is made of steps, and each
   * has the deadline by itself. A read begins again while the database is away for a moment: the driver tries a command twice, and a
   * primary that steps down closes more connections than that.
   *
   * @throws AdaptiveLearningError `closed`, `aborted`, `deadline_exceeded`; and what the work fails with
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
        return kind === 'read' ? retry(once, verb, { forMs: deadlineMs, signal: own, random: this.#random }) : once();
      }),
    );
  }

  /** Opens what its reader goes on with; the deadline is for the opening. */
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

  /** Ends what runs now, since no host of the database can be reached as its address is written. */
  unreachable(why: string): void {
    const reason = new Ended('database_unreachable', `expected a host that can be reached, got ${why}`);
    for (const { ending } of this.#running) ending.abort(reason);
  }

  /** Refuses new calls, ends streams and jobs, and waits for the calls that run; what is left after the time ends with `closed`. */
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
