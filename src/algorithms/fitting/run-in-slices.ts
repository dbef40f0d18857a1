import { AdaptiveLearningError, invalidInput } from '../../errors.js';

/** Work between two pauses: some milliseconds, so that a server goes on answering and the pauses cost little. */
const WORK_BETWEEN_PAUSES = 32_768;

/** Runs a piecewise computation to its end in one go. */
export function runAtOnce<Result>(steps: Generator<number, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * Runs a piecewise computation, which yields how much work each piece was, and lets others have their turn in between.
 *
 * @param rest - waited for between two slices; the next turn of the event loop if not given
 * @throws AdaptiveLearningError `aborted` soon after the signal says so
 */
export async function runInSlices<Result>(
  where: string,
  steps: Generator<number, Result>,
  signal: AbortSignal | undefined,
  rest: () => Promise<void> = pause,
): Promise<Result> {
  refuseAborted(where, signal);
  let work = 0;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    work += step.value;
    if (work < WORK_BETWEEN_PAUSES) continue;
    work = 0;
    await rest();
    refuseAborted(where, signal);
  }
}

/** Computations that wait to go on, the one that has waited longest first. */
const waiting: (() => void)[] = [];

/** After what waits already; a browser has no `setImmediate`. */
const soon: (work: () => void) => unknown = globalThis.setImmediate ?? ((work) => setTimeout(work, 0));

/** Lets all others have their turn. Computations go on one at a time, so that ten of them hold nobody up longer than one does. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) soon(goOn);
  });
}

function goOn(): void {
  waiting.shift()?.();
  if (waiting.length > 0) soon(goOn);
}

/** By what it has rather than by its class: a signal may come from another realm or a polyfill. */
export function checkSignal(where: string, signal: AbortSignal | undefined): void {
  if (signal !== undefined && typeof signal?.aborted !== 'boolean') throw invalidInput(where, 'an AbortSignal', signal);
}

function refuseAborted(where: string, signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) {
    throw new AdaptiveLearningError('aborted', `${where}: stopped by its AbortSignal`, { where, cause: signal.reason });
  }
}
