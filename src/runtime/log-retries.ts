import { WriteConflict } from '../repositories/index.js';
import { errorLabel } from './error-label.js';
import type { Log } from './log-events.js';

/** Logs each new attempt of a call. */
export function logRetries(log: Log, call: string): (attempt: number, error: unknown) => void {
  return (attempt, error) =>
    log('retried', { call, attempt, reason: error instanceof WriteConflict ? 'write_conflict' : errorLabel(error).code });
}
