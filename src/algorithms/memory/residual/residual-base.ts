import { invalidInput } from '../../../errors.js';
import { checkObject, checkUnit } from '../../argument-checks.js';
import { LONGEST_INTERVAL_DAYS } from '../longest-interval.js';

/** Stabilities below it are taken as it, a minute and a half: FSRS goes no lower either. */
const LEAST_STABILITY_DAYS = 0.001;

/** What the scheduler that is corrected says of one card before the answer; any scheduler will do. */
export type ResidualBase = {
  /** Probability of recall at the instant of the answer, 0 to 1. */
  readonly retrievability: number;
  /** Days until recall has fallen to 0.9, or the interval of a scheduler without a curve; 0 or more, taken as 0.001 to 36,500. */
  readonly stability: number;
  /** On the scale of FSRS, 1 to 10, to which others are cut; 5 from a scheduler that knows none. */
  readonly difficulty: number;
};

/** A scheduler's memory of a card as a curve, so that it can be asked for any later day. */
export interface ResidualCurve {
  readonly stability: number;
  readonly difficulty: number;
  /** Probability of recall so many days after the last answer, 0 to 1; it must not rise with the days. */
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
