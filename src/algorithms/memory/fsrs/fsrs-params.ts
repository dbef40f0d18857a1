import { invalidInput } from '../../../errors.js';
import { checkBoolean, checkKnownKeys, checkObject } from '../../argument-checks.js';
import { LONGEST_INTERVAL_DAYS } from '../longest-interval.js';
import { checkFsrsWeights, fsrsDefaultWeights } from './fsrs-weights.js';

/** Learning steps are shorter than a day: waits of days are what the memory model is there to compute. */
const DAY_MINUTES = 1440;

/**
 * How days between reviews are counted. `calendar`: calendar days, 0 on the same day; by the observation's `day` if given, otherwise by UTC days (as
 * in Anki and ts-fsrs). `hours24`: completed periods of 24 hours (as in py-fsrs).
 */
export type FsrsDayCount = 'calendar' | 'hours24';

/**
 * The delay after hard in the learning phase. `current`: at the first step the mean of the first two steps (1.5 times a single step), at later steps
 * the same step again (as in Anki and py-fsrs). `first`: that mean at every step, in whole minutes (as in ts-fsrs).
 */
export type FsrsHardStep = 'current' | 'first';

/**
 * The minimum difference between the intervals of hard, good and easy in review. `day`: at least one day (as in Anki and ts-fsrs). `none`: intervals
 * may be equal (as in py-fsrs), but a better rating never gives a shorter one.
 */
export type FsrsGradeSpacing = 'day' | 'none';

/** Parameters of FSRS. */
export type FsrsParams = {
  /** w0 to w20, each within its bounds in {@link FSRS_WEIGHTS}. */
  readonly weights: readonly number[];
  /** Target recall at the due date, above 0 and below 1. */
  readonly desired_retention: number;
  /** Maximum interval in whole days, 1 to 36,500. */
  readonly maximum_interval_days: number;
  /** Learning steps in minutes, in ascending order, each below a day. If empty, a card is in review from the first answer on. */
  readonly learning_steps: readonly number[];
  /** Relearning steps in minutes after a lapse, likewise. If empty, a card stays in review. */
  readonly relearning_steps: readonly number[];
  /** Whether to use the same-day formula and the steps of minutes; otherwise all intervals are in days. */
  readonly short_term: boolean;
  /**
   * Whether to randomise intervals of 3 days or more slightly, so that items learned together spread out. Where possible, a pass still never shortens
   * an interval.
   */
  readonly fuzz: boolean;
  readonly day_count: FsrsDayCount;
  readonly hard_step: FsrsHardStep;
  readonly grade_spacing: FsrsGradeSpacing;
};

/** FSRS-6 as published; where implementations differ, as in Anki. */
export const fsrsDefaults: FsrsParams = Object.freeze({
  weights: fsrsDefaultWeights,
  desired_retention: 0.9,
  maximum_interval_days: LONGEST_INTERVAL_DAYS,
  learning_steps: Object.freeze([1, 10]),
  relearning_steps: Object.freeze([10]),
  short_term: true,
  fuzz: false,
  day_count: 'calendar',
  hard_step: 'current',
  grade_spacing: 'day',
});

/**
 * The settings of two other implementations, to reproduce their results: `fsrsParams(FSRS_COMPATIBILITY['py-fsrs'])`. ts-fsrs 5.4.2 counts UTC days:
 * leave `day` out of the observations. These differences remain: ts-fsrs raises a first stability to at least 0.1 days; py-fsrs lets stability exceed
 * 36,500 days and rounds intervals of exactly half a day to even.
 */
export const FSRS_COMPATIBILITY = Object.freeze({
  'ts-fsrs': Object.freeze({ day_count: 'calendar', hard_step: 'first', grade_spacing: 'day' }),
  'py-fsrs': Object.freeze({ day_count: 'hours24', hard_step: 'current', grade_spacing: 'none' }),
} as const satisfies Record<string, Partial<FsrsParams>>);

/**
 * Merges overrides with the default parameters, validates them and freezes the result.
 *
 * Every FSRS function accepts any parameters. Frozen parameters are validated only once, which makes the functions several times faster. Pass
 * parameters from a database through this function.
 *
 * @throws AdaptiveLearningError `invalid_input` when a parameter is out of its range
 *
 * @example
 * fsrsParams({ desired_retention: 0.85 }).learning_steps //=> [1, 10]
 * fsrsParams({ ...FSRS_COMPATIBILITY['py-fsrs'] }).day_count //=> 'hours24'
 * fsrsParams({ desired_retention: 1 }) //=> throws invalid_input
 */
export function fsrsParams(changes: Partial<FsrsParams> = {}): FsrsParams {
  checkObject('fsrs.params', changes);
  const params = { ...fsrsDefaults, ...changes };
  checkFsrsParams(params);
  const { weights, learning_steps, relearning_steps } = params;
  return Object.freeze({
    ...params,
    weights: Object.freeze([...weights]),
    learning_steps: Object.freeze([...learning_steps]),
    relearning_steps: Object.freeze([...relearning_steps]),
  });
}

export function checkFsrsParams(params: FsrsParams, where = 'fsrs.params'): void {
  checkObject(where, params);
  checkKnownKeys(where, params, fsrsDefaults);
  checkFsrsWeights(`${where}.weights`, params.weights);
  checkRetention(`${where}.desired_retention`, params.desired_retention);
  const { maximum_interval_days, day_count, hard_step, grade_spacing } = params;
  if (!(Number.isInteger(maximum_interval_days) && maximum_interval_days >= 1 && maximum_interval_days <= LONGEST_INTERVAL_DAYS)) {
    throw invalidInput(`${where}.maximum_interval_days`, 'whole days from 1 to 36500', maximum_interval_days);
  }
  checkSteps(`${where}.learning_steps`, params.learning_steps);
  checkSteps(`${where}.relearning_steps`, params.relearning_steps);
  checkBoolean(`${where}.short_term`, params.short_term);
  checkBoolean(`${where}.fuzz`, params.fuzz);
  if (day_count !== 'calendar' && day_count !== 'hours24') {
    throw invalidInput(`${where}.day_count`, "'calendar' or 'hours24'", day_count);
  }
  if (hard_step !== 'current' && hard_step !== 'first') {
    throw invalidInput(`${where}.hard_step`, "'current' or 'first'", hard_step);
  }
  if (grade_spacing !== 'day' && grade_spacing !== 'none') {
    throw invalidInput(`${where}.grade_spacing`, "'day' or 'none'", grade_spacing);
  }
}

export function checkRetention(where: string, retention: number): void {
  if (!(Number.isFinite(retention) && retention > 0 && retention < 1)) {
    throw invalidInput(where, 'a number > 0 and < 1', retention);
  }
}

function checkSteps(where: string, steps: readonly number[]): void {
  if (!Array.isArray(steps)) throw invalidInput(where, 'a list of minutes', steps);
  let previous = 0;
  for (const [index, minutes] of steps.entries()) {
    const grows: boolean = Number.isFinite(minutes) && minutes > 0 && minutes >= previous && minutes < DAY_MINUTES;
    if (!grows) throw invalidInput(`${where}[${index}]`, 'minutes above 0 and below 1440, no fewer than the step before', minutes);
    previous = minutes;
  }
}
