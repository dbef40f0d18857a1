import type { AdaptiveLearningError } from '../errors.js';

const THROWN = new WeakMap<object, unknown>();

/** Keeps what the driver threw behind the error that says it: its labels and keys decide what comes next, and no log finds them there. */
export function linkDriverError(error: AdaptiveLearningError, thrown: unknown): AdaptiveLearningError {
  if (error !== thrown) THROWN.set(error, thrown);
  return error;
}

/** What the driver threw, of an error that says it; any other error as it is. */
export function driverErrorOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && THROWN.has(error) ? THROWN.get(error) : error;
}
