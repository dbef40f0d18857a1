import { type BoundedMinimum, boundedMinimum } from '../../fitting/bounded-minimum.js';
import { fitCoordinates, fsrsWeightSpread, pointOf, slopeAt, weightsAt } from './fit-coordinates.js';
import type { FsrsFitProgress } from './fsrs-fit-options.js';
import { lossAndGradient, type TreeLoss } from './tree-loss.js';

/** Two steps in turn that gain less than this share of the loss end the search: the sixth digit says nothing on any log. */
const TOLERANCE = 1e-6;

/**
 * How much the loss of one prediction bends along each coordinate, about seven times what simulated learners show at the default weights: the
 * first steps are rather too short than too long, and a fit takes 37 evaluations where one number for all takes 50. Only the way depends on it.
 */
const CURVATURE_PER_PREDICTION: readonly number[] = [
  0.03, 0.01, 0.02, 0.01, 0.005, 0.02, 0.01, 0.05, 0.03, 0.01, 0.03, 0.005, 0.01, 0.03, 0.005, 0.005, 0.005, 0.005, 0.005, 0.005, 0.1,
];

export interface WeightSearch {
  /** Where the search starts, and what it leans to. */
  readonly centre: readonly number[];
  /** How many weights may move, from w0 on. */
  readonly free: number;
  readonly shrinkage: number;
  /** Evaluations before this search. */
  readonly before: number;
  readonly mostEvaluations: number;
  readonly onProgress: ((progress: FsrsFitProgress) => void) | undefined;
}

export type FoundWeights = Pick<BoundedMinimum, 'steps' | 'evaluations' | 'converged'> & { readonly weights: readonly number[] };

/**
 * The weights with the least  Σ log loss + shrinkage·Σ ((w − centre)/spread)²  over a tree; yields how many nodes it has passed.
 * All predictions at once, by a quasi-Newton method: on 12,580 reviews it ends after some 40 passes, where Adam on batches, as in
 * fsrs-rs, has not come as low after as many, and it needs no random numbers.
 */
export function* searchWeights(work: TreeLoss, search: WeightSearch): Generator<number, FoundWeights> {
  const { centre, free, shrinkage, before, mostEvaluations, onProgress } = search;
  const total = work.tree.weight.reduce((sum, each) => sum + each, 0);
  const coordinates = fitCoordinates(centre, free);
  const byWeight = new Float64Array(centre.length);
  const steps = boundedMinimum({
    start: pointOf(coordinates, centre),
    lowest: coordinates.lowest,
    highest: coordinates.highest,
    curvature: Float64Array.from(CURVATURE_PER_PREDICTION, (each) => each * total + 2 * shrinkage),
    mostEvaluations,
    tolerance: TOLERANCE,
  });
  let evaluations = before;
  let next = steps.next();
  while (!next.done) {
    const weights = weightsAt(coordinates, next.value);
    let value = yield* lossAndGradient(work, weights, byWeight);
    evaluations += 1;
    onProgress?.({ evaluations, mostEvaluations: before + mostEvaluations, logLoss: value / total });
    for (const [index, weight] of weights.entries()) {
      const spread = fsrsWeightSpread[index] as number;
      const away = (weight - (centre[index] as number)) / spread;
      value += shrinkage * away * away;
      byWeight[index] = (byWeight[index] as number) + (2 * shrinkage * away) / spread;
    }
    next = steps.next({ value, gradient: slopeAt(coordinates, byWeight) });
  }
  const { point, ...found } = next.value;
  return { ...found, weights: [...weightsAt(coordinates, point)] };
}
