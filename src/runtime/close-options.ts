import { invalidInput } from '../errors.js';
import { checkKeys } from '../schema/index.js';

export interface CloseOptions {
  /** How long to wait for running calls, in milliseconds, ≥ 0. */
  readonly timeoutMs?: number | undefined;
}

/** @throws AdaptiveLearningError `invalid_input` for what is no time to wait */
export function checkClosing(options: CloseOptions): number | undefined {
  checkKeys(options, ['timeoutMs'], 'close');
  const { timeoutMs } = options;
  if (timeoutMs !== undefined && !(Number.isFinite(timeoutMs) && timeoutMs >= 0))
    throw invalidInput('close.timeoutMs', 'a number of milliseconds ≥ 0', timeoutMs);
  return timeoutMs;
}
