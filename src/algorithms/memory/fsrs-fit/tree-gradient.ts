import { SHORTEST_STABILITY_DAYS } from '../fsrs/fsrs-core.js';
import { LONGEST_INTERVAL_DAYS } from '../longest-interval.js';
import type { ReviewTree } from './review-tree.js';
import { curveFactor, LEAST_HARD_FACTOR, type Tape } from './tree-memory.js';

/** Derivatives of the loss by each node's stability and difficulty; all zero before a backward pass. */
export interface Adjoints {
  readonly stability: Float64Array;
  readonly difficulty: Float64Array;
}

/**
 * Adds to `gradient` the derivatives of the loss by the 21 weights, from the nodes `end` − 1 down to `start`, after a forward pass over all nodes.
 * Reverse accumulation: each node hands what its own state did to the loss on to its parent, so all 21 cost about as much as the loss itself.
 * Where a clamp or the cap of a lapse holds, what it cut off has no influence.
 */
export function backward(
  tree: ReviewTree,
  w: Float64Array,
  tape: Tape,
  adjoints: Adjoints,
  gradient: Float64Array,
  start: number,
  end: number,
): void {
  const { parent, rating, elapsed, weight, shortTerm } = tree;
  const { stability, logStability, difficulty, logBase, forgotten, growth, spacing } = tape;
  const [w5, w9, w10] = [w[5], w[9], w[10]] as [number, number, number];
  const [w11, w13, w14, w15, w16] = [w[11], w[13], w[14], w[15], w[16]] as [number, number, number, number, number];
  const [w17, w18, w19, decay] = [w[17], w[18], w[19], w[20]] as [number, number, number, number];
  const factor = curveFactor(decay);
  const lapseCap = shortTerm ? Math.exp(-w17 * w18) : 1;
  const easyGrowth = Math.exp(3 * w5);
  const g = new Float64Array(21);
  let byFactor = 0;
  for (let node = end - 1; node >= start; node -= 1) {
    const grade = rating[node] as number;
    const before = parent[node] as number;
    const after = stability[node] as number;
    const byS = after > SHORTEST_STABILITY_DAYS && after < LONGEST_INTERVAL_DAYS ? (adjoints.stability[node] as number) : 0;
    const afterD = difficulty[node] as number;
    const byD = afterD > 1 && afterD < 10 ? (adjoints.difficulty[node] as number) : 0;
    if (before < 0) {
      addFirstReview(g, w5, grade, byS, byD);
      continue;
    }
    const s = stability[before] as number;
    const d = difficulty[before] as number;
    const days = elapsed[node] as number;
    let toS: number;
    let toD = byD === 0 ? 0 : addDifficulty(g, w, grade, d, byD, easyGrowth);
    if (days === 0 && shortTerm) {
      const change = growth[node] as number;
      toS = byS * change;
      if (grade === 1 || change > 1) {
        toS -= byS * change * w19;
        add(g, 17, byS * s * change * (grade - 3 + w18));
        add(g, 18, byS * s * change * w17);
        add(g, 19, -byS * s * change * (logStability[before] as number));
      }
    } else {
      const lost = forgotten[node] as number;
      const counted = weight[node] as number;
      const rate = growth[node] as number;
      const spaced = spacing[node] as number;
      /** By the exponent w20·ln(1 + F·t/S) of the forgetting curve: from the prediction, and from what 1 − R does to the new stability. */
      let byExponent: number;
      if (grade === 1) {
        byExponent = counted > 0 ? (-counted * (1 - lost)) / lost : 0;
        if (rate > s * lapseCap) {
          toS = byS * lapseCap;
          if (shortTerm) add(g, 17, -byS * s * lapseCap * w18);
          if (shortTerm) add(g, 18, -byS * s * lapseCap * w17);
        } else {
          const byFallen = byS * rate;
          toS = (byFallen * w13 * spaced) / ((s + 1) * (spaced - 1));
          toD -= (byFallen * (w[12] as number)) / d;
          byExponent += byFallen * w14 * (1 - lost);
          add(g, 11, byFallen / w11);
          add(g, 12, -byFallen * Math.log(d));
          add(g, 13, (byFallen * spaced * Math.log1p(s)) / (spaced - 1));
          add(g, 14, byFallen * lost);
        }
      } else {
        const byGain = byS * s * rate;
        const gain = byGain * (11 - d) * spaced;
        toS = byS * (1 + rate * (11 - d) * spaced) - (gain * w9) / s;
        toD -= byGain * spaced;
        const bySpacing = byGain * (11 - d) * (1 + spaced);
        byExponent = counted + bySpacing * w10 * (1 - lost);
        add(g, 8, gain);
        add(g, 9, -gain * (logStability[before] as number));
        add(g, 10, bySpacing * lost);
        if (grade === 2) add(g, 15, gain / Math.max(w15, LEAST_HARD_FACTOR));
        if (grade === 4) add(g, 16, gain / w16);
      }
      const time = days / s;
      const byTime = (byExponent * decay) / (1 + factor * time);
      add(g, 20, byExponent * (logBase[node] as number));
      byFactor += byTime * time;
      toS -= (byTime * factor * time) / s;
    }
    adjoints.stability[before] = (adjoints.stability[before] as number) + toS;
    adjoints.difficulty[before] = (adjoints.difficulty[before] as number) + toD;
  }
  add(g, 20, (byFactor * (factor + 1) * Math.log(0.9)) / (decay * decay));
  for (let index = 0; index < 21; index += 1) add(gradient, index, g[index] as number);
}

/** The first review of a card: its rating alone decides stability and difficulty. */
function addFirstReview(g: Float64Array, w5: number, grade: number, byS: number, byD: number): void {
  add(g, grade - 1, byS);
  add(g, 4, byD);
  add(g, 5, -byD * (grade - 1) * Math.exp(w5 * (grade - 1)));
}

/** What a review does to difficulty, through a step by its rating and the pull to an easy card's; returns the derivative by the difficulty before. */
function addDifficulty(g: Float64Array, w: Float64Array, grade: number, d: number, byD: number, easyGrowth: number): number {
  const [w4, w6, w7] = [w[4], w[6], w[7]] as [number, number, number];
  const step = -(grade - 3) / 9;
  add(g, 4, byD * w7);
  add(g, 5, -byD * w7 * 3 * easyGrowth);
  add(g, 6, byD * (1 - w7) * step * (10 - d));
  add(g, 7, byD * (w4 - easyGrowth + 1 - d - w6 * step * (10 - d)));
  return byD * (1 - w7) * (1 - w6 * step);
}

function add(sums: Float64Array, index: number, value: number): void {
  sums[index] = (sums[index] as number) + value;
}
