import { AdaptiveLearningError } from '../../errors.js';

/** How long each reply of the store is waited for, in milliseconds: a short time, since all calls that come meanwhile wait for the same. */
export const STORE_TIMEOUT_MS = 2_000;

/** The time that the asking had is none of the calls' that wait for it: they may ask again. One that the server sets has a cause, and stays. */
export function unavailable(error: unknown): never {
  const isLate = error instanceof AdaptiveLearningError && error.code === 'deadline_exceeded' && error.cause === undefined;
  throw isLate ? new AdaptiveLearningError('database_unavailable', error.message, { cause: error }) : error;
}
