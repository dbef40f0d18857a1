import { invalidInput } from '../../../errors.js';
import { checkCount } from '../../argument-checks.js';
import { checkSignal } from '../../fitting/run-in-slices.js';

/** Options common to the fits of all knowledge models. */
export type KnowledgeFitOptions = {
  /** The minimum number of answers to fit a concept; 30 by default. */
  readonly leastAnswers?: number | undefined;
  /** The minimum number of learners to fit a concept; 5 by default. */
  readonly leastLearners?: number | undefined;
  /** Stops the fit with the error `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** Called from time to time with the completed share of the answers, 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
};

export function checkedFitLimits(
  where: string,
  { leastAnswers = 30, leastLearners = 5, signal, onProgress }: KnowledgeFitOptions,
): KnowledgeFitOptions & { readonly leastAnswers: number; readonly leastLearners: number } {
  checkCount(`${where}.leastAnswers`, leastAnswers);
  checkCount(`${where}.leastLearners`, leastLearners);
  checkSignal(`${where}.signal`, signal);
  if (onProgress !== undefined && typeof onProgress !== 'function') throw invalidInput(`${where}.onProgress`, 'a function', onProgress);
  return { leastAnswers, leastLearners, signal, onProgress };
}
