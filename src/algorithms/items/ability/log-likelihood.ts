import { checkTheta, type IrtMetric, scaleOf } from '../item-response/item-parameters.js';
import { type ItemResponse, type ResponseColumns, responseColumns } from './item-responses.js';

/** Factors of at most 2 that a product may have before it is near the largest double. */
const FACTORS_BEFORE_LOG = 512;

/**
 * The log-likelihood of a list of independent answers at ability theta.
 *
 *     ℓ(θ) = Σ x·log P(θ) + (1 − x)·log(1 − P(θ))
 *
 * Source: A. Birnbaum 1968, section 17.3.
 *
 * @param responses - items with their parameters and whether they were answered right; the result is 0 for an empty list
 * @param theta - ability, −100 to 100
 * @param metric - see {@link IrtMetric}; `logistic` by default
 * @returns 0 or less
 * @throws AdaptiveLearningError `invalid_input` when a parameter is missing or out of range
 *
 * @example
 * const item = { discrimination: 1, difficulty: 0, guessing: 0 };
 * responsesLogLikelihood([{ item, correct: true }, { item, correct: false }], 0) //=> -1.386…
 */
export function responsesLogLikelihood(responses: readonly ItemResponse[], theta: number, metric: IrtMetric = 'logistic'): number {
  const columns = responseColumns('responsesLogLikelihood.responses', responses, scaleOf('responsesLogLikelihood', metric));
  checkTheta('responsesLogLikelihood.theta', theta);
  return logLikelihoodAt(columns, theta);
}

export function logLikelihoodAt({ count, slope, difficulty, guessing, right }: ResponseColumns, theta: number): number {
  let sum = 0;
  let product = 1;
  let factors = 0;
  for (let at = 0; at < count; at += 1) {
    const z = (slope[at] as number) * (theta - (difficulty[at] as number));
    const e = Math.exp(z < 0 ? z : -z);
    const c = guessing[at] as number;
    if (c > 0) {
      sum += right[at] === 1 ? Math.log(c + ((1 - c) * (z < 0 ? e : 1)) / (1 + e)) : Math.log1p(-c) - (z < 0 ? 0 : z) - Math.log1p(e);
      continue;
    }
    // log P is −log(1 + e) where the answer was to be expected, and |z| less where not; one logarithm does for many factors 1 + e.
    if (z < 0 === (right[at] === 1)) sum -= Math.abs(z);
    product *= 1 + e;
    factors += 1;
    if (factors === FACTORS_BEFORE_LOG) {
      sum -= Math.log(product);
      product = 1;
      factors = 0;
    }
  }
  return sum - Math.log(product);
}

/** The slope of the log-likelihood and the information at an ability. */
export interface LikelihoodSlope {
  slope: number;
  information: number;
  /** Σ P′·P″/(P·Q), of Warm's correction. */
  skew: number;
}

/**
 * Writes into `into`
 *
 *     ℓ′ = Σ D·a·(x − P)·ψ/P,  I = Σ P′²/(P·Q),  J = Σ P′·P″/(P·Q)
 *
 * ψ being the curve without guessing, P′ = D·a·(1 − c)·ψ·(1 − ψ) and P″ = D·a·P′·(1 − 2ψ).
 */
export function likelihoodSlopeAt(responses: ResponseColumns, theta: number, into: LikelihoodSlope): void {
  const { count, difficulty, guessing, right } = responses;
  let [slope, information, skew] = [0, 0, 0];
  for (let at = 0; at < count; at += 1) {
    const a = responses.slope[at] as number;
    const z = a * (theta - (difficulty[at] as number));
    const e = Math.exp(z < 0 ? z : -z);
    const big = 1 / (1 + e);
    const small = e * big;
    const psi = z < 0 ? small : big;
    const rest = z < 0 ? big : small;
    const c = guessing[at] as number;
    const share = c === 0 ? 1 : psi / (c + (1 - c) * psi);
    const told = a * a * psi * rest * (1 - c) * share;
    information += told;
    skew += a * told * (rest - psi);
    slope += right[at] === 1 ? a * (1 - c) * rest * share : -a * psi;
  }
  into.slope = slope;
  into.information = information;
  into.skew = skew;
}
