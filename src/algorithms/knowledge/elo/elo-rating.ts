import { invalidInput } from '../../../errors.js';
import { checkCount, checkObject } from '../../argument-checks.js';

/** No rating is farther from 0: at 1,000 of log-odds every answer is certain, and sums and differences stay finite. */
const FARTHEST_RATING = 1_000;

/** A rating on the log-odds scale (0.69 more doubles the odds), and the number of its updates. */
export type EloRating = {
  /** −1,000 to 1,000; starts at 0. */
  readonly rating: number;
  readonly answers: number;
};

/** The initial rating. */
export const eloInitialRating: EloRating = Object.freeze({ rating: 0, answers: 0 });

/** The step size of a rating: large at first, then shrinking with the number of answers down to a minimum. */
export type EloStep = {
  /** a: the first step, above 0. */
  readonly first: number;
  /** b: how fast steps shrink with the number of answers; 0 for a constant step. */
  readonly decay: number;
  /** The minimum step; 0 if the rated quantity never changes. */
  readonly least: number;
};

/** K(n) = max(least, a / (1 + b·n)) */
export function stepSize({ first, decay, least }: EloStep, answers: number): number {
  const step = first / (1 + decay * answers);
  return step > least ? step : least;
}

export function movedRating({ rating, answers }: EloRating, by: number): EloRating {
  const moved = rating + by;
  const held = moved > FARTHEST_RATING ? FARTHEST_RATING : moved < -FARTHEST_RATING ? -FARTHEST_RATING : moved;
  // Adding 0 turns −0 into 0, which JSON keeps.
  return { rating: held + 0, answers: answers + 1 };
}

export function checkEloRating(where: string, value: EloRating): void {
  checkObject(where, value);
  const { rating, answers } = value;
  if (isRating(rating) && Number.isSafeInteger(answers) && answers >= 0) return;
  if (!isRating(rating)) throw invalidInput(`${where}.rating`, 'a number from -1000 to 1000', rating);
  checkCount(`${where}.answers`, answers);
}

export function isRating(value: number): boolean {
  return typeof value === 'number' && value >= -FARTHEST_RATING && value <= FARTHEST_RATING;
}

export function checkEloStep(where: string, step: EloStep): void {
  checkObject(where, step);
  const { first, decay, least } = step;
  if (!(typeof first === 'number' && first > 0 && first <= FARTHEST_RATING)) {
    throw invalidInput(`${where}.first`, 'a number > 0 and ≤ 1000', first);
  }
  if (!(typeof decay === 'number' && decay >= 0 && decay < Number.POSITIVE_INFINITY)) {
    throw invalidInput(`${where}.decay`, 'a finite number ≥ 0', decay);
  }
  if (!(typeof least === 'number' && least >= 0 && least <= first)) throw invalidInput(`${where}.least`, 'a number from 0 to first', least);
}

export function checkGuess(where: string, guess: number): void {
  if (!(typeof guess === 'number' && guess >= 0 && guess < 1)) throw invalidInput(where, 'a number from 0 to below 1', guess);
}
