import { AdaptiveLearningError } from '../errors.js';

/** What a log may say of an error. The message of an error of the driver or of a host may hold what a learner wrote. */
export function errorLabel(error: unknown): { readonly code: string; readonly reason: string } {
  if (error instanceof AdaptiveLearningError) return { code: error.code, reason: error.message };
  return { code: error instanceof Error ? error.name : 'unknown', reason: '' };
}
