import { checkObject, checkPositive } from '../../argument-checks.js';
import type { ForgettingCurve } from './forgetting-curve.js';
import { checkForgettingCurveParams, type ForgettingCurveParams, forgettingCurveDefaults } from './forgetting-curve-params.js';
import { clampStability, decayOfDifficulty } from './forgetting-curve-update.js';

/**
 * The forgetting curve of an FSRS memory right after a successful review.
 *
 * @param memory - stability in days until recall falls to 0.9, above 0; difficulty from 1 to 10
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * forgettingCurveFromMemory({ stability: 20, difficulty: 5 }).stability //=> 20
 */
export function forgettingCurveFromMemory(
  memory: { readonly stability: number; readonly difficulty: number },
  params: ForgettingCurveParams = forgettingCurveDefaults,
): ForgettingCurve {
  checkObject('forgettingCurveFromMemory.memory', memory);
  checkPositive('forgettingCurveFromMemory.stability', memory.stability);
  checkPositive('forgettingCurveFromMemory.difficulty', memory.difficulty);
  checkForgettingCurveParams(params);
  return {
    initial_strength: params.strength_after_success,
    decay_rate: decayOfDifficulty(memory.difficulty, params),
    stability: clampStability(memory.stability),
  };
}
