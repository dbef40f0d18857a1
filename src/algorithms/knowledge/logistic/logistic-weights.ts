import { invalidInput } from '../../../errors.js';
import { checkKnownKeys, checkObject } from '../../argument-checks.js';
import { DEFAULT_BASE_RATE, DEFAULT_WEIGHTS } from './logistic-default-weights.js';
import { checkLogisticFactor, type LogisticFactor } from './logistic-factor.js';
import { SHARED_SIZE, SKILL_SIZE } from './logistic-layout.js';

/** No weight leaves −30 … 30: beyond, one feature alone would make every answer certain. */
export const LARGEST_WEIGHT = 30;

/**
 * Precisions (inverse variances) of the normal priors of weights: those that all share, what a skill adds to them, and items. That of items did best
 * of 0.7 to 3 on learners held out of a public log (KDD Cup 2010, Algebra 2005).
 */
export const PRIOR_PRECISION = { shared: 10, skill: 8, item: 1.2 } as const;

/** The weights shared by all learners and skills, in the feature order of this version ({@link LOGISTIC_VERSION}). Store one per population. */
export type LogisticPopulation = {
  /** The typical share of right answers, above 0 and below 1. */
  readonly base_rate: number;
  readonly weights: readonly number[];
  /** The accumulated information about each weight, Σ p·(1 − p)·x²; the larger it is, the smaller the next step. */
  readonly squares: readonly number[];
};

/** The weights of one skill; store them with the skill. */
export type LogisticSkillWeights = {
  /** The number of answers of all learners on the skill, and how many were right. */
  readonly answers: number;
  readonly right: number;
  /** Added to the shared weights, in the feature order of this version. */
  readonly weights: readonly number[];
  /** As in {@link LogisticPopulation}. */
  readonly squares: readonly number[];
  /** The skill's weights in the learner's factor; null or absent without a fit. */
  readonly factor?: LogisticFactor | null;
};

/** The weights of one item; store them with the item. */
export type LogisticItemWeights = {
  readonly answers: number;
  readonly right: number;
  /** Added to the logit of each answer on the item. */
  readonly weight: number;
  /** The accumulated information about the weight, Σ p·(1 − p). */
  readonly square: number;
  /** As in {@link LogisticSkillWeights}; only for frequently answered items. */
  readonly factor?: LogisticFactor | null;
};

/**
 * Weights for a new population: a fit to seeded simulated learners, rounded. They contain no learner's data.
 */
export const logisticDefaults: LogisticPopulation = Object.freeze({
  base_rate: DEFAULT_BASE_RATE,
  weights: DEFAULT_WEIGHTS,
  squares: Object.freeze(DEFAULT_WEIGHTS.map(() => 0)),
});

/** {@link logisticDefaults} to compute with: in V8, a frozen list of fractions and all that is copied from it is several times slower. */
const LIVELY_DEFAULTS: LogisticPopulation = {
  base_rate: DEFAULT_BASE_RATE,
  weights: Array.from(DEFAULT_WEIGHTS),
  squares: DEFAULT_WEIGHTS.map(() => 0),
};

export function lively(population: LogisticPopulation): LogisticPopulation {
  return population === logisticDefaults ? LIVELY_DEFAULTS : population;
}

/** A skill that nobody has practised yet; its lists are not frozen for the same reason, and never handed out. */
export const FRESH_SKILL_WEIGHTS: LogisticSkillWeights = Object.freeze({
  answers: 0,
  right: 0,
  weights: Array.from({ length: SKILL_SIZE }, () => 0),
  squares: Array.from({ length: SKILL_SIZE }, () => 0),
  factor: null,
});

/** An item that nobody has answered yet. */
export const FRESH_ITEM_WEIGHTS: LogisticItemWeights = Object.freeze({ answers: 0, right: 0, weight: 0, square: 0, factor: null });

export function checkLogisticPopulation(where: string, population: LogisticPopulation): void {
  if (population === logisticDefaults || population === lastPopulation) return;
  checkObject(where, population);
  checkKnownKeys(where, population, logisticDefaults);
  const { base_rate, weights, squares } = population;
  if (!(Number.isFinite(base_rate) && base_rate > 0 && base_rate < 1)) {
    throw invalidInput(`${where}.base_rate`, 'a number > 0 and < 1', base_rate);
  }
  checkWeights(where, weights, squares, SHARED_SIZE);
  lastPopulation = population;
}

/**
 * The population that was found in order last: one is passed by call after call, and looking at each of its numbers again would cost
 * more than the prediction. It changes no result.
 */
let lastPopulation: LogisticPopulation = logisticDefaults;

/** Says of a population just made from one in order that it is in order. */
export function vouchFor(population: LogisticPopulation): LogisticPopulation {
  lastPopulation = population;
  return population;
}

export function checkLogisticSkillWeights(where: string, skill: LogisticSkillWeights): void {
  if (skill === FRESH_SKILL_WEIGHTS) return;
  checkObject(where, skill);
  checkKnownKeys(where, skill, FRESH_SKILL_WEIGHTS);
  checkRight(where, skill);
  checkWeights(where, skill.weights, skill.squares, SKILL_SIZE);
  checkLogisticFactor(`${where}.factor`, skill.factor);
}

export function checkLogisticItemWeights(where: string, item: LogisticItemWeights): void {
  if (item === FRESH_ITEM_WEIGHTS) return;
  checkObject(where, item);
  checkRight(where, item);
  if (!(Number.isFinite(item.weight) && Math.abs(item.weight) <= LARGEST_WEIGHT)) {
    throw invalidInput(`${where}.weight`, 'a number from -30 to 30', item.weight);
  }
  if (!(Number.isFinite(item.square) && item.square >= 0)) throw invalidInput(`${where}.square`, 'a finite number ≥ 0', item.square);
  checkLogisticFactor(`${where}.factor`, item.factor);
}

function checkRight(where: string, { answers, right }: { readonly answers: number; readonly right: number }): void {
  if (!(Number.isSafeInteger(answers) && answers >= 0)) throw invalidInput(`${where}.answers`, 'a whole number ≥ 0', answers);
  if (!(Number.isSafeInteger(right) && right >= 0 && right <= answers)) {
    throw invalidInput(`${where}.right`, 'a whole number from 0 to answers', right);
  }
}

function checkWeights(where: string, weights: readonly number[], squares: readonly number[], size: number): void {
  if (!(Array.isArray(weights) && weights.length === size)) throw invalidInput(`${where}.weights`, `${size} weights`, weights);
  if (!(Array.isArray(squares) && squares.length === size)) throw invalidInput(`${where}.squares`, `${size} squares`, squares);
  for (let i = 0; i < size; i += 1) {
    const weight = weights[i] as number;
    const square = squares[i] as number;
    if (!(typeof weight === 'number' && weight <= LARGEST_WEIGHT && weight >= -LARGEST_WEIGHT)) {
      throw invalidInput(`${where}.weights`, 'numbers from -30 to 30', weight);
    }
    if (!(typeof square === 'number' && square >= 0 && square < Number.POSITIVE_INFINITY)) {
      throw invalidInput(`${where}.squares`, 'finite numbers, 0 or more', square);
    }
  }
}
