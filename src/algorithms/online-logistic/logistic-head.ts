import { invalidInput } from '../../errors.js';
import { checkKnownKeys, checkList, checkObject } from '../argument-checks.js';

/** No weight leaves −10 … 10: on features of about −1 … 1, that is certainty. */
export const LARGEST_WEIGHT = 10;
export const LEAST_VARIANCE = 1e-9;
export const LARGEST_VARIANCE = 100;
/** The trust in either side never falls below it, so that it can be won back. */
export const LEAST_TRUST = 1e-6;

/** A logistic model that learns from each answer: the distribution of its weights, and its trust. */
export type LogisticHead = {
  /** The mean of each weight, −10 to 10; for elapsed time at most 0. */
  readonly weights: readonly number[];
  /** Their covariance matrix: the upper triangle row by row, d·(d+1)/2 numbers. */
  readonly covariance: readonly number[];
  /** The probability that this model predicts better than its baseline, above 0 and below 1. */
  readonly trust: number;
};

/** Refuses a head that is not of this many weights, or whose numbers no learning can have made. */
export function checkHead(where: string, head: LogisticHead, size: number, elapsed: readonly number[]): void {
  checkObject(where, head);
  const { weights, covariance, trust } = head;
  checkList(where, weights);
  checkList(where, covariance);
  if (weights.length !== size) throw invalidInput(`${where}.weights`, `${size} weights`, weights);
  if (covariance.length !== (size * (size + 1)) / 2) {
    throw invalidInput(`${where}.covariance`, `the upper triangle of ${size} × ${size}, ${(size * (size + 1)) / 2} numbers`, covariance);
  }
  if (!(Number.isFinite(trust) && trust > 0 && trust < 1)) throw invalidInput(`${where}.trust`, 'a number > 0 and < 1', trust);
  const weight = strayNumber(weights, LARGEST_WEIGHT);
  if (weight !== -1) throw invalidInput(`${where}.weights`, 'numbers from -10 to 10', weights[weight]);
  for (const place of elapsed) {
    if ((weights[place] as number) > 0) throw invalidInput(`${where}.weights`, 'weights of elapsed time at most 0', weights[place]);
  }
  const value = strayNumber(covariance, LARGEST_VARIANCE);
  if (value !== -1) throw invalidInput(`${where}.covariance`, 'numbers from -100 to 100', covariance[value]);
  for (let row = 0, at = 0; row < size; at += size - row, row += 1) {
    if ((covariance[at] as number) < LEAST_VARIANCE) {
      throw invalidInput(`${where}.covariance`, 'variances ≥ 1e-9', covariance[at]);
    }
  }
}

/** Where the first value stands that is no number within the limit, or -1. */
function strayNumber(values: readonly number[], limit: number): number {
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (typeof value !== 'number' || !(value <= limit && value >= -limit)) return i;
  }
  return -1;
}

const HEAD_KEYS = { weights: [], covariance: [], trust: 0 } as const satisfies LogisticHead;

/** {@link checkHead} of what stands in parameters, with nothing beside it. A state is a head and more. */
export function checkStartHead(where: string, head: LogisticHead, size: number, elapsed: readonly number[]): void {
  checkObject(where, head);
  checkKnownKeys(where, head, HEAD_KEYS);
  checkHead(where, head, size, elapsed);
}

/** A head that knows nothing: weights of 0, independent, each with its variance; as likely to be better as not. */
export function freshHead(variances: readonly number[]): LogisticHead {
  const covariance = variances.flatMap((variance, row) => [variance, ...Array.from({ length: variances.length - row - 1 }, () => 0)]);
  return Object.freeze({
    weights: Object.freeze(variances.map(() => 0)),
    covariance: Object.freeze(covariance),
    trust: 0.5,
  });
}

export function copyOfHead({ weights, covariance, trust }: LogisticHead): LogisticHead {
  return { weights: [...weights], covariance: [...covariance], trust };
}
