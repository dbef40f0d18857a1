import { invalidInput } from '../../errors.js';
import type { CallControl } from '../call-control.js';

/** What a unit looks like. */
const UNIT = /^[a-z]{1,40}$/;

/** The progress of a run of a job. */
export interface JobProgress {
  /** The number of completed units. */
  readonly done: number;
  /** The unit: `days`, `learners`, `answers` or `sessions`. */
  readonly unit: string;
  /** The completed share of the run, 0 to 1; null if unknown. */
  readonly share: number | null;
}

/** The control of a run of a job. */
export interface RunControl extends CallControl {
  /** Called with the progress. The progress for `engine.jobs.list()` is stored from time to time. */
  readonly onProgress: (progress: JobProgress) => void;
}

/**
 * Checks what a job says of itself, before it is stored beside the lease.
 *
 * @throws AdaptiveLearningError `invalid_input`
 */
export function checkProgress({ done, unit, share }: JobProgress, where: string): void {
  if (!(Number.isSafeInteger(done) && done >= 0)) throw invalidInput(`${where}.onProgress.done`, 'a whole number ≥ 0', done);
  if (!UNIT.test(unit)) throw invalidInput(`${where}.onProgress.unit`, 'a word such as days', unit);
  if (share !== null && !(share >= 0 && share <= 1))
    throw invalidInput(`${where}.onProgress.share`, 'a number from 0 to 1, or null', share);
}
