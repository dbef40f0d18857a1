import { invalidInput } from '../../../errors.js';
import { checkObject, checkUnit } from '../../argument-checks.js';
import { LONGEST_INTERVAL_DAYS } from '../longest-interval.js';

/** Stabilities below it are taken as it, a minute and a half: FSRS goes no lower either. */
const LEAST_STABILITY_DAYS = 0.001;

/** The prediction of the scheduler that is corrected, for one card before the answer. Any scheduler can be used. */
export type ResidualBase = {
  /** Probability of recall at the instant of the answer, 0 to 1. */
  readonly retrievability: number;
  /** Days until recall falls to 0.9, or the interval of a scheduler without a forgetting curve; ≥ 0, clamped to 0.001 … 36,500. */
  readonly stability: number;
  /** Difficulty on the FSRS scale, clamped to 1 … 10; pass 5 for a scheduler without difficulties. */
  readonly difficulty: number;
};

/** A scheduler's forgetting curve for a card. */
export interface ResidualCurve {
  readonly stability: number;
  readonly difficulty: number;
  /** Probability of recall a number of days after the last answer, 0 to 1; it must not increase with the days. */
  readonly retrievabilityAfter: (elapsedDays: number) => number;
}

export function checkBase(where: string, base: ResidualBase): void {
  checkObject(where, base);
  checkUnit(`${where}.retrievability`, base.retrievability);
  checkMemory(where, base);
}

export function checkCurve(where: string, curve: ResidualCurve): void {
  checkObject(where, curve);
  checkMemory(where, curve);
  if (typeof curve.retrievabilityAfter !== 'function') {
    throw invalidInput(`${where}.retrievabilityAfter`, 'a function of the elapsed days', curve.retrievabilityAfter);
  }
}

/** The same memory within the range that features are made for. */
export function withinRange({ stability, difficulty }: Omit<ResidualBase, 'retrievability'>): Omit<ResidualBase, 'retrievability'> {
  return {
    stability: Math.min(LONGEST_INTERVAL_DAYS, Math.max(LEAST_STABILITY_DAYS, stability)),
    difficulty: Math.min(10, Math.max(1, difficulty)),
  };
}

function checkMemory(where: string, { stability, difficulty }: Omit<ResidualBase, 'retrievability'>): void {
  if (!(Number.isFinite(stability) && stability >= 0)) throw invalidInput(`${where}.stability`, 'days, 0 or more', stability);
  if (!Number.isFinite(difficulty)) throw invalidInput(`${where}.difficulty`, 'a finite number', difficulty);
}
