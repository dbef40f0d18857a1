import { invalidInput } from '../../../errors.js';
import { checkList } from '../../argument-checks.js';
import { FSRS_WEIGHTS } from './fsrs-weights.js';

/** w20 of the generations before FSRS-6, whose curve was (1 + 19/81·t/S)^−0.5. */
const DECAY_BEFORE_FSRS_6 = 0.5;

/**
 * Converts the weights of an earlier version (17 of FSRS-4.5, 19 of FSRS-5, or 21) to the 21 weights of FSRS-6.
 *
 *     19: w19 = 0 and w20 = 0.5: exactly FSRS-5, except that a pass on the same day no longer lowers stability
 *     17: also w4' = w4 + 2·w5, w5' = ln(3·w5 + 1)/3, w6' = w6 + 0.5, w17 = w18 = 0: almost the same difficulty, and no effect of reviews on the same day
 *
 * Each weight is then clamped to its bounds in {@link FSRS_WEIGHTS}.
 *
 * Source: fsrs-rs (check_and_fill_parameters). ts-fsrs does the same but raises w19 to 0.01, so stabilities of migrated cards differ slightly after
 * reviews on the same day.
 *
 * @throws AdaptiveLearningError `invalid_input` when there are not 17, 19 or 21 finite numbers
 *
 * @example
 * const fsrs5 = [0.40255, 1.18385, 3.173, 15.69105, 7.1949, 0.5345, 1.4604, 0.0046, 1.54575, 0.1192, 1.01925, 1.9395, 0.11, 0.29605, 2.2698, 0.2315, 2.9898, 0.51655, 0.6621];
 * migrateFsrsWeights(fsrs5).slice(17) //=> [0.51655, 0.6621, 0, 0.5]
 * fsrsInterval(fsrsInitialMemory(4, fsrsParams({ weights: migrateFsrsWeights(fsrs5) }))) //=> 16
 * migrateFsrsWeights([1, 2, 3]) //=> throws invalid_input
 */
export function migrateFsrsWeights(weights: readonly number[]): readonly number[] {
  checkList('migrateFsrsWeights.weights', weights);
  if (![17, 19, 21].includes(weights.length)) throw invalidInput('migrateFsrsWeights.weights', '17, 19 or 21 weights', weights);
  for (const [index, weight] of weights.entries()) {
    if (!Number.isFinite(weight)) throw invalidInput(`migrateFsrsWeights.weights[${index}]`, 'a finite number', weight);
  }
  return grown(weights).map((weight, index) => {
    const { lowest, highest } = FSRS_WEIGHTS[index] ?? { lowest: weight, highest: weight };
    return Math.min(highest, Math.max(lowest, weight)) + 0;
  });
}

function grown(weights: readonly number[]): readonly number[] {
  if (weights.length === 21) return weights;
  if (weights.length === 19) return [...weights, 0, DECAY_BEFORE_FSRS_6];
  const [, , , , w4 = 0, w5 = 0, w6 = 0] = weights;
  const difficulty = [w4 + 2 * w5, Math.log(Math.max(0, 3 * w5) + 1) / 3, w6 + 0.5];
  return [...weights.slice(0, 4), ...difficulty, ...weights.slice(7), 0, 0, 0, DECAY_BEFORE_FSRS_6];
}
