import { invalidInput } from '../../../errors.js';
import { checkKnownKeys, checkObject } from '../../argument-checks.js';
import { LONGEST_INTERVAL_DAYS } from '../longest-interval.js';
import { checkEarlyPass, type Sm2EarlyPass } from './early-pass.js';

/**
 * Which reading of SM-2 to follow.
 * `wozniak`: the published text; the interval grows by the new ease and rounds up, a failure leaves the ease alone.
 * `supermemo-js`: what the npm package `supermemo` 2.0.23 computes; the old ease, rounded to nearest, and a failure lowers the ease.
 */
export type Sm2Variant = 'wozniak' | 'supermemo-js';

/** The numbers SM-2 is run with; intervals in whole days. */
export type Sm2Params = {
  readonly variant: Sm2Variant;
  /** Ease of an item never seen; at least `minimum_ease`. */
  readonly initial_ease: number;
  /** Ease never falls below it; at least 1, or intervals would shrink after a success. */
  readonly minimum_ease: number;
  /** I(1): after the first success, and after each failure. */
  readonly first_interval_days: number;
  /** I(2): after the second success in a row. */
  readonly second_interval_days: number;
  /** No interval is longer; SM-2 itself sets no limit. At most 36,500. */
  readonly maximum_interval_days: number;
  /** What a pass before the due date does, in {@link sm2}. */
  readonly early: Sm2EarlyPass;
};

/**
 * SM-2 as published: ease 2.5, never below 1.3, intervals of 1 and 6 days first (Woźniak 1990, section 3.2). The text says nothing of early
 * reviews. `scaled` is ours: to know an item on day 14 of 15 shows nearly what it shows on day 15, and to know it a minute after the last
 * answer shows next to nothing; `ignore` loses the one, and `count` sends what was answered five times in a row away for months.
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
