import type { Rating } from '../../model.js';
import type { FsrsParams } from '../fsrs/fsrs-params.js';
import { FSRS_WEIGHTS } from '../fsrs/fsrs-weights.js';
import { FIRST_STABILITIES } from './fit-coordinates.js';

/** Fewer predictions than this, and nothing is fitted; as in fsrs-rs. */
export const LEAST_PREDICTIONS = 8;
/** Fewer than this, and only the first stabilities are; as in fsrs-rs. */
export const LEAST_PREDICTIONS_FOR_ALL = 64;

/**
 * Why not all weights were fitted. `no_second_reviews`: no card was reviewed twice (nothing is fitted). `no_later_day`: cards were reviewed again
 * only on the same day (nothing is fitted, because only reviews on a later day are predicted). `too_few_reviews`: fewer than 8 predictions (nothing
 * is fitted) or fewer than 64 (only the initial stability is fitted). `single_outcome`: all predicted reviews were recalled, or none was (nothing is
 * fitted). `first_intervals_only`: no card has two predictions, so the growth of stability is unknown (only the initial stability is fitted).
 * `no_improvement`: the fitted weights predict the log no better than the given ones (nothing is fitted).
 */
export type FsrsFitFallback =
  | 'no_second_reviews'
  | 'no_later_day'
  | 'too_few_reviews'
  | 'single_outcome'
  | 'first_intervals_only'
  | 'no_improvement';

/** A weight at a bound. `order`: a better first rating must not give a shorter stability, so the stability equals that of the previous rating. */
export type FsrsBoundHit = { readonly weight: number; readonly bound: 'lowest' | 'highest' | 'order' };

export type FsrsFitReport = {
  readonly reviews: number;
  readonly cards: number;
  /** Number of predicted reviews: not a card's first, and on a later day than the previous one. */
  readonly predictions: number;
  readonly fitted: 'all_weights' | 'initial_stability' | 'nothing';
  /** Null if all weights were fitted. */
  readonly fallback: FsrsFitFallback | null;
  /** Unweighted mean log loss of those predictions, with the given and with the fitted parameters; null without predictions. */
  readonly logLossBefore: number | null;
  readonly logLossAfter: number | null;
  /** Number of search steps, and of loss evaluations. */
  readonly iterations: number;
  readonly evaluations: number;
  /** False if the maximum number of evaluations was reached or nothing was fitted. */
  readonly converged: boolean;
  readonly boundsHit: readonly FsrsBoundHit[];
  /** First ratings that no predicted card had; their initial stability was interpolated. */
  readonly unseenRatings: readonly Rating[];
};

export type FsrsFit = {
  /** The given parameters with the fitted weights, to store and to pass to FSRS. */
  readonly params: FsrsParams;
  readonly report: FsrsFitReport;
};

/** @param free - how many weights the fit may have moved, from w0 on */
export function boundsHit(weights: readonly number[], free: number): readonly FsrsBoundHit[] {
  return FSRS_WEIGHTS.slice(0, free).flatMap(({ lowest, highest }, weight): readonly FsrsBoundHit[] => {
    const value = weights[weight] as number;
    if (value === lowest) return [{ weight, bound: 'lowest' }];
    if (value === highest) return [{ weight, bound: 'highest' }];
    if (weight > 0 && weight < FIRST_STABILITIES && value === weights[weight - 1]) return [{ weight, bound: 'order' }];
    return [];
  });
}
