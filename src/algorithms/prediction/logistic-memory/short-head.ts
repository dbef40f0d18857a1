import { LEAST_VARIANCE, type LogisticHead } from '../../online-logistic/logistic-head.js';

/** A head's numbers are kept to so many parts of 1, the eighth digit behind the point: what is stored with each session stays small. */
const PARTS = 1e8;

/** The same head in numbers of few digits. */
export function shortHead({ weights, covariance, trust }: LogisticHead): LogisticHead {
  const short = covariance.slice();
  const size = weights.length;
  for (let row = 0, at = 0; row < size; row += 1) {
    // No variance is rounded to nothing.
    short[at] = Math.max(LEAST_VARIANCE, rounded(covariance[at] as number));
    at += 1;
    for (let column = row + 1; column < size; column += 1, at += 1) short[at] = rounded(covariance[at] as number);
  }
  return { weights: weights.map(rounded), covariance: short, trust };
}

function rounded(value: number): number {
  // Adding 0 turns −0, which JSON does not carry, into 0.
  return Math.round(value * PARTS) / PARTS + 0;
}
