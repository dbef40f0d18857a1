import type { Rating } from '../../model.js';
import type { FsrsParams } from '../fsrs/fsrs-params.js';
import { FSRS_WEIGHTS } from '../fsrs/fsrs-weights.js';
import { FIRST_STABILITIES } from './fit-coordinates.js';

/** Fewer predictions than this, and nothing is fitted; as in fsrs-rs. */
export const LEAST_PREDICTIONS = 8;
/** Fewer than this, and only the first stabilities are; as in fsrs-rs. */
export const LEAST_PREDICTIONS_FOR_ALL = 64;

/**
 * Why not all weights were fitted.
 * `no_second_reviews`: each card was reviewed once, however many cards there are. `no_later_day`: cards were reviewed again on the same day
 * only (nothing is fitted: only a review on a later day is predicted).
 * `too_few_reviews`: fewer than 8 predictions (nothing is fitted) or 64 (only the initial stability is).
 * `single_outcome`: every prediction was a recall, or none was: how long a memory lasts cannot be told (nothing is fitted).
 * `first_intervals_only`: no card has been predicted twice, so nothing is known of how stability grows (only the initial stability is fitted).
 * `no_improvement`: what was found predicts the log no better than the parameters that were given (nothing is fitted).
 */
export type FsrsFitFallback =
  | 'no_second_reviews'
  | 'no_later_day'
  | 'too_few_reviews'
  | 'single_outcome'
  | 'first_intervals_only'
  | 'no_improvement';

/** A weight that the fit would have moved further. `order`: a better first answer may not leave a shorter stability, so it equals the one before. */
export type FsrsBoundHit = { readonly weight: number; readonly bound: 'lowest' | 'highest' | 'order' };

export type FsrsFitReport = {
  readonly reviews: number;
  readonly cards: number;
  /** Reviews that were predicted: not a card's first, and on a later day than the one before. */
  readonly predictions: number;
  readonly fitted: 'all_weights' | 'initial_stability' | 'nothing';
  /** Null when all weights were fitted. */
  readonly fallback: FsrsFitFallback | null;
  /** Mean log loss of those predictions, each counted once, under the parameters that were given and under those that were found; null without any. */
  readonly logLossBefore: number | null;
  readonly logLossAfter: number | null;
  /** Steps of the search, and how often it computed the loss. */
  readonly iterations: number;
  readonly evaluations: number;
  /** False when the evaluations ran out, or nothing was fitted. */
  readonly converged: boolean;
  readonly boundsHit: readonly FsrsBoundHit[];
  /** First answers that no predicted card began with: their stability was placed by what is usual among learners. */
  readonly unseenRatings: readonly Rating[];
};

export type FsrsFit = {
  /** The parameters that were given, with the weights that were found: what to store, and what FSRS is run with. */
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
