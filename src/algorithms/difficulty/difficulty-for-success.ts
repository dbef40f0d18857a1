import { invalidInput } from '../../errors.js';
import { checkPositive } from '../argument-checks.js';

/**
 * The difficulty at which a learner of a given ability succeeds with a given probability: the logistic curve of Rasch, Elo and the 2PL, solved for b.
 *
 *     P = 1 / (1 + e^(−a·(θ − b)))   so   b = θ − ln(P / (1 − P)) / a
 *
 * Source: G. Rasch, Probabilistic models for some intelligence and attainment tests, 1960; as the rule for choosing items in S. Klinkenberg,
 * M. Straatemeier, H. L. J. van der Maas, Computers & Education 57, 2011.
 *
 * @param ability - θ, on the logit scale
 * @param success - the target probability, above 0 and below 1, such as {@link WILSON_TARGET_SUCCESS} or {@link KLINKENBERG_TARGET_SUCCESS}
 * @param discrimination - a, above 0; 1 by default
 * @returns a difficulty, on the same scale as the ability
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range, or the result is not finite
 *
 * @example
 * difficultyForSuccess(1.2, 0.5) //=> 1.2
 * difficultyForSuccess(1.2, 0.85) //=> -0.5346…
 * difficultyForSuccess(1.2, 1) //=> throws invalid_input
 */
export function difficultyForSuccess(ability: number, success: number, discrimination = 1): number {
  if (!Number.isFinite(ability)) throw invalidInput('difficultyForSuccess.ability', 'a finite number', ability);
  if (!(Number.isFinite(success) && success > 0 && success < 1)) {
    throw invalidInput('difficultyForSuccess.success', 'a number > 0 and < 1', success);
  }
  checkPositive('difficultyForSuccess.discrimination', discrimination);
  const difficulty = ability - (Math.log(success) - Math.log1p(-success)) / discrimination;
  if (!Number.isFinite(difficulty))
    throw invalidInput('difficultyForSuccess.discrimination', 'a number that gives a finite difficulty', discrimination);
  return difficulty + 0;
}
