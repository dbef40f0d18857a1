import type { AnswerTree } from './answer-tree.js';
import { type Expectation, expectation, type Workspace } from './expectation.js';
import type { BktBounds, HiddenParams } from './hidden-params.js';
import { maximization } from './maximization.js';

/** Nodes that a step visits in the time of one unit of work, as slices count it. */
const NODES_PER_WORK = 8;

export interface ClimbLimits {
  readonly bounds: BktBounds;
  /** The climb is over when a step gains less, in log-likelihood. */
  readonly tolerance: number;
  readonly mostIterations: number;
}

export interface Climb {
  readonly params: HiddenParams;
  /** What was expected under them, with their log-likelihood. */
  readonly expectation: Expectation;
  readonly iterations: number;
  /** False when the iterations ran out first. */
  readonly converged: boolean;
}

/** Expectation and maximization in turn (Baum and Welch), never downhill; yields the work of each step. */
export function* climb(tree: AnswerTree, start: HiddenParams, limits: ClimbLimits, space: Workspace): Generator<number, Climb> {
  const { bounds, tolerance, mostIterations } = limits;
  let params = start;
  let last = Number.NEGATIVE_INFINITY;
  for (let iterations = 1; ; iterations += 1) {
    const expected = expectation(tree, params, space);
    yield 1 + tree.nodes / NODES_PER_WORK;
    const converged = expected.logLikelihood - last < tolerance;
    if (converged || iterations >= mostIterations) return { params, expectation: expected, iterations, converged };
    last = expected.logLikelihood;
    params = maximization(tree, expected, params, bounds);
  }
}
