import type { CurveShape } from './forgetting-curve-params.js';

/** Trials of one age: how long ago it was learnt, what share was recalled, and how much that counts. */
export interface RecallTrials {
  readonly elapsedDays: Float64Array;
  readonly recalled: Float64Array;
  readonly count: Float64Array;
}

/**
 * The loss that a fit minimises. `likelihood`: −Σ n·(y·ln R + (1 − y)·ln(1 − R)), for counted recalls and lapses. `least_squares`: Σ n·(y − R)², for
 * other shares, such as savings.
 */
export type CurveMeasure = 'likelihood' | 'least_squares';

/** −ln 0.9, as in `retention`. */
const LOSS_AT_STABILITY = -Math.log(0.9);

/** A curve that is sure of what did not happen would cost an infinite loss; it costs −ln 1e-9 = 20.7 a trial instead. */
const LEAST_PROBABILITY = 1e-9;

/**
 * The loss of a curve with its derivatives by initial strength, ln stability and ln decay, in this order; the last is 0 for the exponential.
 * R(t) = s·e^(−λ), with λ = d·ln(1 + F·t/S) or 0.105·t/S.
 */
export function recallLoss(
  { elapsedDays, recalled, count }: RecallTrials,
  [strength, logStability, logDecay]: readonly [number, number, number],
  shape: CurveShape,
  measure: CurveMeasure,
): { readonly value: number; readonly gradient: Float64Array } {
  const stability = Math.exp(logStability);
  const decay = Math.exp(logDecay);
  const factor = Math.expm1(LOSS_AT_STABILITY / decay);
  const factorByDecay = (-(factor + 1) * LOSS_AT_STABILITY) / decay;
  let value = 0;
  let [byStrength, byLogStability, byLogDecay] = [0, 0, 0];
  for (const [index, days] of elapsedDays.entries()) {
    const time = days / stability;
    const base = 1 + factor * time;
    const exponent = shape === 'power' ? decay * Math.log(base) : LOSS_AT_STABILITY * time;
    const recall = strength * Math.exp(-exponent);
    const share = recalled[index] as number;
    const weight = count[index] as number;
    let byRecall: number;
    if (measure === 'least_squares') {
      value += weight * (share - recall) ** 2;
      byRecall = 2 * weight * (recall - share);
    } else {
      const given = Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, recall));
      value -= weight * (share * Math.log(given) + (1 - share) * Math.log1p(-given));
      byRecall = given === recall ? weight * ((1 - share) / (1 - given) - share / given) : 0;
    }
    const byExponent = -byRecall * recall;
    byStrength += (byRecall * recall) / strength;
    if (shape === 'power') {
      byLogStability -= (byExponent * decay * factor * time) / base;
      byLogDecay += byExponent * (exponent + (decay * time * factorByDecay) / base);
    } else {
      byLogStability -= byExponent * exponent;
    }
  }
  return { value, gradient: Float64Array.of(byStrength, byLogStability, byLogDecay) };
}
