import type { Expectation } from './expectation.js';
import type { ItemCurves } from './item-curves.js';
import type { ItemPriors } from './priors.js';

/** What a fit may do with an item's curve. */
export interface CurveLimits {
  readonly guesses: boolean;
  /** D·a lies between these. */
  readonly lowestSlope: number;
  readonly highestSlope: number;
  /** |b| is at most this. */
  readonly farthestDifficulty: number;
  /** D, to tell a slope from a discrimination. */
  readonly scale: number;
  readonly priors: ItemPriors;
}

/** A value with its first derivatives by slope, intercept and logit of guessing, and the expected second ones with the sign turned. */
export interface Slopes {
  value: number;
  readonly gradient: Float64Array;
  /** Symmetric, 3 × 3, row by row. */
  readonly information: Float64Array;
}

export function noSlopes(): Slopes {
  return { value: 0, gradient: new Float64Array(3), information: new Float64Array(9) };
}

/**
 * The expected log-likelihood of one item's curve with the log of its priors, and its derivatives:
 *
 *     Σ_q right(q)·log P(q) + (answered(q) − right(q))·log(1 − P(q)) + log prior
 *
 * With ψ the curve without guessing: ∂/∂z = (right − answered·P)·ψ/P and ∂/∂logit c = (right − answered·P)·c/P, z the exponent.
 */
export function itemObjective(
  [slope, intercept, guessingLogit]: readonly [number, number, number],
  item: number,
  expectation: Expectation,
  points: Float64Array,
  limits: CurveLimits,
  into: Slopes,
): void {
  const c = limits.guesses ? 1 / (1 + Math.exp(-guessingLogit)) : 0;
  const from = item * points.length;
  let [value, bySlope, byIntercept, byGuessing] = [0, 0, 0, 0];
  let [ss, si, ii, sg, ig, gg] = [0, 0, 0, 0, 0, 0];
  for (let q = 0; q < points.length; q += 1) {
    const theta = points[q] as number;
    const answered = expectation.answered[from + q] as number;
    const right = expectation.right[from + q] as number;
    const z = slope * theta + intercept;
    const e = Math.exp(z < 0 ? z : -z);
    const log = Math.log1p(e);
    const psi = (z < 0 ? e : 1) / (1 + e);
    const logWrong = z < 0 ? -log : -z - log;
    const p = c + (1 - c) * psi;
    const logRight = c === 0 ? (z < 0 ? z - log : -log) : Math.log(p);
    value += right * logRight + (answered - right) * logWrong;
    const share = c === 0 ? 1 : psi / p;
    const surprise = right - answered * p;
    const byZ = surprise * share;
    bySlope += byZ * theta;
    byIntercept += byZ;
    // (dP/dz)²/(P·Q), with 1 − ψ from the small side.
    const rise = answered * (1 - c) * (e / ((1 + e) * (1 + e)));
    const weight = rise * share;
    ii += weight;
    si += weight * theta;
    ss += weight * theta * theta;
    if (c === 0) continue;
    const foot = c / p;
    byGuessing += surprise * foot;
    ig += rise * foot;
    sg += rise * foot * theta;
    gg += answered * (1 - psi) * c * (1 - c) * foot;
  }
  into.value = value + answeredWrong(item, expectation, points.length) * Math.log1p(-c);
  into.gradient.set([bySlope, byIntercept, byGuessing]);
  into.information.set([ss, si, sg, si, ii, ig, sg, ig, gg]);
  addPriors(slope, c, limits, into);
}

/** Every wrong answer carries log(1 − c), whatever the ability. */
function answeredWrong(item: number, { answered, right }: Expectation, points: number): number {
  let sum = 0;
  for (let at = item * points; at < (item + 1) * points; at += 1) sum += (answered[at] as number) - (right[at] as number);
  return sum;
}

function addPriors(slope: number, c: number, { guesses, priors }: CurveLimits, into: Slopes): void {
  if (priors.discrimination !== null) {
    const { log_mean, log_sd } = priors.discrimination;
    const off = (Math.log(slope) - log_mean) / log_sd;
    into.value -= (off * off) / 2;
    into.gradient[0] = (into.gradient[0] as number) - off / (log_sd * slope);
    into.information[0] = (into.information[0] as number) + 1 / (log_sd * slope) ** 2;
  }
  if (!guesses) return;
  const { alpha, beta } = priors.guessing;
  into.value += (alpha - 1) * Math.log(c) + (beta - 1) * Math.log1p(-c);
  into.gradient[2] = (into.gradient[2] as number) + (alpha - 1) * (1 - c) - (beta - 1) * c;
  into.information[8] = (into.information[8] as number) + (alpha + beta - 2) * c * (1 - c);
}

/** The log of the priors' density at these curves, except for a constant. */
export function logPrior({ slope, guessingLogit }: ItemCurves, { guesses, priors }: CurveLimits): number {
  let sum = 0;
  if (priors.discrimination !== null) {
    const { log_mean, log_sd } = priors.discrimination;
    for (const each of slope) sum -= ((Math.log(each) - log_mean) / log_sd) ** 2 / 2;
  }
  if (!guesses) return sum;
  const { alpha, beta } = priors.guessing;
  for (const logit of guessingLogit) sum -= (alpha - 1) * Math.log1p(Math.exp(-logit)) + (beta - 1) * Math.log1p(Math.exp(logit));
  return sum;
}
