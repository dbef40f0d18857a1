import { invalidInput } from '../errors.js';
import { isAbortSignal } from '../repositories/index.js';

/** What each call of the engine takes besides its input. */
export interface CallControl {
  /** Stops the call within a quarter of a second. It has then written all or nothing: the same call with the same id tells. */
  readonly signal?: AbortSignal | undefined;
  /**
   * How long the call may take, in milliseconds, more than 0; the engine's `deadlineMs` if not given. It is kept within a quarter of a
   * second whatever the network does. Of a job, which is made of steps, each step may take so long; of a stream, its opening.
   */
  readonly deadlineMs?: number | undefined;
}

/** @throws AdaptiveLearningError `invalid_input` when what stands beside the input is not what a call takes */
export function checkControl<Control extends CallControl>(control: Control, where: string): Control {
  if (typeof control !== 'object' || control === null) throw invalidInput(`${where}.control`, 'an object such as { signal }', control);
  const { signal, deadlineMs } = control;
  if (signal !== undefined && !isAbortSignal(signal)) throw invalidInput(`${where}.control.signal`, 'an AbortSignal', signal);
  if (deadlineMs !== undefined) checkDeadline(deadlineMs, `${where}.control.deadlineMs`);
  return control;
}

/** @throws AdaptiveLearningError `invalid_input` for what is no time to wait */
export function checkDeadline(deadlineMs: number, where: string): number {
  if (typeof deadlineMs === 'number' && Number.isFinite(deadlineMs) && deadlineMs > 0) return deadlineMs;
  throw invalidInput(where, 'a number of milliseconds > 0', deadlineMs);
}
