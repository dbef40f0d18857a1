import { diagonal, learnCurvature, newtonDirection, sum } from './curvature.js';

/** What was found at a point; the gradient belongs to the search from then on. */
export interface Evaluation {
  readonly value: number;
  readonly gradient: Float64Array;
}

export interface BoundedProblem {
  readonly start: Float64Array;
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  /** A first guess at the curvature along each axis, above 0: the steps are right from the beginning when it is. */
  readonly curvature: Float64Array;
  /** Evaluations after which the search gives up. */
  readonly mostEvaluations: number;
  /** The search is over when two steps in turn gain less than this share of the value. */
  readonly tolerance: number;
}

export interface BoundedMinimum {
  readonly point: Float64Array;
  readonly value: number;
  readonly steps: number;
  readonly evaluations: number;
  /** False when the evaluations ran out first. */
  readonly converged: boolean;
}

/** A step must gain at least this share of what the slope promises (Armijo; Nocedal and Wright 2006, section 3.1). */
const LEAST_GAIN_OF_PROMISE = 1e-4;

const MOST_HALVINGS = 30;
const SMALL_GAINS_TO_STOP = 2;

/**
 * Finds a minimum inside bounds by a projected quasi-Newton method: BFGS on the coordinates that no bound holds, and steps bent along the bounds
 * (Bertsekas 1982, Projected Newton methods for optimization problems with simple constraints). For few coordinates: it keeps the full matrix.
 * Yields each point at which it wants the value and the gradient, and is told them by `next`: so the caller may pause, report or give up in between.
 */
export function* boundedMinimum(problem: BoundedProblem): Generator<Float64Array, BoundedMinimum, Evaluation> {
  const { lowest, highest, mostEvaluations, tolerance } = problem;
  let curvature = diagonal(problem.curvature);
  let point = clipped(problem.start, lowest, highest);
  let { value, gradient } = yield point;
  let [steps, evaluations, smallGains] = [0, 1, 0];
  let fresh = true;
  while (evaluations < mostEvaluations) {
    const free = freeCoordinates(point, gradient, lowest, highest);
    if (free.length === 0) return { point, value, steps, evaluations, converged: true };
    const direction = newtonDirection(curvature, gradient, free);
    let next: Float64Array | undefined;
    let found: Evaluation | undefined;
    let length = 1;
    for (let halvings = 0; halvings < MOST_HALVINGS && evaluations < mostEvaluations; halvings += 1) {
      const tried = clipped(sum(point, direction, length), lowest, highest);
      length *= 0.5;
      const promise = slope(gradient, tried, point);
      // Bent along the bounds, a long step may lead uphill, or nowhere.
      if (!(promise < 0)) continue;
      const evaluation = yield tried;
      evaluations += 1;
      if (evaluation.value <= value + LEAST_GAIN_OF_PROMISE * promise) {
        next = tried;
        found = evaluation;
        break;
      }
    }
    if (next === undefined || found === undefined) {
      // No descent along it: the curvature was learnt across a kink. Begin again from the first guess, once; then this is the minimum.
      if (fresh) return { point, value, steps, evaluations, converged: evaluations < mostEvaluations };
      curvature = diagonal(problem.curvature);
      fresh = true;
      continue;
    }
    learnCurvature(curvature, point, next, gradient, found.gradient);
    const gained = value - found.value;
    point = next;
    ({ value, gradient } = found);
    steps += 1;
    fresh = false;
    smallGains = gained <= tolerance * Math.abs(value) ? smallGains + 1 : 0;
    if (smallGains === SMALL_GAINS_TO_STOP) return { point, value, steps, evaluations, converged: true };
  }
  return { point, value, steps, evaluations, converged: false };
}

/** Those that may move: not the ones that a bound holds while the slope pushes against it. */
function freeCoordinates(point: Float64Array, gradient: Float64Array, lowest: Float64Array, highest: Float64Array): readonly number[] {
  const free: number[] = [];
  for (const [index, at] of point.entries()) {
    const down = gradient[index] as number;
    if (down === 0 || (down > 0 ? at <= (lowest[index] as number) : at >= (highest[index] as number))) continue;
    free.push(index);
  }
  return free;
}

function clipped(point: Float64Array, lowest: Float64Array, highest: Float64Array): Float64Array {
  return point.map((value, index) => Math.min(highest[index] as number, Math.max(lowest[index] as number, value)));
}

function slope(gradient: Float64Array, to: Float64Array, from: Float64Array): number {
  let total = 0;
  for (let index = 0; index < gradient.length; index += 1) {
    total += (gradient[index] as number) * ((to[index] as number) - (from[index] as number));
  }
  return total;
}
