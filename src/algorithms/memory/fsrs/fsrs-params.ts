import { invalidInput } from '../../../errors.js';
import { checkBoolean, checkKnownKeys, checkObject } from '../../argument-checks.js';
import { LONGEST_INTERVAL_DAYS } from '../longest-interval.js';
import { checkFsrsWeights, fsrsDefaultWeights } from './fsrs-weights.js';

/** Learning steps are shorter than a day: waits of days are what the memory model is there to compute. */
const DAY_MINUTES = 1440;

/**
 * How the days between two reviews are counted.
 * `calendar`: whole days of the calendar, 0 on the same day; the learner's own day where an observation gives one, else UTC's (as Anki and ts-fsrs).
 * `hours24`: whole times that 24 hours have passed (as py-fsrs).
 */
export type FsrsDayCount = 'calendar' | 'hours24';

/**
 * How long hard waits while an item is being learned.
 * `current`: at the first step the mean of the first two (1.5 times an only one), later the same step again (as Anki and py-fsrs).
 * `first`: that mean at every step, in whole minutes (as ts-fsrs).
 */
export type FsrsHardStep = 'current' | 'first';

/**
 * What a better grade adds to the interval at least.
 * `day`: of an item in review hard, good and easy differ by a day (as Anki and ts-fsrs).
 * `none`: intervals may be equal (as py-fsrs); a better grade never shortens one.
 */
export type FsrsGradeSpacing = 'day' | 'none';

/** What FSRS is run with. */
export type FsrsParams = {
  /** w0 to w20, each within its bounds in {@link FSRS_WEIGHTS}. */
  readonly weights: readonly number[];
  /** Recall to aim at on the due date, above 0 and below 1. */
  readonly desired_retention: number;
  /** No interval is longer; whole days from 1 to 36,500. */
  readonly maximum_interval_days: number;
  /** Minutes to wait between the first answers, none shorter than the one before, each below a day; empty: in review from the first answer. */
  readonly learning_steps: readonly number[];
  /** Minutes to wait after a lapse, likewise; empty: the item stays in review. */
  readonly relearning_steps: readonly number[];
  /** Whether reviews on the same day have a formula of their own, and steps are taken; without, every grade waits for days. */
  readonly short_term: boolean;
  /** Whether intervals of 3 days and more are spread a little, so that items learned together do not stay together; a pass never makes one shorter than it was while that is in reach. */
  readonly fuzz: boolean;
  readonly day_count: FsrsDayCount;
  readonly hard_step: FsrsHardStep;
  readonly grade_spacing: FsrsGradeSpacing;
};

/** FSRS-6 as published, with the choices of Anki where implementations differ. */
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
 * The choices of two other implementations, to reproduce their histories: `fsrsParams(FSRS_COMPATIBILITY['py-fsrs'])`.
 * ts-fsrs 5.4.2 counts UTC days: give its observations no `day`. What cannot be had: ts-fsrs lifts a first stability to 0.1 days,
 * py-fsrs lets stability grow beyond 36,500 days and rounds intervals of exactly half a day to even.
 */
export const FSRS_COMPATIBILITY = Object.freeze({
  'ts-fsrs': Object.freeze({ day_count: 'calendar', hard_step: 'first', grade_spacing: 'day' }),
  'py-fsrs': Object.freeze({ day_count: 'hours24', hard_step: 'current', grade_spacing: 'none' }),
} as const satisfies Record<string, Partial<FsrsParams>>);

/**
 * Whole parameters from the defaults and what differs from them, checked and frozen.
 *
 * Every function of FSRS takes any parameters; on frozen ones it needs to check them and to derive its constants only once,
 * which makes the functions several times as fast. What comes from a database is best passed through here.
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
