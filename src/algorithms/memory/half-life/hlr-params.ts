import { invalidInput } from '../../../errors.js';
import { checkKnownKeys, checkObject } from '../../argument-checks.js';
import { LONGEST_INTERVAL_DAYS } from '../longest-interval.js';

/** No weight of a fit is larger, either way; see {@link fitHalfLifeRegression}. */
const LARGEST = 20;

/** Parameters of {@link hlr}. */
export type HlrParams = {
  /** θ of √(1 + right answers), 0 to 20: each right answer lengthens the half-life. */
  readonly weight_right: number;
  /** θ of √(1 + wrong answers), −20 to 0: each wrong one shortens it. */
  readonly weight_wrong: number;
  /** θ of 1, −20 to 20. */
  readonly bias: number;
  /** Recall to aim at on the due date, above 0 and below 1. */
  readonly desired_retention: number;
  /** Maximum interval in days, above 0 and at most 36,500. */
  readonly maximum_interval_days: number;
};

/**
 * Our own weights: {@link fitHlr} by likelihood on a log of 12,580 reviews of one person, rounded. They give half-lives of 4, 10 and 21 days after
 * one, two and three right answers. The paper publishes no weights for just these three features. Fit your own as soon as you have a log.
 */
export const hlrDefaults: HlrParams = Object.freeze({
  weight_right: 4.1,
  weight_wrong: -2.2,
  bias: -1.6,
  desired_retention: 0.9,
  maximum_interval_days: LONGEST_INTERVAL_DAYS,
});

export function checkHlrParams(params: HlrParams): void {
  checkObject('hlr.params', params);
  checkKnownKeys('hlr.params', params, hlrDefaults);
  const { weight_right, weight_wrong, bias, desired_retention, maximum_interval_days } = params;
  if (!(Number.isFinite(weight_right) && weight_right >= 0 && weight_right <= LARGEST)) {
    throw invalidInput('hlr.params.weight_right', 'a number from 0 to 20', weight_right);
  }
  if (!(Number.isFinite(weight_wrong) && weight_wrong <= 0 && weight_wrong >= -LARGEST)) {
    throw invalidInput('hlr.params.weight_wrong', 'a number from -20 to 0', weight_wrong);
  }
  if (!(Number.isFinite(bias) && Math.abs(bias) <= LARGEST)) {
    throw invalidInput('hlr.params.bias', 'a number from -20 to 20', bias);
  }
  if (!(Number.isFinite(desired_retention) && desired_retention > 0 && desired_retention < 1)) {
    throw invalidInput('hlr.params.desired_retention', 'a number > 0 and < 1', desired_retention);
  }
  if (!(Number.isFinite(maximum_interval_days) && maximum_interval_days > 0 && maximum_interval_days <= LONGEST_INTERVAL_DAYS)) {
    throw invalidInput('hlr.params.maximum_interval_days', 'days above 0, at most 36500', maximum_interval_days);
  }
}
