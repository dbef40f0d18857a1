import type { Rating } from '../../model.js';
import { fsrsParams } from '../fsrs/fsrs-params.js';
import type { LoggedReview } from '../logged-review.js';
import { cardHistories } from './card-histories.js';
import { FIRST_STABILITIES } from './fit-coordinates.js';
import type { CheckedFsrsFitOptions } from './fsrs-fit-options.js';
import { boundsHit, type FsrsFit, type FsrsFitFallback, LEAST_PREDICTIONS, LEAST_PREDICTIONS_FOR_ALL } from './fsrs-fit-report.js';
import { fillStabilities, firstAnswers } from './initial-stability.js';
import { buildReviewTree, type ReviewTree } from './review-tree.js';
import { type FoundWeights, searchWeights } from './search-weights.js';
import { lossOf, type TreeLoss, treeLossOf } from './tree-loss.js';

const RATINGS: readonly Rating[] = [1, 2, 3, 4];

/** The whole fit, piece by piece: yields how much work lies behind each piece, so that the caller may pause in between. */
export function* fsrsFitSteps(reviews: readonly LoggedReview[], options: CheckedFsrsFitOptions): Generator<number, FsrsFit> {
  const { params, recencyWeighting } = options;
  const cards = yield* cardHistories(reviews, params.day_count, recencyWeighting);
  const tree = yield* buildReviewTree(cards, params.short_term);
  const work = treeLossOf(tree);
  const predictions = tree.count.reduce((sum, each) => sum + each, 0);
  const given = [...params.weights];
  const answers = firstAnswers(tree);
  const before = yield* lossPerPrediction(work, tree.count, given);
  const nothing = whyNothing(tree, predictions, { reviews: reviews.length, cards: cards.length });
  const found =
    nothing === null ? yield* searchAll(work, options, answers, predictions) : { ...UNFITTED, weights: given, fallback: nothing };
  const better = (yield* lossPerPrediction(work, tree.weight, found.weights)) < (yield* lossPerPrediction(work, tree.weight, given));
  const kept: Found = better || nothing !== null ? found : { ...UNFITTED, weights: given, fallback: 'no_improvement' };
  return {
    params: fsrsParams({ ...params, weights: kept.weights }),
    report: {
      reviews: reviews.length,
      cards: cards.length,
      predictions,
      fitted: kept.free === 0 ? 'nothing' : kept.free === FIRST_STABILITIES ? 'initial_stability' : 'all_weights',
      fallback: kept.fallback,
      logLossBefore: predictions === 0 ? null : before,
      logLossAfter: predictions === 0 ? null : yield* lossPerPrediction(work, tree.count, kept.weights),
      iterations: found.steps,
      evaluations: found.evaluations,
      converged: kept.converged,
      boundsHit: boundsHit(kept.weights, kept.free),
      unseenRatings: RATINGS.filter((rating) => answers[rating - 1] === 0),
    },
  };
}

type Found = FoundWeights & { readonly free: number; readonly fallback: FsrsFitFallback | null };

const UNFITTED = { free: 0, steps: 0, evaluations: 0, converged: false };

function whyNothing(
  { size, count, rating }: ReviewTree,
  predictions: number,
  read: { readonly reviews: number; readonly cards: number },
): FsrsFitFallback | null {
  if (predictions === 0 && read.reviews > 0) return read.reviews === read.cards ? 'no_second_reviews' : 'no_later_day';
  if (predictions < LEAST_PREDICTIONS) return 'too_few_reviews';
  let recalled = 0;
  for (let node = 0; node < size; node += 1) if ((rating[node] as number) > 1) recalled += count[node] as number;
  return recalled === 0 || recalled === predictions ? 'single_outcome' : null;
}

/** First the initial stabilities, from each card's first prediction; then, from there, all weights from all predictions. */
function* searchAll(
  work: TreeLoss,
  { params, shrinkage, mostEvaluations, onProgress }: CheckedFsrsFitOptions,
  answers: readonly number[],
  predictions: number,
): Generator<number, Found> {
  const { firstCount } = work.tree;
  // Levels below the last first prediction are left out.
  const firstOnly = { ...work, tree: { ...work.tree, weight: firstCount, size: 1 + firstCount.findLastIndex((count) => count > 0) } };
  const given = params.weights;
  const filled = (weights: readonly number[]): readonly number[] => [
    ...fillStabilities(weights.slice(0, FIRST_STABILITIES), answers, given),
    ...weights.slice(FIRST_STABILITIES),
  ];
  const shared = { shrinkage, onProgress };
  const first = yield* searchWeights(firstOnly, { ...shared, centre: given, free: FIRST_STABILITIES, before: 0, mostEvaluations });
  const centre = filled(first.weights);
  const firstPredictions = answers.reduce((sum, each) => sum + each, 0);
  const short = predictions < LEAST_PREDICTIONS_FOR_ALL;
  if (short || firstPredictions === predictions) {
    return { ...first, weights: centre, free: FIRST_STABILITIES, fallback: short ? 'too_few_reviews' : 'first_intervals_only' };
  }
  const before = first.evaluations;
  const left = Math.max(0, mostEvaluations - before);
  const all = yield* searchWeights(work, { ...shared, centre, free: centre.length, before, mostEvaluations: left });
  const sums = { steps: first.steps + all.steps, evaluations: before + all.evaluations };
  return { ...all, ...sums, weights: filled(all.weights), free: centre.length, fallback: null };
}

function* lossPerPrediction(work: TreeLoss, weight: Float64Array, weights: readonly number[]): Generator<number, number> {
  const total = weight.reduce((sum, each) => sum + each, 0);
  const loss = yield* lossOf({ ...work, tree: { ...work.tree, weight } }, Float64Array.from(weights));
  return loss / total;
}
