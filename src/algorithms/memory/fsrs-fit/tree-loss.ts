import type { ReviewTree } from './review-tree.js';
import { type Adjoints, backward } from './tree-gradient.js';
import { forward, type Tape, tapeFor } from './tree-memory.js';

/** Nodes between two pauses: about a millisecond. */
const SLICE = 8_192;

/** A tree with the room that its passes need, made once for the whole fit. */
export interface TreeLoss {
  readonly tree: ReviewTree;
  readonly tape: Tape;
  readonly adjoints: Adjoints;
}

export function treeLossOf(tree: ReviewTree): TreeLoss {
  const adjoints = { stability: new Float64Array(tree.size), difficulty: new Float64Array(tree.size) };
  return { tree, tape: tapeFor(tree.size), adjoints };
}

/** The summed log loss of the predictions in the tree; yields how many nodes it has passed. */
export function* lossOf({ tree, tape }: TreeLoss, weights: Float64Array): Generator<number, number> {
  let loss = 0;
  for (let start = 0; start < tree.size; start += SLICE) {
    const end = Math.min(tree.size, start + SLICE);
    loss += forward(tree, weights, tape, start, end);
    yield end - start;
  }
  return loss;
}

/** {@link lossOf}, and its derivatives by the 21 weights, written to `gradient`. */
export function* lossAndGradient(work: TreeLoss, weights: Float64Array, gradient: Float64Array): Generator<number, number> {
  const { tree, tape, adjoints } = work;
  const loss = yield* lossOf(work, weights);
  gradient.fill(0);
  adjoints.stability.fill(0);
  adjoints.difficulty.fill(0);
  for (let end = tree.size; end > 0; end -= SLICE) {
    const start = Math.max(0, end - SLICE);
    backward(tree, weights, tape, adjoints, gradient, start, end);
    yield end - start;
  }
  return loss;
}
