import { SHORTEST_STABILITY_DAYS } from '../fsrs/fsrs-core.js';
import { LONGEST_INTERVAL_DAYS } from '../longest-interval.js';
import type { ReviewTree } from './review-tree.js';

/** Stands in for a w15 of 0, at its lower bound, whose logarithm would be none. */
export const LEAST_HARD_FACTOR = 1e-300;

/** What the forward pass leaves for the backward one, one slot per node of the tree. */
export interface Tape {
  /** After the review of the node. */
  readonly stability: Float64Array;
  readonly logStability: Float64Array;
  readonly difficulty: Float64Array;
  /** ln(1 + F·t/S) and 1 − R before the review; nothing on the same day. */
  readonly logBase: Float64Array;
  readonly forgotten: Float64Array;
  /** Success: gain of stability for each unit of (11 − D)·spacing; lapse: the uncapped stability; same day: the factor. */
  readonly growth: Float64Array;
  /** Success: e^(w10·(1 − R)) − 1; lapse: (S + 1)^w13. */
  readonly spacing: Float64Array;
}

export function tapeFor(size: number): Tape {
  return {
    stability: new Float64Array(size),
    logStability: new Float64Array(size),
    difficulty: new Float64Array(size),
    logBase: new Float64Array(size),
    forgotten: new Float64Array(size),
    growth: new Float64Array(size),
    spacing: new Float64Array(size),
  };
}

/**
 * Runs FSRS-6 through the nodes from `start` to `end` and returns their log loss: −ln R for each recall, −ln(1 − R) for each lapse, by weight.
 * The formulas are those of `fsrsNextMemory`, fused into one loop over typed arrays because a fit runs it some fifty times.
 *
 * @param w - the 21 weights, each within its bounds
 */
export function forward(tree: ReviewTree, w: Float64Array, tape: Tape, start: number, end: number): number {
  const { parent, rating, elapsed, weight, shortTerm } = tree;
  const { stability, logStability, difficulty, logBase, forgotten, growth, spacing } = tape;
  const [w4, w5, w6, w7, w8, w9] = [w[4], w[5], w[6], w[7], w[8], w[9]] as [number, number, number, number, number, number];
  const [w10, w11, w12, w13, w14] = [w[10], w[11], w[12], w[13], w[14]] as [number, number, number, number, number];
  const [w15, w16, w17, w18, w19] = [w[15], w[16], w[17], w[18], w[19]] as [number, number, number, number, number];
  const decay = w[20] as number;
  const factor = curveFactor(decay);
  const logHard = Math.log(Math.max(w15, LEAST_HARD_FACTOR));
  const logEasy = Math.log(w16);
  const lapseCap = shortTerm ? Math.exp(-w17 * w18) : 1;
  const easyDifficulty = w4 - Math.exp(3 * w5) + 1;
  let loss = 0;
  for (let node = start; node < end; node += 1) {
    const grade = rating[node] as number;
    const before = parent[node] as number;
    let s: number;
    let d: number;
    if (before < 0) {
      s = w[grade - 1] as number;
      d = w4 - Math.exp(w5 * (grade - 1)) + 1;
    } else {
      s = stability[before] as number;
      d = difficulty[before] as number;
      const days = elapsed[node] as number;
      const old = d;
      const moved = old - (w6 * (grade - 3) * (10 - old)) / 9;
      d = w7 * easyDifficulty + (1 - w7) * moved;
      if (days === 0 && shortTerm) {
        const exponent = w17 * (grade - 3 + w18) - w19 * (logStability[before] as number);
        const change = Math.exp(grade >= 2 && exponent < 0 ? 0 : exponent);
        growth[node] = change;
        s *= change;
      } else {
        const log = Math.log1p((factor * days) / s);
        const lost = -Math.expm1(-decay * log);
        logBase[node] = log;
        forgotten[node] = lost;
        const counted = weight[node] as number;
        if (grade === 1) {
          if (counted > 0) loss -= counted * Math.log(lost);
          const power = Math.exp(w13 * Math.log1p(s));
          const fallen = w11 * Math.exp(w14 * lost - w12 * Math.log(old)) * (power - 1);
          growth[node] = fallen;
          spacing[node] = power;
          s = Math.min(s * lapseCap, fallen);
        } else {
          loss += counted * decay * log;
          const felt = grade === 2 ? logHard : grade === 4 ? logEasy : 0;
          const rate = Math.exp(w8 - w9 * (logStability[before] as number) + felt);
          const spaced = Math.expm1(w10 * lost);
          growth[node] = rate;
          spacing[node] = spaced;
          s *= 1 + rate * (11 - old) * spaced;
        }
      }
    }
    s = s < SHORTEST_STABILITY_DAYS ? SHORTEST_STABILITY_DAYS : s > LONGEST_INTERVAL_DAYS ? LONGEST_INTERVAL_DAYS : s;
    stability[node] = s;
    logStability[node] = Math.log(s);
    difficulty[node] = d < 1 ? 1 : d > 10 ? 10 : d;
  }
  return loss;
}

/** F = 0.9^(−1/w20) − 1, so that R is 0.9 when the days equal the stability. */
export function curveFactor(decay: number): number {
  return Math.expm1(-Math.log(0.9) / decay);
}
