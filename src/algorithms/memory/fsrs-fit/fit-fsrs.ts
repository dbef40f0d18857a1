import { checkSignal, runAtOnce, runInSlices } from '../../fitting/run-in-slices.js';
import type { LoggedReview } from '../logged-review.js';
import { checkFsrsFit, type FsrsFitOptions } from './fsrs-fit-options.js';
import type { FsrsFit } from './fsrs-fit-report.js';
import { fsrsFitSteps } from './fsrs-fit-steps.js';

/**
 * Fits the 21 weights of FSRS-6 to a learner's log by maximum likelihood, regularised towards the given weights so that a short log changes them
 * little.
 *
 *     minimise  Σ log loss + shrinkage·Σ ((w − w_given)/σ)²     σ: how much each weight differs between learners (fsrs-rs)
 *
 * A review is predicted if it is not a card's first and is on a later day than the previous one; other reviews only update the memory. First, the
 * four initial stabilities are fitted to each card's first predicted review; those of ratings that never occur are interpolated as in fsrs-rs. Then
 * all weights are fitted together, with exact derivatives and a quasi-Newton method within the bounds of {@link FSRS_WEIGHTS}, keeping the initial
 * stabilities in ascending order. The fit is deterministic: the same log gives exactly the same weights, in any order of rows.
 *
 * With too little data, `report.fitted` says which weights were fitted and `report.fallback` why not all were (see {@link FsrsFitReport}).
 *
 * Source: the objective of fsrs-rs (github.com/open-spaced-repetition/fsrs-rs, `training.rs`); J. Ye, J. Su, Y. Cao, KDD 2022.
 *
 * @param reviews - of any number of cards, in any order; of simultaneous reviews of a card, the worse rating counts first
 * @param options - see {@link FsrsFitOptions}; `params` also determines how days are counted
 * @returns new parameters and a report. Blocks for about 0.05 s on 12,000 reviews and 1.5 s on 370,000; `fitFsrsInSlices` does not block
 * @throws AdaptiveLearningError `invalid_input` when a review or an option is out of range
 *
 * @example
 * const day = 86400000;
 * const log = Array.from({ length: 40 }, (_, card) => [
 *   { card: `card ${card}`, at: 0, rating: 3 },
 *   { card: `card ${card}`, at: 4 * day, rating: card % 4 === 0 ? 1 : 3 },
 * ]).flat();
 * const { params, report } = fitFsrs(log);
 * [report.fitted, report.fallback] //=> ['initial_stability', 'too_few_reviews']
 * [report.logLossBefore, report.logLossAfter] //=> [0.603…, 0.562…]
 * params.weights[2] //=> 0.730…
 * fitFsrs([{ card: 'a', at: 0, rating: 5 }]) //=> throws invalid_input
 */
export function fitFsrs(reviews: readonly LoggedReview[], options: FsrsFitOptions = {}): FsrsFit {
  return runAtOnce(fsrsFitSteps(reviews, checkFsrsFit(reviews, options)));
}

/**
 * {@link fitFsrs} without blocking: the same result, computed in slices of about ten milliseconds. Invalid arguments throw synchronously.
 *
 * @param options - those of {@link fitFsrs}, and a `signal` to cancel the fit
 * @returns a promise of the result of {@link fitFsrs}; it rejects with `aborted` soon after the signal is aborted
 * @throws AdaptiveLearningError `invalid_input` when a review or an option is out of range
 *
 * @example
 * const stop = new AbortController();
 * fitFsrsInSlices([], { signal: stop.signal }) instanceof Promise //=> true
 * fitFsrsInSlices([{ card: 'a', at: NaN, rating: 3 }]) //=> throws invalid_input
 */
export function fitFsrsInSlices(
  reviews: readonly LoggedReview[],
  options: FsrsFitOptions & { readonly signal?: AbortSignal | undefined } = {},
): Promise<FsrsFit> {
  const checked = checkFsrsFit(reviews, options);
  checkSignal('fitFsrsInSlices.options.signal', options.signal);
  return runInSlices('fitFsrsInSlices', fsrsFitSteps(reviews, checked), options.signal);
}
