import { invalidInput } from '../../errors.js';
import type { CallControl } from '../call-control.js';

/** What a unit looks like. */
const UNIT = /^[a-z]{1,40}$/;

/** How far a run of a job is. */
export interface JobProgress {
  /** What is done by now, in units. */
  readonly done: number;
  /** What is counted: `days`, `learners`, `answers`, `sessions`. */
  readonly unit: string;
  /** Share of the run that is done, 0 to 1; null where nobody can say how much is left. */
  readonly share: number | null;
}

/** What a run of a job gets beside its context. */
export interface RunControl extends CallControl {
  /** Is told how far the run is, as often as the job likes; what `engine.jobs.list()` shows is stored from time to time. */
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
