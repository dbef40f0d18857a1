import { invalidInput } from '../../../errors.js';
import { checkObject } from '../../argument-checks.js';
import { type IrtMetric, scaleOf } from '../item-response/item-parameters.js';

/**
 * How an ability is estimated.
 * `eap`: the mean of the posterior (Bock and Mislevy 1982); the least error on average over the population.
 * `map`: the highest point of the posterior (Samejima 1969).
 * `mle`: the highest point of the likelihood; without a prior, so it runs to an end of the range when all answers are right or all wrong.
 * `wle`: the highest point of the likelihood weighted against its bias (Warm 1989); without a prior, and mostly finite even then.
 */
export type AbilityMethod = 'eap' | 'map' | 'mle' | 'wle';

/** The normal distribution of abilities before any answer; `eap` and `map` use it. */
export type AbilityPrior = {
  /** −10 to 10; 0 is the average of those the items were calibrated on. */
  readonly mean: number;
  /** 0.01 to 5; 1 is their standard deviation. */
  readonly sd: number;
};

/** How an ability is estimated, and from what. */
export type AbilityParams = {
  readonly method: AbilityMethod;
  readonly prior: AbilityPrior;
  /** `mle` and `wle` look no further than from the first to the second, −100 to 100. */
  readonly range: readonly [number, number];
  readonly metric: IrtMetric;
};

/** EAP with a standard normal prior; likelihoods are followed from −6 to 6, beyond which are 2 in 1,000,000,000 people. */
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
