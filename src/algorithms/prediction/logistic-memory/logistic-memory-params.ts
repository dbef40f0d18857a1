import { invalidInput } from '../../../errors.js';
import { checkKnownKeys, checkList, checkObject, checkUnit } from '../../argument-checks.js';
import { freshHead, LARGEST_VARIANCE, LARGEST_WEIGHT, LEAST_VARIANCE, type LogisticHead } from '../../online-logistic/logistic-head.js';
import { checkLogisticPredictorParams, type LogisticPredictorParams, logisticPredictor } from '../logistic-predictor.js';
import { MEMORY_ELAPSED, MEMORY_FEATURES } from './memory-features.js';
import { PRACTICE_FEATURES } from './practice-features.js';

const MOST_DRIFT = 0.1;

/** The start of the practice part. */
export type PracticeStart = {
  /** Whether the shared weights come from a fit to a log. If this changes, learners' own weights restart. */
  readonly fitted: boolean;
  /** The weights shared by all learners, −10 to 10; see {@link PRACTICE_FEATURES}. */
  readonly weights: readonly number[];
  /** The variance of a learner's deviation from the shared weights, 1e-9 to 100. */
  readonly variances: readonly number[];
};

/** The start of the memory part. */
export type MemoryStart = {
  /** The weights of a new learner, −10 to 10; with 0 the prediction is that of FSRS. See {@link MEMORY_FEATURES}. */
  readonly weights: readonly number[];
  readonly variances: readonly number[];
  /** The probability that the memory part predicts later days better than the practice part, above 0 and below 1. */
  readonly trust: number;
};

/** Parameters of logistic tracing with memory. */
export type LogisticMemoryParams = {
  readonly logistic: LogisticPredictorParams;
  readonly practice: PracticeStart;
  readonly memory: MemoryStart;
  /** Relative growth of the variance of a weight per answer, 0 to 0.1. */
  readonly drift: number;
  /** Probability per answer that the better one of the two parts changes, 0 to 1. */
  readonly switch_rate: number;
};

/**
 * Of each weight of a learner's own before any answer: a feature of 1 moves a prediction by about 0.3 either way. Where a fit has found
 * what logistic tracing says, less is left to be found; .01 and .1 do about as well on three logs.
 */
const PRACTICE_VARIANCE = 0.1;
const FITTED_VARIANCE = 0.03;
/** Of .1 to .4 on the review log; .1 to .4 differ by 0.0008 of log loss there. */
const MEMORY_VARIANCE = 0.2;

/**
 * What a batch logistic regression on the features found, rounded to two digits, over 60,000 answers of ASSISTments 2015 (the training half
 * in pykt-toolkit, MIT licence), which have no times, and 60,000 of learners simulated by bench/evaluate/simulated-practice.ts, which have.
 */
const SHIPPED_WEIGHTS = [0.33, -0.51, -0.38, 0.92, 0.24, 0.07, 0.08, 0.23, 0.18, 0.11, -0.2, 0.26];

/**
 * The parameters before any fit. The shared weights come from ASSISTments 2015 (the training half in pykt-toolkit) and simulated learners. The memory
 * part starts with the predictions of FSRS.
 */
export const logisticMemoryDefaults: LogisticMemoryParams = Object.freeze({
  logistic: logisticPredictor.defaults,
  practice: Object.freeze({
    fitted: false,
    weights: Object.freeze(SHIPPED_WEIGHTS),
    variances: Object.freeze(PRACTICE_FEATURES.map(() => PRACTICE_VARIANCE)),
  }),
  memory: Object.freeze({
    weights: Object.freeze(MEMORY_FEATURES.map(() => 0)),
    variances: Object.freeze(MEMORY_FEATURES.map(() => MEMORY_VARIANCE)),
    trust: 0.5,
  }),
  drift: 3e-4,
  switch_rate: 1e-3,
});

/** Where the practice half begins once a fit has found what logistic tracing says: with that, as it is. */
export const FITTED_PRACTICE: PracticeStart = Object.freeze({
  fitted: true,
  weights: Object.freeze(PRACTICE_FEATURES.map((name) => (name === 'tracing' ? 1 : 0))),
  variances: Object.freeze(PRACTICE_FEATURES.map(() => FITTED_VARIANCE)),
});

/** The two heads that a new learner begins with. */
export interface Starts {
  readonly practice: LogisticHead;
  readonly memory: LogisticHead;
}

const known = new WeakMap<LogisticMemoryParams, Starts>();

/**
 * The heads of parameters, which are checked on the way. Only what is frozen is remembered: it alone cannot change behind our back.
 */
export function startsOf(params: LogisticMemoryParams): Starts {
  const found = known.get(params);
  if (found !== undefined) return found;
  checkLogisticMemoryParams(params);
  const { practice, memory } = params;
  const starts = {
    practice: freshHead(practice.variances),
    memory: { ...freshHead(memory.variances), weights: memory.weights },
  };
  if (isFrozen(params)) known.set(params, starts);
  return starts;
}

function isFrozen(value: object): boolean {
  return Object.isFrozen(value) && Object.values(value).every((part) => typeof part !== 'object' || part === null || isFrozen(part));
}

export function checkLogisticMemoryParams(params: LogisticMemoryParams): void {
  checkObject('logistic_memory.params', params);
  checkKnownKeys('logistic_memory.params', params, logisticMemoryDefaults);
  const { logistic, practice, memory, drift, switch_rate } = params;
  checkLogisticPredictorParams('logistic_memory.params.logistic', logistic);
  checkUnit('logistic_memory.params.switch_rate', switch_rate);
  if (!(Number.isFinite(drift) && drift >= 0 && drift <= MOST_DRIFT)) {
    throw invalidInput('logistic_memory.params.drift', 'a number from 0 to 0.1', drift);
  }
  checkStart('logistic_memory.params.practice', practice, logisticMemoryDefaults.practice, PRACTICE_FEATURES.length);
  if (typeof practice.fitted !== 'boolean') throw invalidInput('logistic_memory.params.practice.fitted', 'true or false', practice.fitted);
  checkStart('logistic_memory.params.memory', memory, logisticMemoryDefaults.memory, MEMORY_FEATURES.length);
  for (const place of MEMORY_ELAPSED) {
    const weight = memory.weights[place] as number;
    if (weight > 0) throw invalidInput('logistic_memory.params.memory.weights', 'weights of elapsed time at most 0', weight);
  }
  if (!(Number.isFinite(memory.trust) && memory.trust > 0 && memory.trust < 1)) {
    throw invalidInput('logistic_memory.params.memory.trust', 'a number > 0 and < 1', memory.trust);
  }
}

function checkStart<Start extends PracticeStart | MemoryStart>(where: string, start: Start, defaults: Start, size: number): void {
  checkObject(where, start);
  checkKnownKeys(where, start, defaults);
  checkNumbers(`${where}.weights`, start.weights, size, -LARGEST_WEIGHT, LARGEST_WEIGHT);
  checkNumbers(`${where}.variances`, start.variances, size, LEAST_VARIANCE, LARGEST_VARIANCE);
}

function checkNumbers(where: string, values: readonly number[], size: number, least: number, most: number): void {
  checkList(where, values);
  if (values.length !== size) throw invalidInput(where, `${size} numbers`, values);
  for (const value of values) {
    if (!(typeof value === 'number' && value >= least && value <= most)) {
      throw invalidInput(where, `numbers from ${least} to ${most}`, value);
    }
  }
}
