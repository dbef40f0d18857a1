import { invalidInput } from '../../../errors.js';
import { checkObject } from '../../argument-checks.js';

/** Means stay within it: at 1,000 of log-odds every answer is certain, and sums stay finite. */
const FARTHEST = 1_000;

/** A normal estimate of a number: its mean and variance. */
export type NormalEstimate = {
  readonly mean: number;
  readonly variance: number;
};

/** What one answer says of all that it depends on. */
export interface Surprise {
  /** How far the answer was from what was expected, in units of what moves an estimate of variance 1. */
  readonly error: number;
  /** How much it tells: a variance v falls by share·v². */
  readonly share: number;
}

/**
 * The information of one answer about the log-odds. Kalman's filter would have p·(1 − p); with one number for all answers what is learnt in one
 * place never depends on how sure another was, so a right answer never lowers an ability, and it predicts as well.
 */
const INFORMATION = 0.2;

/** @param variance - of the log-odds of a right answer: of all that they depend on together */
export function surpriseOf(score: number, expected: number, variance: number): Surprise {
  const whole = 1 + INFORMATION * variance;
  return { error: (score - expected) / whole, share: INFORMATION / whole };
}

/** How an estimate learns from an answer. */
export interface Learning {
  /** By how much the log-odds grow when the estimated number grows by 1; 1 by default. */
  readonly weight?: number;
  /** The variance that is added before the next answer; 0 by default. */
  readonly drift?: number;
  /** The number cannot be smaller. */
  readonly least?: number;
}

/** An estimate after one answer. */
export function learnt({ mean, variance }: NormalEstimate, { error, share }: Surprise, learning: Learning = {}): NormalEstimate {
  const { weight = 1, drift = 0, least = -FARTHEST } = learning;
  const moved = mean + variance * weight * error;
  const held = moved > FARTHEST ? FARTHEST : moved < least ? least : moved;
  const left = variance - (variance * weight) ** 2 * share + drift;
  // Adding 0 turns −0 into 0, which JSON keeps.
  return { mean: held + 0, variance: left > FARTHEST ? FARTHEST : left };
}

export function checkNormalEstimate(where: string, value: NormalEstimate): void {
  checkObject(where, value);
  checkMean(`${where}.mean`, value.mean);
  checkVariance(`${where}.variance`, value.variance);
}

export function checkMean(where: string, mean: number): void {
  if (!(typeof mean === 'number' && mean >= -FARTHEST && mean <= FARTHEST)) throw invalidInput(where, 'a number from -1000 to 1000', mean);
}

export function checkVariance(where: string, variance: number): void {
  if (!(typeof variance === 'number' && variance >= 0 && variance <= FARTHEST)) {
    throw invalidInput(where, 'a number from 0 to 1000', variance);
  }
}
