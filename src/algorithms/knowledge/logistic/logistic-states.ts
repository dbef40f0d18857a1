import { invalidInput } from '../../../errors.js';
import { checkObject } from '../../argument-checks.js';
import { checkFactor, FACTOR_SIZE } from './logistic-factor.js';
import { checkLogisticPopulation, type LogisticPopulation, logisticDefaults } from './logistic-weights.js';

/** Time constants of the decayed counts, in days: an hour, a day, a week, a month, as the windows of DAS3H (Choffin et al. 2019). */
export const WINDOW_DAYS = [1 / 24, 1, 7, 30] as const;
/** No estimate of ability leaves −20 … 20 on the logit scale: beyond, every answer is certain anyway. */
export const LARGEST_ABILITY = 20;
/** Outcomes remembered one by one. */
const OUTCOMES = 5;
/** The farthest instant that a JavaScript Date can hold, ms either side of 1970. */
const FARTHEST_INSTANT_MS = 8.64e15;

/** The state of logistic tracing for a learner over all skills; store it with the learner. */
export type LogisticLearner = {
  readonly answers: number;
  readonly right: number;
  /** Success rates, 0 to 1, with the decay factors 0.5, 0.8, 0.95 and 0.99 per answer. */
  readonly rates: readonly [number, number, number, number];
  /** The last five outcomes as bits, 1 for right; the lowest bit is the latest. */
  readonly last_outcomes: number;
  /** Number of consecutive right answers, or of wrong answers as a negative number. */
  readonly streak: number;
  /** Ability on the logit scale, by a running Elo estimate; 0 is average. */
  readonly ability: number;
  /** The number of skills begun, how many of their first answers were right, and the decayed rate of that. */
  readonly first_tries: number;
  readonly first_right: number;
  readonly first_rate: number;
  /** The number of runs of answers on the same skill, and the length of the current run. */
  readonly runs: number;
  readonly run_length: number;
  /** The skill of the last answer; null before the first. */
  readonly last_skill: string | null;
  /** The instant of the last answer with a time, ms since 1970; null without one. */
  readonly last_at: number | null;
  /** The learner's factor, eight numbers from −20 to 20: see {@link LogisticFactor}. All 0 if no skill or item was fitted with a factor. */
  readonly factor: readonly number[];
};

/** The state of logistic tracing for a learner and a skill; store it with the learner's progress on that skill. */
export type LogisticSkill = {
  readonly answers: number;
  readonly right: number;
  /** Success rates, 0 to 1, with the decay factors 0.4, 0.7 and 0.9 per answer. */
  readonly rates: readonly [number, number, number];
  readonly last_outcomes: number;
  readonly streak: number;
  /** The learner's ability in this skill relative to other skills, on the logit scale. */
  readonly ability: number;
  /** The number of the learner's run that contained the last answer; 0 before the first. */
  readonly last_run: number;
  readonly last_at: number | null;
  /**
   * Decayed counts of right answers over an hour, a day, a week and a month, then the same of wrong answers, as of `last_at`; null until an answer
   * has a time.
   */
  readonly windows: readonly number[] | null;
};

/**
 * The state of a new learner; store it with the learner.
 *
 * @param population - provides the initial success rates; {@link logisticDefaults} by default
 * @throws AdaptiveLearningError `invalid_input` when the population is invalid
 *
 * @example
 * logisticInitialLearner().answers //=> 0
 * logisticInitialLearner().rates //=> [0.7, 0.7, 0.7, 0.7]
 */
export function logisticInitialLearner(population: LogisticPopulation = logisticDefaults): LogisticLearner {
  checkLogisticPopulation('logisticInitialLearner.population', population);
  const rate = population.base_rate;
  return {
    answers: 0,
    right: 0,
    rates: [rate, rate, rate, rate],
    last_outcomes: 0,
    streak: 0,
    ability: 0,
    first_tries: 0,
    first_right: 0,
    first_rate: rate,
    runs: 0,
    run_length: 0,
    last_skill: null,
    last_at: null,
    factor: Array.from({ length: FACTOR_SIZE }, () => 0),
  };
}

/**
 * The state of a learner in a skill not yet practised; store it with the learner's progress on the skill.
 *
 * @param population - provides the initial success rates; {@link logisticDefaults} by default
 * @throws AdaptiveLearningError `invalid_input` when the population is invalid
 *
 * @example
 * logisticInitialSkill().rates //=> [0.7, 0.7, 0.7]
 * logisticInitialSkill().windows //=> null
 */
export function logisticInitialSkill(population: LogisticPopulation = logisticDefaults): LogisticSkill {
  checkLogisticPopulation('logisticInitialSkill.population', population);
  const rate = population.base_rate;
  return {
    answers: 0,
    right: 0,
    rates: [rate, rate, rate],
    last_outcomes: 0,
    streak: 0,
    ability: 0,
    last_run: 0,
    last_at: null,
    windows: null,
  };
}

// The checks are on the path of every answer: a place is put together only when something is refused.

export function checkLogisticLearner(where: string, learner: LogisticLearner): void {
  checkObject(where, learner);
  checkTotals(where, learner);
  checkRates(where, learner.rates, 4);
  const { first_tries, first_right, first_rate, runs, run_length, last_skill } = learner;
  if (!isCount(first_tries)) throw invalidInput(`${where}.first_tries`, A_COUNT, first_tries);
  if (!(isCount(first_right) && first_right <= first_tries))
    throw invalidInput(`${where}.first_right`, 'a whole number from 0 to first_tries', first_right);
  if (!isUnit(first_rate)) throw invalidInput(`${where}.first_rate`, A_UNIT, first_rate);
  if (!isCount(runs)) throw invalidInput(`${where}.runs`, A_COUNT, runs);
  if (!isCount(run_length)) throw invalidInput(`${where}.run_length`, A_COUNT, run_length);
  if (last_skill !== null && typeof last_skill !== 'string') throw invalidInput(`${where}.last_skill`, 'a string or null', last_skill);
  checkFactor(`${where}.factor`, learner.factor);
}

export function checkLogisticSkill(where: string, skill: LogisticSkill): void {
  checkObject(where, skill);
  checkTotals(where, skill);
  checkRates(where, skill.rates, 3);
  const { last_run, windows } = skill;
  if (!isCount(last_run)) throw invalidInput(`${where}.last_run`, A_COUNT, last_run);
  if (windows === null) return;
  if (!(Array.isArray(windows) && windows.length === 2 * WINDOW_DAYS.length))
    throw invalidInput(`${where}.windows`, '8 numbers, or null', windows);
  for (let i = 0; i < windows.length; i += 1) {
    const count: unknown = windows[i];
    if (!(typeof count === 'number' && count >= 0 && count < Number.POSITIVE_INFINITY)) {
      throw invalidInput(`${where}.windows`, 'finite numbers, 0 or more', count);
    }
  }
}

const A_COUNT = 'a whole number ≥ 0';
const A_UNIT = 'a number from 0 to 1';

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function isUnit(value: number): boolean {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

function checkTotals(where: string, { answers, right, last_outcomes, streak, ability, last_at }: LogisticLearner | LogisticSkill): void {
  if (!isCount(answers)) throw invalidInput(`${where}.answers`, A_COUNT, answers);
  if (!(isCount(right) && right <= answers)) throw invalidInput(`${where}.right`, 'a whole number from 0 to answers', right);
  if (!(isCount(last_outcomes) && last_outcomes < 1 << OUTCOMES)) {
    throw invalidInput(`${where}.last_outcomes`, 'five bits, a whole number from 0 to 31', last_outcomes);
  }
  if (!Number.isSafeInteger(streak)) throw invalidInput(`${where}.streak`, 'a whole number', streak);
  if (!(typeof ability === 'number' && ability >= -LARGEST_ABILITY && ability <= LARGEST_ABILITY)) {
    throw invalidInput(`${where}.ability`, 'a number from -20 to 20', ability);
  }
  if (last_at !== null && !(typeof last_at === 'number' && Math.abs(last_at) <= FARTHEST_INSTANT_MS)) {
    throw invalidInput(`${where}.last_at`, 'an instant in ms since 1970, or null', last_at);
  }
}

function checkRates(where: string, rates: readonly number[], length: number): void {
  if (!(Array.isArray(rates) && rates.length === length)) throw invalidInput(`${where}.rates`, `${length} rates`, rates);
  for (let i = 0; i < length; i += 1) if (!isUnit(rates[i] as number)) throw invalidInput(`${where}.rates`, A_UNIT, rates[i]);
}
