import { invalidInput } from '../errors.js';
import { isAbortSignal } from '../repositories/index.js';

/** The control options of every call. */
export interface CallControl {
  /** Stops the call within 250 ms. The call has then written everything or nothing; repeat it with the same id to be sure. */
  readonly signal?: AbortSignal | undefined;
  /**
   * The time limit of the call in milliseconds, above 0; the engine's `deadlineMs` if not given. It is kept within 250 ms whatever the network does.
   * For a job, it applies to each step; for a stream, to opening it.
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
