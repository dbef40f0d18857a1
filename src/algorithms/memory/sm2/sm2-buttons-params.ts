import { invalidInput } from '../../../errors.js';
import { checkKnownKeys, checkNotNegative, checkObject } from '../../argument-checks.js';
import { LONGEST_INTERVAL_DAYS } from '../longest-interval.js';
import { checkEarlyPass, type Sm2EarlyPass } from './early-pass.js';

/** Parameters of SM-2 with four buttons; intervals are in whole days. */
export type Sm2ButtonsParams = {
  /** Ease of a new item; at least `minimum_ease`. */
  readonly initial_ease: number;
  /** Lower bound of the ease; at least 1. */
  readonly minimum_ease: number;
  /** How much again and hard lower the ease and easy raises it, each ≥ 0; good does not change it. */
  readonly again_ease_loss: number;
  readonly hard_ease_loss: number;
  readonly easy_ease_gain: number;
  /** Factor on the interval for hard, from 1 to `minimum_ease`. */
  readonly hard_factor: number;
  /** Additional factor on the interval for easy, ≥ 1. */
  readonly easy_factor: number;
  /** Interval after a first answer of hard or good. */
  readonly first_interval_days: number;
  /** Interval after a first answer of easy; at least `first_interval_days`. */
  readonly first_easy_interval_days: number;
  /** Interval after again; at most `first_interval_days`. */
  readonly lapse_interval_days: number;
  /** Maximum interval; at most 36,500. */
  readonly maximum_interval_days: number;
  /** The effect of a pass before the due date in {@link sm2Buttons}. */
  readonly early: Sm2EarlyPass;
};

/** The defaults of Anki's scheduler before FSRS, from its manual (docs.ankiweb.net/deck-options.html); for `early`, see {@link sm2Defaults}. */
export const sm2ButtonsDefaults: Sm2ButtonsParams = Object.freeze({
  initial_ease: 2.5,
  minimum_ease: 1.3,
  again_ease_loss: 0.2,
  hard_ease_loss: 0.15,
  easy_ease_gain: 0.15,
  hard_factor: 1.2,
  easy_factor: 1.3,
  first_interval_days: 1,
  first_easy_interval_days: 4,
  lapse_interval_days: 1,
  maximum_interval_days: LONGEST_INTERVAL_DAYS,
  early: 'scaled',
});

/** The last parameters that were found right and cannot change since: a step on them does not check them again. */
let found: Sm2ButtonsParams = sm2ButtonsDefaults;

export function checkSm2ButtonsParams(params: Sm2ButtonsParams): void {
  if (params !== found) check(params);
}

function check(params: Sm2ButtonsParams): void {
  checkObject('sm2_buttons.params', params);
  checkKnownKeys('sm2_buttons.params', params, sm2ButtonsDefaults);
  const { minimum_ease, hard_factor, easy_factor, first_interval_days, maximum_interval_days } = params;
  checkFrom('minimum_ease', minimum_ease, 1);
  checkFrom('initial_ease', params.initial_ease, minimum_ease);
  checkNotNegative('sm2_buttons.params.again_ease_loss', params.again_ease_loss);
  checkNotNegative('sm2_buttons.params.hard_ease_loss', params.hard_ease_loss);
  checkNotNegative('sm2_buttons.params.easy_ease_gain', params.easy_ease_gain);
  if (!(Number.isFinite(hard_factor) && hard_factor >= 1 && hard_factor <= minimum_ease)) {
    throw invalidInput('sm2_buttons.params.hard_factor', 'a number from 1 to minimum_ease', hard_factor);
  }
  checkFrom('easy_factor', easy_factor, 1);
  checkDays('maximum_interval_days', maximum_interval_days, 1, LONGEST_INTERVAL_DAYS);
  checkDays('first_interval_days', first_interval_days, 1, maximum_interval_days);
  checkDays('first_easy_interval_days', params.first_easy_interval_days, first_interval_days, maximum_interval_days);
  checkDays('lapse_interval_days', params.lapse_interval_days, 1, first_interval_days);
  checkEarlyPass('sm2_buttons.params.early', params.early);
  if (Object.isFrozen(params)) found = params;
}

function checkFrom(name: string, value: number, least: number): void {
  if (!(Number.isFinite(value) && value >= least)) throw invalidInput(`sm2_buttons.params.${name}`, `a finite number ≥ ${least}`, value);
}

function checkDays(name: string, days: number, least: number, most: number): void {
  if (!(Number.isInteger(days) && days >= least && days <= most)) {
    throw invalidInput(`sm2_buttons.params.${name}`, `whole days from ${least} to ${most}`, days);
  }
}
