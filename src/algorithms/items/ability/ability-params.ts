import { invalidInput } from '../../../errors.js';
import { checkObject } from '../../argument-checks.js';
import { type IrtMetric, scaleOf } from '../item-response/item-parameters.js';

/**
 * The method for estimating an ability. `eap`: the mean of the posterior (Bock and Mislevy 1982); it has the smallest mean squared error over the
 * population. `map`: the mode of the posterior (Samejima 1969). `mle`: the maximum of the likelihood; it uses no prior, so it reaches an end of the
 * range if all answers are right or all are wrong. `wle`: the maximum of the likelihood with a correction for bias (Warm 1989); it uses no prior and
 * is usually finite even then.
 */
export type AbilityMethod = 'eap' | 'map' | 'mle' | 'wle';

/** The normal prior distribution of abilities, used by `eap` and `map`. */
export type AbilityPrior = {
  /** −10 to 10; 0 is the mean of the learners on whom the items were calibrated. */
  readonly mean: number;
  /** 0.01 to 5; 1 is the standard deviation of those learners. */
  readonly sd: number;
};

/** How an ability is estimated. */
export type AbilityParams = {
  readonly method: AbilityMethod;
  readonly prior: AbilityPrior;
  /** The range that `mle` and `wle` search, [lowest, highest], within −100 to 100. */
  readonly range: readonly [number, number];
  readonly metric: IrtMetric;
};

/** EAP with a standard normal prior, and the range −6 to 6, which contains all but 2 in 1,000,000,000 people. */
export const abilityDefaults: AbilityParams = Object.freeze({
  method: 'eap',
  prior: Object.freeze({ mean: 0, sd: 1 }),
  range: Object.freeze([-6, 6] as const),
  metric: 'logistic',
});

export function needsAnswers(method: AbilityMethod): boolean {
  return method === 'mle' || method === 'wle';
}

export function checkAbilityParams(where: string, { method, prior, range, metric }: AbilityParams): void {
  if (method !== 'eap' && method !== 'map' && method !== 'mle' && method !== 'wle') {
    throw invalidInput(`${where}.method`, "'eap', 'map', 'mle' or 'wle'", method);
  }
  checkObject(`${where}.prior`, prior);
  checkWithin(`${where}.prior.mean`, prior.mean, -10, 10);
  checkWithin(`${where}.prior.sd`, prior.sd, 0.01, 5);
  if (!Array.isArray(range) || range.length !== 2) throw invalidInput(`${where}.range`, 'two numbers', range);
  checkWithin(`${where}.range[0]`, range[0], -100, 100);
  checkWithin(`${where}.range[1]`, range[1], -100, 100);
  if (!(range[0] < range[1])) throw invalidInput(`${where}.range`, 'the lower end first', range);
  scaleOf(where, metric);
}

function checkWithin(where: string, value: number, lowest: number, highest: number): void {
  if (!(typeof value === 'number' && value >= lowest && value <= highest)) {
    throw invalidInput(where, `a number from ${lowest} to ${highest}`, value);
  }
}
