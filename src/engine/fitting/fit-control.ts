import type { CallControl } from '../../runtime/index.js';

/** The progress of a fit. */
export type FitProgress =
  | { readonly phase: 'reading'; readonly answers: number }
  | { readonly phase: 'fitting' | 'judging'; readonly share: number };

/** The control of a fit. */
export interface FitModelControl extends CallControl {
  readonly onProgress?: ((progress: FitProgress) => void) | undefined;
}
