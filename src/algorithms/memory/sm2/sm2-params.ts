import { invalidInput } from '../../../errors.js';
import { checkKnownKeys, checkObject } from '../../argument-checks.js';
import { LONGEST_INTERVAL_DAYS } from '../longest-interval.js';
import { checkEarlyPass, type Sm2EarlyPass } from './early-pass.js';

/**
 * The variant of SM-2. `wozniak`: as published; the interval is multiplied by the new ease and rounded up, and a failure does not change the ease.
 * `supermemo-js`: as in the npm package `supermemo` 2.0.23; the interval is multiplied by the old ease and rounded to the nearest integer, and a
 * failure lowers the ease.
 */
export type Sm2Variant = 'wozniak' | 'supermemo-js';

/** Parameters of SM-2; intervals are in whole days. */
export type Sm2Params = {
  readonly variant: Sm2Variant;
  /** Ease of a new item; at least `minimum_ease`. */
  readonly initial_ease: number;
  /** Lower bound of the ease; at least 1, so that intervals never shrink after a success. */
  readonly minimum_ease: number;
  /** I(1): the interval after the first success and after each failure. */
  readonly first_interval_days: number;
  /** I(2): the interval after the second consecutive success. */
  readonly second_interval_days: number;
  /** Maximum interval; at most 36,500. The published SM-2 has no limit. */
  readonly maximum_interval_days: number;
  /** The effect of a pass before the due date in {@link sm2}. */
  readonly early: Sm2EarlyPass;
};

/**
 * SM-2 as published: ease 2.5, never below 1.3, intervals of 1 and 6 days first (Woźniak 1990, section 3.2). The publication does not mention early
 * reviews. `scaled` is our own choice: a pass on day 14 of 15 is almost as informative as on day 15, and a pass a minute after the last answer is not
 * informative. `ignore` would lose the former, and with `count` five passes in a row would postpone an item for months.
 */
export const sm2Defaults: Sm2Params = Object.freeze({
  variant: 'wozniak',
  initial_ease: 2.5,
  minimum_ease: 1.3,
  first_interval_days: 1,
  second_interval_days: 6,
  maximum_interval_days: LONGEST_INTERVAL_DAYS,
  early: 'scaled',
});

/** The last parameters that were found right and cannot change since: a step on them does not check them again. */
let found: Sm2Params = sm2Defaults;

export function checkSm2Params(params: Sm2Params): void {
  if (params !== found) check(params);
}

function check(params: Sm2Params): void {
  checkObject('sm2.params', params);
  checkKnownKeys('sm2.params', params, sm2Defaults);
  const { variant, initial_ease, minimum_ease, first_interval_days, second_interval_days, maximum_interval_days } = params;
  if (variant !== 'wozniak' && variant !== 'supermemo-js') {
    throw invalidInput('sm2.params.variant', "'wozniak' or 'supermemo-js'", variant);
  }
  if (!(Number.isFinite(minimum_ease) && minimum_ease >= 1)) {
    throw invalidInput('sm2.params.minimum_ease', 'a finite number ≥ 1', minimum_ease);
  }
  if (!(Number.isFinite(initial_ease) && initial_ease >= minimum_ease)) {
    throw invalidInput('sm2.params.initial_ease', 'a finite number ≥ minimum_ease', initial_ease);
  }
  if (!(Number.isInteger(first_interval_days) && first_interval_days >= 1)) {
    throw invalidInput('sm2.params.first_interval_days', 'whole days, 1 or more', first_interval_days);
  }
  if (!(Number.isInteger(second_interval_days) && second_interval_days >= first_interval_days)) {
    throw invalidInput('sm2.params.second_interval_days', 'whole days, first_interval_days or more', second_interval_days);
  }
  if (
    !(
      Number.isInteger(maximum_interval_days) &&
      maximum_interval_days >= second_interval_days &&
      maximum_interval_days <= LONGEST_INTERVAL_DAYS
    )
  ) {
    throw invalidInput('sm2.params.maximum_interval_days', 'whole days from second_interval_days to 36500', maximum_interval_days);
  }
  checkEarlyPass('sm2.params.early', params.early);
  if (Object.isFrozen(params)) found = params;
}
