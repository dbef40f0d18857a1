import type { Judgement } from '../fitting/judge-fit.js';

/** What a tuning did. */
export type TuningReport = Untuned | Tuned;

/** A tuning that read nothing. */
export type Untuned =
  /** The host gave the predictor parameters of its own, or chose one that has no fit. */
  | { readonly outcome: 'own_parameters' | 'no_fit'; readonly model: string }
  /** Too little is new: the log has about `events` events, and is tuned to again from `needed` on. */
  | { readonly outcome: 'not_enough_new'; readonly model: string; readonly events: number; readonly needed: number }
  /** Another process tunes or has died while it did, and from `from` on another may begin; or somebody activated other parameters meanwhile. */
  | { readonly outcome: 'busy'; readonly model: string; readonly from: Date };

/** A tuning that read the log, and how the trial predicted the newest answers beside what was served. */
export interface Tuned extends Judgement {
  /**
   * `activated`: the fit predicted better, and is served from now on. `not_better`: it did not. `fell_back`: there was too little to fit to.
   */
  readonly outcome: 'activated' | 'not_better' | 'fell_back';
  readonly model: string;
  /** What is served now: the new version, or what was served before. */
  readonly params_version: string;
  /** Answers that were read. */
  readonly answers: number;
  /** Learners whose answers they are. */
  readonly learners: number;
}
