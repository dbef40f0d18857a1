import { invalidInput } from '../../../errors.js';
import { checkCount } from '../../argument-checks.js';
import { checkSignal } from '../../fitting/run-in-slices.js';

/** What the fits of all knowledge models can be told. */
export type KnowledgeFitOptions = {
  /** A concept with fewer answers is not fitted; 30 unless told. */
  readonly leastAnswers?: number | undefined;
  /** A concept with fewer learners is not fitted; 5 unless told. */
  readonly leastLearners?: number | undefined;
  /** Stops the fit with the error `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** Called now and then with the share of the answers that are done with, 0 to 1. */
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
