import { invalidInput } from '../../../errors.js';
import { checkObject } from '../../argument-checks.js';

/** What is left of each number of the factor at the next answer: two that fade fast, two slowly, two hardly, and two that stay. */
export const FACTOR_DECAYS = [0.7, 0.7, 0.9, 0.9, 0.98, 0.98, 1, 1] as const;
export const FACTOR_SIZE = FACTOR_DECAYS.length;
/** No number of the factor leaves −20 … 20, however many answers there are. */
const LARGEST_FACTOR = 20;
/** No gain and no load leaves −30 … 30, as no weight does. */
const LARGEST_VECTOR = 30;

/**
 * The weights of a skill or an item in the linear recurrent factor: eight numbers per learner that summarise past prediction errors:
 *
 *     h ← λ∘h + (y − p)·(gains_skill + gains_item),   logit += h·(loads_skill + loads_item)
 *
 * λ is 0.7, 0.9, 0.98 and 1, each twice. With the factor, an answer on one skill affects the predictions for correlated skills.
 */
export type LogisticFactor = {
  /** How much a prediction error of 1 adds to each number of the learner's factor. */
  readonly gains: readonly number[];
  /** The weight of each number of the learner's factor in the logit. */
  readonly loads: readonly number[];
};

type Factors = LogisticFactor | null | undefined;

/** What the factor adds to the logit. */
export function factorLogit(factor: readonly number[], skill: Factors, item: Factors): number {
  return loadOf(factor, skill) + loadOf(factor, item);
}

function loadOf(factor: readonly number[], of: Factors): number {
  if (of === null || of === undefined) return 0;
  let logit = 0;
  for (let i = 0; i < FACTOR_SIZE; i += 1) logit += (factor[i] as number) * (of.loads[i] as number);
  return logit;
}

/** The factor after an answer that was `surprise` more right than predicted. */
export function factorAfter(factor: readonly number[], surprise: number, skill: Factors, item: Factors): readonly number[] {
  const next = factor.slice();
  for (let i = 0; i < FACTOR_SIZE; i += 1) {
    const gain = (skill?.gains[i] ?? 0) + (item?.gains[i] ?? 0);
    next[i] = boundedFactor((FACTOR_DECAYS[i] as number) * (factor[i] as number) + surprise * gain);
  }
  return next;
}

/** Adding 0 turns −0, which JSON does not carry, into 0. */
export function boundedFactor(value: number): number {
  return Math.max(-LARGEST_FACTOR, Math.min(LARGEST_FACTOR, value)) + 0;
}

/** A gain or a load as it is stored. */
export function boundedVector(values: Float64Array, scales: readonly number[]): number[] {
  return Array.from(values, (value, i) => Math.max(-LARGEST_VECTOR, Math.min(LARGEST_VECTOR, value * (scales[i] ?? 1))) + 0);
}

export function checkFactor(where: string, factor: readonly number[]): void {
  checkNumbers(where, factor, LARGEST_FACTOR);
}

export function checkLogisticFactor(where: string, factor: Factors): void {
  if (factor === null || factor === undefined) return;
  checkObject(where, factor);
  checkNumbers(`${where}.gains`, factor.gains, LARGEST_VECTOR);
  checkNumbers(`${where}.loads`, factor.loads, LARGEST_VECTOR);
}

function checkNumbers(where: string, values: readonly number[], largest: number): void {
  if (!(Array.isArray(values) && values.length === FACTOR_SIZE)) throw invalidInput(where, `${FACTOR_SIZE} numbers`, values);
  for (let i = 0; i < FACTOR_SIZE; i += 1) {
    const value: unknown = values[i];
    if (!(typeof value === 'number' && value >= -largest && value <= largest)) {
      throw invalidInput(where, `numbers from -${largest} to ${largest}`, value);
    }
  }
}
