import type { Judgement } from '../fitting/judge-fit.js';

/** The result of a tuning. */
export type TuningReport = Untuned | Tuned;

/** A tuning that did not run. */
export type Untuned =
  /** The predictor has custom parameters, or has no fit. */
  | { readonly outcome: 'own_parameters' | 'no_fit'; readonly model: string }
  /** The log has not grown enough: it has about `events` events and needs `needed`. */
  | { readonly outcome: 'not_enough_new'; readonly model: string; readonly events: number; readonly needed: number }
  /** Another process is tuning, or died while tuning: another process may start at `from`. Or other parameters were activated meanwhile. */
  | { readonly outcome: 'busy'; readonly model: string; readonly from: Date };

/** A tuning that ran, with the evaluation of its trial. */
export interface Tuned extends Judgement {
  /**
   * `activated`: the fit predicts better and is now active. `not_better`: it does not. `fell_back`: there was too little data.
   */
  readonly outcome: 'activated' | 'not_better' | 'fell_back';
  readonly model: string;
  /** The active version after the tuning. */
  readonly params_version: string;
  /** The number of answers read. */
  readonly answers: number;
  /** The number of learners. */
  readonly learners: number;
}
