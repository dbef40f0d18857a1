import type { PracticeTally } from './practice-tally.js';

/** Steps after which the climb is given up; Newton's method needs less than ten where it needs any. */
const MOST_ITERATIONS = 100;
/** The climb is over when a step promises less, in penalized log-likelihood. */
const TOLERANCE = 1e-9;
const MOST_HALVINGS = 40;
/** Cells that are visited in the time of one unit of work, as slices count it. */
const CELLS_PER_WORK = 4;

/** β, γ and ρ. */
type Weights = readonly [easiness: number, success: number, failure: number];

export interface LogisticClimb {
  readonly weights: Weights;
  /** Without the penalty. */
  readonly logLikelihood: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** The weights of highest penalized likelihood, by Newton's method from 0, each step halved until it gains; yields work. */
export function* climbLogistic(tally: PracticeTally, ridge: number): Generator<number, LogisticClimb> {
  let weights: Weights = [0, 0, 0];
  let here = lookAround(tally, weights, ridge);
  for (let iterations = 0; iterations < MOST_ITERATIONS; iterations += 1) {
    yield 1 + tally.times.length / CELLS_PER_WORK;
    const step = solved(here.curvature, here.slope);
    const promise = step[0] * here.slope[0] + step[1] * here.slope[1] + step[2] * here.slope[2];
    if (promise < TOLERANCE) return { weights, logLikelihood: here.logLikelihood, iterations, converged: true };
    let share = 1;
    let next = moved(weights, step, share);
    let there = lookAround(tally, next, ridge);
    for (let halving = 0; halving < MOST_HALVINGS && !(there.height > here.height); halving += 1) {
      share /= 2;
      next = moved(weights, step, share);
      there = lookAround(tally, next, ridge);
    }
    // Nothing gained by the smallest step: this is the hilltop, as far as numbers can tell.
    if (!(there.height > here.height)) return { weights, logLikelihood: here.logLikelihood, iterations, converged: true };
    weights = next;
    here = there;
  }
  return { weights, logLikelihood: here.logLikelihood, iterations: MOST_ITERATIONS, converged: false };
}

type Triple = readonly [number, number, number];
/** The upper half of a symmetric matrix of three: 00, 01, 02, 11, 12, 22. */
type Curvature = readonly [number, number, number, number, number, number];

interface View {
  readonly logLikelihood: number;
  /** With the penalty. */
  readonly height: number;
  readonly slope: Triple;
  readonly curvature: Curvature;
}

/** The penalized log-likelihood at a point, its slope and, turned positive, its curvature. */
function lookAround({ successes, failures, times, rightTimes }: PracticeTally, [b, g, r]: Weights, ridge: number): View {
  let logLikelihood = 0;
  let [s0, s1, s2] = [0, 0, 0];
  let [c00, c01, c02, c11, c12, c22] = [0, 0, 0, 0, 0, 0];
  for (let cell = 0; cell < times.length; cell += 1) {
    const x = successes[cell] as number;
    const y = failures[cell] as number;
    const n = times[cell] as number;
    const right = rightTimes[cell] as number;
    const logOdds = b + g * x + r * y;
    const p = 1 / (1 + Math.exp(-logOdds));
    // ln(1 + e^m), without overflow.
    const softplus = Math.max(0, logOdds) + Math.log1p(Math.exp(-Math.abs(logOdds)));
    logLikelihood += right * logOdds - n * softplus;
    const surprise = right - n * p;
    const spread = n * p * (1 - p);
    s0 += surprise;
    s1 += surprise * x;
    s2 += surprise * y;
    c00 += spread;
    c01 += spread * x;
    c02 += spread * y;
    c11 += spread * x * x;
    c12 += spread * x * y;
    c22 += spread * y * y;
  }
  return {
    logLikelihood,
    height: logLikelihood - (ridge / 2) * (b * b + g * g + r * r),
    slope: [s0 - ridge * b, s1 - ridge * g, s2 - ridge * r],
    curvature: [c00 + ridge, c01, c02, c11 + ridge, c12, c22 + ridge],
  };
}

/** Below it, a diagonal of Cholesky's decomposition is 0: the answers say nothing of that direction, and the step leaves it alone. */
const LEAST_PIVOT = 1e-10;

/** C⁻¹·s by Cholesky's decomposition, written out for three. */
function solved([c00, c01, c02, c11, c12, c22]: Curvature, [s0, s1, s2]: Triple): Triple {
  const inverse0 = inverseRoot(c00, c00);
  const l10 = c01 * inverse0;
  const l20 = c02 * inverse0;
  const inverse1 = inverseRoot(c11 - l10 * l10, c11);
  const l21 = (c12 - l20 * l10) * inverse1;
  const inverse2 = inverseRoot(c22 - l20 * l20 - l21 * l21, c22);
  const y0 = s0 * inverse0;
  const y1 = (s1 - l10 * y0) * inverse1;
  const y2 = (s2 - l20 * y0 - l21 * y1) * inverse2;
  const x2 = y2 * inverse2;
  const x1 = (y1 - l21 * x2) * inverse1;
  return [(y0 - l10 * x1 - l20 * x2) * inverse0, x1, x2];
}

function inverseRoot(pivot: number, scale: number): number {
  return pivot > LEAST_PIVOT * scale ? 1 / Math.sqrt(pivot) : 0;
}

function moved([b, g, r]: Weights, [x, y, z]: Triple, share: number): Weights {
  return [b + share * x, g + share * y, r + share * z];
}
