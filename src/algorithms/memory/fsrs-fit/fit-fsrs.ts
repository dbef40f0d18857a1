import { checkSignal, runAtOnce, runInSlices } from '../../fitting/run-in-slices.js';
import type { LoggedReview } from '../logged-review.js';
import { checkFsrsFit, type FsrsFitOptions } from './fsrs-fit-options.js';
import type { FsrsFit } from './fsrs-fit-report.js';
import { fsrsFitSteps } from './fsrs-fit-steps.js';

/**
 * Fits the 21 weights of FSRS-6 to a learner's log: those that make the recalls and lapses of the log most probable, held back towards the
 * weights that were given so that a short log moves them little.
 *
 *     minimise  Σ log loss + shrinkage·Σ ((w − w_given)/σ)²     σ: how much each weight differs between learners (fsrs-rs)
 *
 * A review counts when it is not a card's first and lies on a later day than the one before; all others only form the memory. First the four
 * initial stabilities are fitted to each card's first such review, those of first answers never given are placed by what is usual (fsrs-rs);
 * then all weights together, by exact derivatives and a quasi-Newton method inside the bounds of {@link FSRS_WEIGHTS}, the initial
 * stabilities kept in order. No randomness: the same log gives the same weights to the bit, in whatever order its rows come.
 *
 * A log that cannot say enough is not fitted in silence: `report.fitted` tells how far it went and `report.fallback` why no further
 * (see {@link FsrsFitReport}).
 *
 * Source: the objective of fsrs-rs (github.com/open-spaced-repetition/fsrs-rs, `training.rs`); J. Ye, J. Su, Y. Cao, KDD 2022.
 *
 * @param reviews - of any number of cards, in any order; simultaneous reviews of one card count the worse first
 * @param options - see {@link FsrsFitOptions}; `params` also says how days are counted
 * @returns new parameters and the report; blocks until it is done, about 0.05 s on 12,000 reviews, 1.5 s on 370,000 (`fitFsrsInSlices` does not)
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
 * {@link fitFsrs} for a program that has other things to do: the same result, computed in slices of some ten milliseconds between which
 * timers and requests have their turn. What is wrong with the arguments is thrown at once, not from the promise.
 *
 * @param options - those of {@link fitFsrs}, and `signal` to stop it by
 * @returns a promise of what {@link fitFsrs} returns; it is rejected with `aborted` soon after the signal says so
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
