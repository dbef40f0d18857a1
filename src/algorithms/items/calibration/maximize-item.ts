import type { Expectation } from './expectation.js';
import type { ItemCurves } from './item-curves.js';
import { type CurveLimits, itemObjective, noSlopes, type Slopes } from './item-objective.js';

/** From a good start two or three steps do; a first M step needs more. */
const MOST_STEPS = 12;
const MOST_HALVINGS = 10;
/** Steps shorter than it, in units of slope and intercept, change nothing that the next E step would see. */
const SHORT_STEP = 1e-7;
/** No step is longer: far from the maximum the curvature says little. */
const LONGEST_STEP = 1.5;
/** logit(c) stays where c and 1 − c are numbers: c from 6e-6 to 0.98. */
const LOWEST_GUESSING_LOGIT = -12;
const HIGHEST_GUESSING_LOGIT = 4;

type Curve = [slope: number, intercept: number, guessingLogit: number];

/** The M step of one item: climbs to the top of its expected log-likelihood by Fisher scoring, never down. */
export function maximizeItem(curves: ItemCurves, item: number, expectation: Expectation, points: Float64Array, limits: CurveLimits): void {
  let curve: Curve = [curves.slope[item] as number, curves.intercept[item] as number, curves.guessingLogit[item] as number];
  let here = noSlopes();
  let there = noSlopes();
  itemObjective(curve, item, expectation, points, limits, here);
  for (let taken = 0; taken < MOST_STEPS; taken += 1) {
    const step = scoringStep(curve, here, limits);
    let next = curve;
    let climbed = false;
    for (let halving = 0; halving <= MOST_HALVINGS && !climbed; halving += 1) {
      next = moved(curve, step, 0.5 ** halving, limits);
      itemObjective(next, item, expectation, points, limits, there);
      climbed = there.value >= here.value;
    }
    if (!climbed) break;
    const length = Math.max(...next.map((value, at) => Math.abs(value - (curve[at] as number))));
    curve = next;
    [here, there] = [there, here];
    if (length < SHORT_STEP) break;
  }
  [curves.slope[item], curves.intercept[item], curves.guessingLogit[item]] = curve;
}

/** The M step of items that share one slope: Newton's method, each intercept solved for in terms of the slope. */
export function maximizeWithOneSlope(curves: ItemCurves, expectation: Expectation, points: Float64Array, limits: CurveLimits): void {
  const slopes = Array.from(curves.slope, noSlopes);
  for (let taken = 0; taken < MOST_STEPS; taken += 1) {
    let [pull, stiffness] = [0, 0];
    for (const [item, at] of slopes.entries()) {
      const curve: Curve = [curves.slope[item] as number, curves.intercept[item] as number, 0];
      itemObjective(curve, item, expectation, points, limits, at);
      const { gradient, information } = at;
      const lean = (information[1] as number) / (information[4] as number);
      pull += (gradient[0] as number) - lean * (gradient[1] as number);
      stiffness += (information[0] as number) - lean * (information[1] as number);
    }
    const old = curves.slope[0] as number;
    const slope = clamped(old + bounded(pull / stiffness), limits.lowestSlope, limits.highestSlope);
    let length = Math.abs(slope - old);
    for (const [item, { gradient, information }] of slopes.entries()) {
      const step = bounded(((gradient[1] as number) - (information[1] as number) * (slope - old)) / (information[4] as number));
      curves.slope[item] = slope;
      curves.intercept[item] = withinReach((curves.intercept[item] as number) + step, slope, limits);
      length = Math.max(length, Math.abs(step));
    }
    if (length < SHORT_STEP) return;
  }
}

/** Puts curves that an extrapolation led astray back where curves may be. */
export function intoLimits(curves: ItemCurves, limits: CurveLimits): void {
  for (let item = 0; item < curves.slope.length; item += 1) {
    const slope = clamped(curves.slope[item] as number, limits.lowestSlope, limits.highestSlope);
    curves.slope[item] = slope;
    curves.intercept[item] = withinReach(curves.intercept[item] as number, slope, limits);
    curves.guessingLogit[item] = clamped(curves.guessingLogit[item] as number, LOWEST_GUESSING_LOGIT, HIGHEST_GUESSING_LOGIT);
  }
}

/** information⁻¹·gradient; a slope at its limit that is pushed further out stays, and the others move without it. */
function scoringStep([slope]: Curve, { gradient, information }: Slopes, { guesses, lowestSlope, highestSlope }: CurveLimits): Curve {
  const [g0, g1, g2] = gradient as unknown as Curve;
  const [ss, si, sg, , ii, ig, , , gg] = information as unknown as readonly number[] as [
    number,
    number,
    number,
    0,
    number,
    number,
    0,
    0,
    number,
  ];
  const pinned = (slope <= lowestSlope && g0 < 0) || (slope >= highestSlope && g0 > 0);
  // Elimination in the order guessing, slope, intercept; a pivot that is not above 0 stands for "no information" and does not move.
  const footLean = guesses && gg > 0 ? 1 / gg : 0;
  const a = ss - sg * sg * footLean;
  const b = si - sg * ig * footLean;
  const d = ii - ig * ig * footLean;
  const u = g0 - sg * g2 * footLean;
  const v = g1 - ig * g2 * footLean;
  const determinant = a * d - b * b;
  const solvable = !pinned && determinant > 1e-12 * a * d;
  const bySlope = solvable ? (u * d - v * b) / determinant : 0;
  const byIntercept = solvable ? (v * a - u * b) / determinant : d > 0 ? v / d : 0;
  return [bySlope, byIntercept, (g2 - sg * bySlope - ig * byIntercept) * footLean];
}

function moved([slope, intercept, guessingLogit]: Curve, step: Curve, share: number, limits: CurveLimits): Curve {
  const next = clamped(slope + share * bounded(step[0]), limits.lowestSlope, limits.highestSlope);
  return [
    next,
    withinReach(intercept + share * bounded(step[1]), next, limits),
    clamped(guessingLogit + share * bounded(step[2]), LOWEST_GUESSING_LOGIT, HIGHEST_GUESSING_LOGIT),
  ];
}

/** Keeps |b| = |intercept|/slope within its limit. */
function withinReach(intercept: number, slope: number, { farthestDifficulty }: CurveLimits): number {
  return clamped(intercept, -farthestDifficulty * slope, farthestDifficulty * slope);
}

function bounded(step: number): number {
  return clamped(step, -LONGEST_STEP, LONGEST_STEP);
}

function clamped(value: number, lowest: number, highest: number): number {
  return Math.min(highest, Math.max(lowest, value));
}
