import { invalidInput } from '../../../errors.js';
import { checkObject } from '../../argument-checks.js';

/** What is believed of items before any answer; their maximum a posteriori is sought then, instead of the maximum of the likelihood. */
export type ItemPriors = {
  /** Beta distribution of guessing, both numbers 1 or more; the 3PL cannot do without (a curve's foot is seldom seen). */
  readonly guessing: { readonly alpha: number; readonly beta: number };
  /** Normal distribution of the logarithm of the discrimination; null for none. */
  readonly discrimination: { readonly log_mean: number; readonly log_sd: number } | null;
};

/**
 * Guessing Beta(5, 17), whose mode is 0.2 and which weighs as much as 20 answers: BILOG's default for items of five choices
 * (Mislevy and Bock 1990). No prior on the discrimination.
 */
export const itemPriorDefaults: ItemPriors = Object.freeze({ guessing: Object.freeze({ alpha: 5, beta: 17 }), discrimination: null });

export function checkPriors(where: string, priors: ItemPriors): void {
  checkObject(where, priors);
  const { guessing, discrimination } = priors;
  checkObject(`${where}.guessing`, guessing);
  checkWithin(`${where}.guessing.alpha`, guessing.alpha, 1, 1e6);
  checkWithin(`${where}.guessing.beta`, guessing.beta, 1, 1e6);
  if (discrimination === null) return;
  checkObject(`${where}.discrimination`, discrimination);
  checkWithin(`${where}.discrimination.log_mean`, discrimination.log_mean, -5, 5);
  checkWithin(`${where}.discrimination.log_sd`, discrimination.log_sd, 0.01, 100);
}

function checkWithin(where: string, value: number, lowest: number, highest: number): void {
  if (!(typeof value === 'number' && value >= lowest && value <= highest)) {
    throw invalidInput(where, `a number from ${lowest} to ${highest}`, value);
  }
}
