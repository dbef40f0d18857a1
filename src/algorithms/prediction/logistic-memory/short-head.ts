import { LEAST_VARIANCE, type LogisticHead } from '../../online-logistic/logistic-head.js';

/** A head's numbers are kept to so many parts of 1, the eighth digit behind the point: what is stored with each session stays small. */
const PARTS = 1e8;

/** The same head in numbers of few digits. */
export function shortHead({ weights, covariance, trust }: LogisticHead): LogisticHead {
  const short = { weights: weights.map(rounded), covariance: covariance.map(rounded), trust };
  const size = weights.length;
  for (let row = 0, at = 0; row < size; at += size - row, row += 1) {
    // No variance is rounded to nothing.
    short.covariance[at] = Math.max(LEAST_VARIANCE, short.covariance[at] as number);
  }
  return short;
}

function rounded(value: number): number {
  // Adding 0 turns −0, which JSON does not carry, into 0.
  return Math.round(value * PARTS) / PARTS + 0;
}
