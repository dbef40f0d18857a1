import type { Quadrature } from './quadrature.js';

/**
 * The curves that a fit moves, P = c + (1 − c)/(1 + exp(−(slope·θ + intercept))), as one vector for all items: first the slopes,
 * then the intercepts, then the logits of the guessing parameters. slope = D·a and intercept = −D·a·b: in these the likelihood of the 2PL is concave.
 */
export interface ItemCurves {
  readonly vector: Float64Array;
  readonly slope: Float64Array;
  readonly intercept: Float64Array;
  /** logit(c); not looked at where the model has no guessing. */
  readonly guessingLogit: Float64Array;
}

export function itemCurves(items: number): ItemCurves {
  return viewsOf(new Float64Array(3 * items));
}

export function copyOf(curves: ItemCurves): ItemCurves {
  return viewsOf(curves.vector.slice());
}

function viewsOf(vector: Float64Array): ItemCurves {
  const items = vector.length / 3;
  return {
    vector,
    slope: vector.subarray(0, items),
    intercept: vector.subarray(items, 2 * items),
    guessingLogit: vector.subarray(2 * items),
  };
}

/** log P and log(1 − P) of each item at each point, item by item. */
export interface LogCurves {
  readonly right: Float64Array;
  readonly wrong: Float64Array;
}

/** Writes {@link LogCurves} of curves into `into`. */
export function logCurves(curves: ItemCurves, guesses: boolean, { points }: Quadrature, into: LogCurves): void {
  let at = 0;
  for (let item = 0; item < curves.slope.length; item += 1) {
    const slope = curves.slope[item] as number;
    const intercept = curves.intercept[item] as number;
    const c = guesses ? 1 / (1 + Math.exp(-(curves.guessingLogit[item] as number))) : 0;
    for (let point = 0; point < points.length; point += 1, at += 1) {
      const z = slope * (points[point] as number) + intercept;
      const e = Math.exp(z < 0 ? z : -z);
      const log = Math.log1p(e);
      into.wrong[at] = (z < 0 ? -log : -z - log) + (c === 0 ? 0 : Math.log1p(-c));
      into.right[at] = c === 0 ? (z < 0 ? z - log : -log) : Math.log(c + ((1 - c) * (z < 0 ? e : 1)) / (1 + e));
    }
  }
}
