import { checkObject } from '../../argument-checks.js';
import { runAtOnce } from '../../fitting/run-in-slices.js';
import { calendarDaysBetween, checkLoggedReviews, inTime, type LoggedReview } from '../logged-review.js';
import { type HalfLifeFitFallback, type HalfLifeFitReport, searchHalfLife } from './fit-half-life-regression.js';
import { checkHalfLifeFitOptions, type HalfLifeFitOptions } from './half-life-fit-options.js';
import { halfLifeTable } from './half-life-loss.js';
import type { HalfLifeObservation } from './half-life-observation.js';
import { checkHlrParams, type HlrParams, hlrDefaults } from './hlr-params.js';
import { hlrFeatures } from './hlr-state.js';

const DAY_MS = 86_400_000;

/** Right answers may only lengthen the half-life and wrong ones only shorten it; 2^20 days is beyond every bound. */
const LOWEST = Float64Array.of(0, -20, -20);
const HIGHEST = Float64Array.of(20, 0, 20);

export type HlrFitOptions = Pick<HalfLifeFitOptions, 'measure' | 'shrinkage' | 'mostEvaluations'> & {
  /** The starting weights, and the other parameters of the result. */
  readonly params?: HlrParams | undefined;
};

/**
 * Why nothing was fitted. In addition to the reasons of {@link fitHalfLifeRegression}: no card was reviewed twice, or only on the same day.
 */
export type HlrFitFallback = HalfLifeFitFallback | 'no_second_reviews' | 'no_later_day';

export type HlrFit = {
  /** The given parameters with the fitted weights. */
  readonly params: HlrParams;
  /** Indices in `boundsHit`: 0 right, 1 wrong, 2 bias. */
  readonly report: Omit<HalfLifeFitReport, 'fallback'> & { readonly fallback: HlrFitFallback | null };
};

/**
 * Fits the three weights of {@link hlr} to a log.
 *
 * Every review counts as a right or wrong answer of its card. Only reviews on a later day than the previous one are predicted, because answers on the
 * same day follow a different law (on a log of 12,580 reviews, the log loss on later days is .54 when fitted this way and .60 when fitted to all
 * reviews). The half-life term of the paper is left out, because a single answer does not determine a half-life.
 *
 * @param reviews - of any number of cards, in any order
 * @param options - `measure` is `likelihood` by default; otherwise as for {@link fitHalfLifeRegression}
 * @throws AdaptiveLearningError `invalid_input` when a review or an option is out of range
 *
 * @example
 * const day = 86400000;
 * const log = Array.from({ length: 60 }, (_, card) => [
 *   { card: `card ${card}`, at: 0, rating: 3 },
 *   { card: `card ${card}`, at: 2 * day, rating: card % 4 === 0 ? 1 : 3 },
 *   { card: `card ${card}`, at: 6 * day, rating: card % 5 === 0 ? 1 : 3 },
 * ]).flat();
 * const { params, report } = fitHlr(log);
 * [report.fallback, report.observations] //=> [null, 120]
 * [report.lossBefore, report.lossAfter] //=> [0.612…, 0.545…]
 * params.weight_right //=> 1.949…
 */
export function fitHlr(reviews: readonly LoggedReview[], options: HlrFitOptions = {}): HlrFit {
  return runAtOnce(fitHlrSteps(reviews, options));
}

/** {@link fitHlr} piece by piece; yields its work. */
export function* fitHlrSteps(reviews: readonly LoggedReview[], options: HlrFitOptions = {}): Generator<number, HlrFit> {
  checkLoggedReviews('fitHlr.reviews', reviews);
  checkObject('fitHlr.options', options);
  const { params = hlrDefaults, measure = 'likelihood', shrinkage, mostEvaluations } = options;
  const checked = checkHalfLifeFitOptions('fitHlr.options', { measure, shrinkage, mostEvaluations, halfLifeWeight: 0 });
  checkHlrParams(params);
  const weights = [params.weight_right, params.weight_wrong, params.bias];
  const table = halfLifeTable(yield* observationsOf(reviews), 3);
  yield reviews.length;
  const fit = yield* searchHalfLife(table, { ...checked, weights }, { lowest: LOWEST, highest: HIGHEST });
  const [weight_right = 0, weight_wrong = 0, bias = 0] = fit.weights;
  const fallback = whyNoObservations(reviews, fit.report.observations) ?? fit.report.fallback;
  return { params: { ...params, weight_right, weight_wrong, bias }, report: { ...fit.report, fallback } };
}

function whyNoObservations(reviews: readonly LoggedReview[], observations: number): HlrFitFallback | undefined {
  if (observations > 0 || reviews.length === 0) return undefined;
  return new Set(reviews.map(({ card }) => card)).size === reviews.length ? 'no_second_reviews' : 'no_later_day';
}

/** Cards between two pauses: a few milliseconds. */
const CARDS_A_STEP = 256;

function* observationsOf(reviews: readonly LoggedReview[]): Generator<number, readonly HalfLifeObservation[]> {
  const cards = new Map<string, LoggedReview[]>();
  for (const review of reviews) {
    const card = cards.get(review.card);
    if (card === undefined) cards.set(review.card, [review]);
    else card.push(review);
  }
  yield reviews.length;
  const observations: HalfLifeObservation[] = [];
  let done = 0;
  for (const card of cards.values()) {
    for (const observation of observationsOfCard(card)) observations.push(observation);
    done += 1;
    if (done % CARDS_A_STEP === 0) yield CARDS_A_STEP * WORK_PER_CARD;
  }
  return observations;
}

/** A card takes as long as about so many units of work, as slices count it. */
const WORK_PER_CARD = 64;

function observationsOfCard(card: readonly LoggedReview[]): readonly HalfLifeObservation[] {
  let [right, wrong] = [0, 0];
  let before: LoggedReview | undefined;
  return inTime(card).flatMap((review) => {
    const features = hlrFeatures({ right, wrong });
    const last = before;
    before = review;
    if (review.rating > 1) right += 1;
    else wrong += 1;
    if (last === undefined || calendarDaysBetween(last, review) === 0) return [];
    return [{ features, elapsedDays: (review.at - last.at) / DAY_MS, recalled: review.rating > 1 ? 1 : 0 }];
  });
}
