import type { AnswerTree } from './answer-tree.js';
import { type Climb, climb } from './climb.js';
import type { Workspace } from './expectation.js';
import type { BktBounds } from './hidden-params.js';
import { startingPoint } from './starting-points.js';

/** Gain of a step, in log-likelihood, below which a climb waits for the comparison with the others: no data tells such differences apart. */
const COARSE_TOLERANCE = 0.1;
/** The best climbs of the comparison, which go on to the end. */
const FINALISTS = 2;

export interface BestClimbOptions {
  readonly forgetting: boolean;
  readonly starts: number;
  readonly seed: number;
  readonly bounds: BktBounds;
  readonly tolerance: number;
  readonly mostIterations: number;
}

/** Climbs from several points, coarsely; then from the best of what they reached, to the end. Yields work. */
export function* bestClimb(tree: AnswerTree, options: BestClimbOptions, space: Workspace): Generator<number, Climb> {
  const { forgetting, starts, seed, bounds, tolerance, mostIterations } = options;
  const coarse = { bounds, tolerance: Math.max(tolerance, COARSE_TOLERANCE), mostIterations };
  const reached: Climb[] = [];
  for (let start = 0; start < starts; start += 1) {
    reached.push(yield* climb(tree, startingPoint(tree, start, seed, bounds, forgetting), coarse, space));
  }
  reached.sort((a, b) => b.expectation.logLikelihood - a.expectation.logLikelihood);
  let best: Climb | undefined;
  for (const { params, iterations } of reached.slice(0, FINALISTS)) {
    const fine = { bounds, tolerance, mostIterations: Math.max(1, mostIterations - iterations) };
    const end = yield* climb(tree, params, fine, space);
    if (best === undefined || end.expectation.logLikelihood > best.expectation.logLikelihood) {
      best = { ...end, iterations: iterations + end.iterations };
    }
  }
  return best as Climb;
}
