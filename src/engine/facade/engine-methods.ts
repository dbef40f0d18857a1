/** Written by `npm run docs` from the verbs: change the verb, not this file. */
import type { RollUpControl, RollUpReport } from '../flows/roll-up.js';
import type { RollUpInput } from './verb-inputs.js';

/** What an engine can be asked to do. */
export interface EngineMethods {
  /**
   * Brings the daily figures of use of all learners up to date: a job for every hour or so. Only the UTC days on which sessions changed
   * since the last run are recomputed, each as a whole; with `since` or `until`, all days of that span. It may be stopped or killed at any
   * point and run again, also beside another run.
   *
   * @returns How many days were recomputed, what was recorded in time to be in the figures, and which sessions could not be counted.
   * @throws AdaptiveLearningError `invalid_input` for an empty span
   * @example
   * await engine.rollUp();
   */
  rollUp(input?: RollUpInput, control?: RollUpControl): Promise<RollUpReport>;
}
