/** Steps remembered. Five to twenty are typical (Nocedal and Wright, section 7.2). */
const MEMORY = 10;
/** Sufficient decrease (Armijo), as Nocedal and Wright, section 3.1, have it. */
const SUFFICIENT_DECREASE = 1e-4;
const MOST_HALVINGS = 20;

/** What is to be made small: the value at a point, the gradient written into the second argument; yields its work in pieces. */
export type SteppedFunction = (point: Float64Array, gradient: Float64Array) => Generator<number, number>;

export interface LimitedMemorySearch {
  readonly start: Float64Array;
  /** Divides a vector in place by an estimate of the second derivatives: symmetric, positive. */
  readonly divideByCurvature: (vector: Float64Array) => void;
  /** Over when a step gains less than this share of the value. */
  readonly tolerance: number;
  readonly mostIterations: number;
  /** Called after each step. */
  readonly onStep: (iterations: number, value: number) => void;
}

export interface LimitedMemoryMinimum {
  readonly point: Float64Array;
  readonly value: number;
  readonly iterations: number;
  readonly converged: boolean;
}

interface Correction {
  readonly moved: Float64Array;
  readonly turned: Float64Array;
  readonly inverse: number;
  /** By what the preconditioner was off in this step (equation 7.20). */
  readonly scale: number;
}

/**
 * The minimum of a smooth convex function of many variables, by preconditioned L-BFGS with backtracking.
 *
 * Source: J. Nocedal, S. J. Wright, Numerical optimization, 2006, algorithms 7.4 and 7.5.
 */
export function* limitedMemoryMinimum(
  of: SteppedFunction,
  { start, divideByCurvature, tolerance, mostIterations, onStep }: LimitedMemorySearch,
): Generator<number, LimitedMemoryMinimum> {
  let point = start;
  let gradient: Float64Array = new Float64Array(start.length);
  let value = yield* of(point, gradient);
  const corrections: Correction[] = [];
  for (let iterations = 1; iterations <= mostIterations; iterations += 1) {
    const direction = descent(gradient, corrections, divideByCurvature);
    const slope = dot(gradient, direction);
    yield direction.length;
    const next: Float64Array = new Float64Array(start.length);
    const nextGradient: Float64Array = new Float64Array(start.length);
    let length = 1;
    let nextValue = Number.POSITIVE_INFINITY;
    for (let halvings = 0; halvings < MOST_HALVINGS; halvings += 1, length /= 2) {
      for (let i = 0; i < next.length; i += 1) next[i] = (point[i] as number) + length * (direction[i] as number);
      nextValue = yield* of(next, nextGradient);
      if (nextValue <= value + SUFFICIENT_DECREASE * length * slope) break;
    }
    // Nothing lower within reach of rounding: this is the bottom.
    if (!(nextValue < value)) return { point, value, iterations, converged: true };
    remember(corrections, point, next, gradient, nextGradient, divideByCurvature);
    yield next.length;
    const gain = value - nextValue;
    point = next;
    gradient = nextGradient;
    value = nextValue;
    onStep(iterations, value);
    if (gain <= tolerance * value) return { point, value, iterations, converged: true };
  }
  return { point, value, iterations: mostIterations, converged: false };
}

/** Down the gradient, turned by what the last steps showed of the curvature (algorithm 7.4). */
function descent(
  gradient: Float64Array,
  corrections: readonly Correction[],
  divideByCurvature: LimitedMemorySearch['divideByCurvature'],
): Float64Array {
  const direction = gradient.map((each) => -each);
  const shares = new Float64Array(corrections.length);
  for (let i = corrections.length - 1; i >= 0; i -= 1) {
    const { moved, turned, inverse } = corrections[i] as Correction;
    const share = inverse * dot(moved, direction);
    shares[i] = share;
    for (let j = 0; j < direction.length; j += 1) direction[j] = (direction[j] as number) - share * (turned[j] as number);
  }
  divideByCurvature(direction);
  const scale = corrections.at(-1)?.scale ?? 1;
  for (let j = 0; j < direction.length; j += 1) direction[j] = scale * (direction[j] as number);
  for (const [i, { moved, turned, inverse }] of corrections.entries()) {
    const share = (shares[i] as number) - inverse * dot(turned, direction);
    for (let j = 0; j < direction.length; j += 1) direction[j] = (direction[j] as number) + share * (moved[j] as number);
  }
  return direction;
}

function remember(
  corrections: Correction[],
  from: Float64Array,
  to: Float64Array,
  before: Float64Array,
  after: Float64Array,
  divideByCurvature: LimitedMemorySearch['divideByCurvature'],
): void {
  const moved = to.map((each, i) => each - (from[i] as number));
  const turned = after.map((each, i) => each - (before[i] as number));
  const along = dot(moved, turned);
  // Where rounding hides the curvature there is nothing to remember.
  if (!(along > 0)) return;
  const divided = turned.slice();
  divideByCurvature(divided);
  if (corrections.length === MEMORY) corrections.shift();
  corrections.push({ moved, turned, inverse: 1 / along, scale: along / dot(turned, divided) });
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
