import { LARGEST_VARIANCE, LARGEST_WEIGHT, LEAST_TRUST, LEAST_VARIANCE, type LogisticHead } from './logistic-head.js';

/** Neither side is believed to be surer than this: anyone may slip once in a thousand answers. */
const LEAST_PROBABILITY = 0.001;
/**
 * The model starts from the baseline's word cut to 0.02 … 0.98: a scheduler that counts whole days says 1 after half of one,
 * and a single wrong answer there must not shake what was learnt from all the others.
 */
const LEAST_OFFSET = 0.02;

/** What a head says of one answer, and the baseline that it stands on. */
export interface HeadPredictions {
  readonly base: number;
  readonly model: number;
}

/** Probability of success by the baseline alone and by the model that stands on its logit, each from 0.001 to 0.999. */
export function predictionsOf(head: LogisticHead, features: readonly number[], baseline: number): HeadPredictions {
  const offset = Math.min(1 - LEAST_OFFSET, Math.max(LEAST_OFFSET, baseline));
  return { base: within(baseline), model: probabilityFrom(Math.log(offset / (1 - offset)), head.weights, features) };
}

/** The same of a baseline whose logit is given, and not cut before the model stands on it. */
export function predictionsFrom(head: LogisticHead, features: readonly number[], logit: number): HeadPredictions {
  return { base: within(1 / (1 + Math.exp(-logit))), model: probabilityFrom(logit, head.weights, features) };
}

function probabilityFrom(offset: number, weights: readonly number[], features: readonly number[]): number {
  let logit = offset;
  for (let i = 0; i < features.length; i += 1) logit += (weights[i] as number) * (features[i] as number);
  return within(1 / (1 + Math.exp(-logit)));
}

function within(probability: number): number {
  return Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, probability));
}

/** The mean of both, each by the trust it has earned. */
export function mixed(trust: number, { base, model }: HeadPredictions): number {
  return trust * model + (1 - trust) * base;
}

/**
 * The head after one answer: a Kalman step on the logit, and Bayes on the trust.
 *
 *     s = xᵀPx,  v = p(1 − p),  w ← w + Px·(y − p) / (1 + v·s),  P ← P − Px(Px)ᵀ·v / (1 + v·s)
 *     P_ij ← P_ij·(1 + drift·g_i·g_j)  with g_i² = 1 − P_ii / P⁰_ii: what was learnt fades, and never beyond the start
 *     w_e > 0 for elapsed time e: w ← w − P_·e·w_e / P_ee, the mean of the same belief on the bound
 *     trust ← switchRate / 2 + (1 − switchRate)·trust·p_model(y) / (trust·p_model(y) + (1 − trust)·p_base(y))
 *
 * Sources: W. D. Penny, S. J. Roberts, Dynamic logistic regression, IJCNN 1999 (the step); D. Simon, Kalman filtering with state
 * constraints: a survey,
 * 2010 (projection on a bound); M. Herbster, M. K. Warmuth, Tracking the best expert, 1998 (fixed share, the trust).
 */
export function learned(
  head: LogisticHead,
  features: readonly number[],
  predictions: HeadPredictions,
  success: boolean,
  { start, elapsed, drift, switchRate }: { start: LogisticHead; elapsed: readonly number[]; drift: number; switchRate: number },
): LogisticHead {
  const size = features.length;
  const spread = timesCovariance(head.covariance, features);
  let variance = 0;
  for (let i = 0; i < size; i += 1) variance += (features[i] as number) * (spread[i] as number);
  const { model } = predictions;
  const curvature = model * (1 - model);
  const gain = 1 / (1 + curvature * Math.max(0, variance));
  const step = ((success ? 1 : 0) - model) * gain;
  const weights = head.weights.slice();
  for (let i = 0; i < size; i += 1) weights[i] = (weights[i] as number) + step * (spread[i] as number);
  const covariance = faded(head.covariance, spread, curvature * gain, start.covariance, drift);
  for (const place of elapsed) if ((weights[place] as number) > 0) project(weights, covariance, place);
  for (let i = 0; i < size; i += 1) weights[i] = bounded(weights[i] as number, LARGEST_WEIGHT);
  // One projection may lift the other weight a little.
  for (const place of elapsed) weights[place] = Math.min(0, weights[place] as number);
  return { weights, covariance, trust: trustAfter(head.trust, predictions, success, switchRate) };
}

/** P·x, for a P given by its upper triangle. */
function timesCovariance(covariance: readonly number[], features: readonly number[]): Float64Array {
  const size = features.length;
  const product = new Float64Array(size);
  for (let row = 0, at = 0; row < size; row += 1) {
    const feature = features[row] as number;
    let sum = (covariance[at] as number) * feature;
    at += 1;
    for (let column = row + 1; column < size; column += 1, at += 1) {
      const value = covariance[at] as number;
      sum += value * (features[column] as number);
      product[column] = (product[column] as number) + value * feature;
    }
    product[row] = (product[row] as number) + sum;
  }
  return product;
}

/**
 * The covariance after an answer and the drift of a review. The drift is a Schur product with a positive matrix, so it stays a
 * covariance.
 */
function faded(covariance: readonly number[], spread: Float64Array, factor: number, start: readonly number[], drift: number): number[] {
  const size = spread.length;
  const next = covariance.slice();
  const lost = new Float64Array(size);
  const root = Math.sqrt(drift);
  for (let row = 0, at = 0; row < size; at += size - row, row += 1) {
    const own = spread[row] as number;
    const variance = Math.min(LARGEST_VARIANCE, Math.max(LEAST_VARIANCE, (covariance[at] as number) - factor * own * own));
    next[at] = variance;
    lost[row] = root * Math.sqrt(Math.max(0, 1 - variance / (start[at] as number)));
  }
  for (let row = 0, at = 0; row < size; row += 1) {
    const rowFactor = factor * (spread[row] as number);
    const rowLost = lost[row] as number;
    next[at] = (next[at] as number) * (1 + rowLost * rowLost);
    at += 1;
    for (let column = row + 1; column < size; column += 1, at += 1) {
      const value = ((covariance[at] as number) - rowFactor * (spread[column] as number)) * (1 + rowLost * (lost[column] as number));
      next[at] = bounded(value, LARGEST_VARIANCE);
    }
  }
  return next;
}

/** Brings one weight to 0 and moves the others as their covariance with it says. */
function project(weights: number[], covariance: readonly number[], place: number): void {
  const size = weights.length;
  const shift = (weights[place] as number) / (covariance[packedPlace(place, place, size)] as number);
  for (let i = 0; i < size; i += 1) weights[i] = (weights[i] as number) - shift * (covariance[packedPlace(i, place, size)] as number);
  weights[place] = 0;
}

/** Where the entry of a row and a column stands in the upper triangle, row by row. */
function packedPlace(row: number, column: number, size: number): number {
  const first = Math.min(row, column);
  return (first * (2 * size - first - 1)) / 2 + Math.max(row, column);
}

/** Updates the probability that the model predicts better than the baseline, by Bayes; which of them is better may change. */
export function trustAfter(trust: number, { base, model }: HeadPredictions, success: boolean, switchRate: number): number {
  const forModel = trust * (success ? model : 1 - model);
  const forBase = (1 - trust) * (success ? base : 1 - base);
  const earned = switchRate / 2 + ((1 - switchRate) * forModel) / (forModel + forBase);
  return Math.min(1 - LEAST_TRUST, Math.max(LEAST_TRUST, earned));
}

function bounded(value: number, limit: number): number {
  // Adding 0 turns −0, which JSON does not carry, into 0.
  return Math.min(limit, Math.max(-limit, value)) + 0;
}
