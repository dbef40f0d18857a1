import { setMaxListeners } from 'node:events';
import { AdaptiveLearningError, type ErrorCode } from '../errors.js';

/** How long a call may take where nobody says otherwise, in milliseconds. */
export const DEFAULT_DEADLINE_MS = 30_000;

/** The longest wait that a timer of Node can hold, in milliseconds: 24 days. */
const LONGEST_MS = 2 ** 31 - 1;

/** The limits of a call. */
export interface Limits {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds from now. */
  readonly deadlineMs?: number | undefined;
  /** How long work may continue after its limit to end by itself, in milliseconds; then it is abandoned. */
  readonly graceMs?: number | undefined;
  /** The time limit of each command of a job, in milliseconds. */
  readonly stepMs?: number | undefined;
}

const STEP_MS = new WeakMap<AbortSignal, number>();

/** How long each command under a signal may take, where the call that it belongs to says so. */
export function stepDeadlineOf(signal: AbortSignal | undefined): number | undefined {
  return signal === undefined ? undefined : STEP_MS.get(signal);
}

/** The reason of a signal that the library itself aborts: it says with which code the call ends. */
export class Ended extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** What a call ends with once its signal is aborted: `aborted`, `deadline_exceeded`, or `closed`. */
export function aborted(where: string, reason?: unknown): AdaptiveLearningError {
  return reason instanceof Ended
    ? new AdaptiveLearningError(reason.code, `${where}: ${reason.message}`, { where })
    : new AdaptiveLearningError('aborted', `${where}: stopped by its AbortSignal`, { where, cause: reason });
}

/** True for the reason of a signal whose deadline has passed. */
export function isDeadline(reason: unknown): boolean {
  return reason instanceof Ended && reason.code === 'deadline_exceeded';
}

/**
 * Does work, and stops waiting for it at its limits, whatever the work itself does. The work gets a signal that says when, so that it can
 * stop too; its result after that is ignored.
 *
 * @throws AdaptiveLearningError `aborted`, `deadline_exceeded`, `closed`; and what the work fails with
 */
export function within<Result>(
  { signal, deadlineMs = LONGEST_MS, graceMs = 0, stepMs }: Limits,
  where: string,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  if (signal?.aborted === true) return Promise.reject(aborted(where, signal.reason));
  const own = new AbortController();
  setMaxListeners(0, own.signal);
  OWN.add(own.signal);
  const step = stepMs ?? stepDeadlineOf(signal);
  if (step !== undefined) STEP_MS.set(own.signal, step);
  // Of a host's signal one of this call's own: hundreds of calls may share it, and each listens to it.
  const outer = signal === undefined || OWN.has(signal) ? signal : AbortSignal.any([signal]);
  return new Promise<Result>((resolve, reject) => {
    let grace: NodeJS.Timeout | undefined;
    const deadline = setTimeout(() => own.abort(tooLate(deadlineMs)), Math.min(deadlineMs, LONGEST_MS));
    const follow = () => own.abort(outer?.reason);
    const leave = () => reject(aborted(where, own.signal.reason));
    outer?.addEventListener('abort', follow, { once: true });
    own.signal.addEventListener('abort', () => {
      if (graceMs > 0) grace = setTimeout(leave, graceMs);
      else leave();
    });
    const release = () => {
      clearTimeout(deadline);
      clearTimeout(grace);
      outer?.removeEventListener('abort', follow);
    };
    // What the work was ended with, the host's own reason perhaps, is told in this library's terms.
    const failed = (error: unknown) => {
      if (own.signal.aborted && !(error instanceof AdaptiveLearningError)) leave();
      else reject(error);
    };
    begin(work, own.signal).then(resolve, failed).finally(release);
  });
}

/** True for a signal of {@link within}: anyone who waits under it stops at its limits already. */
export function isOfOwn(signal: AbortSignal | undefined): signal is AbortSignal {
  return signal !== undefined && OWN.has(signal);
}

/** Signals of this library's own, to which any number may listen. */
const OWN = new WeakSet<AbortSignal>();

async function begin<Result>(work: (signal: AbortSignal) => Promise<Result>, signal: AbortSignal): Promise<Result> {
  return work(signal);
}

function tooLate(deadlineMs: number): Ended {
  return new Ended('deadline_exceeded', `expected to end within ${deadlineMs} ms, got no end; the same call again tells whether it wrote`);
}
