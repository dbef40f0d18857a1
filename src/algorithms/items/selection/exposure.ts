import { invalidInput } from '../../../errors.js';
import { checkCount, checkObject } from '../../argument-checks.js';

/**
 * Exposure control: how often items may be shown. `none`: no limit. `max_rate`: an item is not shown while its share of the tests so far is at or
 * above the rate. `sympson_hetter`: a chosen item is shown with its own probability (0 to 1; 1 by default), and otherwise excluded for the rest of
 * this test (Sympson and Hetter 1985). The probabilities come from simulation, see {@link exposureParameters}.
 */
export type ExposureControl =
  | { readonly control: 'none' }
  | {
      readonly control: 'max_rate';
      readonly max_rate: number;
      readonly tests: number;
      readonly shown: Readonly<Record<string, number>>;
    }
  | { readonly control: 'sympson_hetter'; readonly probabilities: Readonly<Record<string, number>> };

/**
 * One round of Sympson and Hetter's procedure: computes the probabilities with which chosen items are shown in the next round, from how often each
 * item was chosen (not shown) in simulated tests. Repeat until no item is shown in more than `max_rate` of the tests.
 *
 *     K = 1 if P(chosen) ≤ r, else r / P(chosen)
 *
 * Source: J. B. Sympson and R. D. Hetter, Controlling item-exposure rates in computerized adaptive testing, 1985.
 *
 * @param chosen - by item: the number of simulated tests in which it was chosen, whether shown or not
 * @param tests - the number of simulated tests
 * @param max_rate - r: the maximum share of tests in which an item may be shown, above 0 and at most 1
 * @returns for `exposure: { control: 'sympson_hetter', probabilities }`
 * @throws AdaptiveLearningError `invalid_input` when a number is out of range
 *
 * @example
 * exposureParameters({ q1: 800, q2: 100 }, 1000, 0.2) //=> { q1: 0.25, q2: 1 }
 */
export function exposureParameters(
  chosen: Readonly<Record<string, number>>,
  tests: number,
  max_rate: number,
): Readonly<Record<string, number>> {
  checkObject('exposureParameters.chosen', chosen);
  checkCount('exposureParameters.tests', tests);
  checkRate('exposureParameters.max_rate', max_rate);
  return Object.fromEntries(
    Object.entries(chosen).map(([id, times]) => {
      if (!(Number.isSafeInteger(times) && times >= 0 && times <= tests)) {
        throw invalidInput(`exposureParameters.chosen.${id}`, 'a whole number, at most as many as tests', times);
      }
      return [id, times <= max_rate * tests ? 1 : (max_rate * tests) / times];
    }),
  );
}

/** Whether an item has been shown as often as it may. */
export function isResting(exposure: ExposureControl, id: string): boolean {
  if (exposure.control !== 'max_rate' || exposure.tests === 0) return false;
  const shown = numberOf('exposure.shown', exposure.shown, id, 0, Number.MAX_SAFE_INTEGER);
  return shown >= exposure.max_rate * exposure.tests;
}

/** The probability with which an item, once chosen, is shown. */
export function showProbability(exposure: ExposureControl, id: string): number {
  return exposure.control === 'sympson_hetter' ? numberOf('exposure.probabilities', exposure.probabilities, id, 1, 1) : 1;
}

/** Checked as it is looked up: a bank has more items than a question looks at. */
function numberOf(where: string, numbers: Readonly<Record<string, number>>, id: string, otherwise: number, most: number): number {
  if (!Object.hasOwn(numbers, id)) return otherwise;
  const value = numbers[id] as number;
  if (!(typeof value === 'number' && value >= 0 && value <= most))
    throw invalidInput(`${where}.${id}`, `a number from 0 to ${most}`, value);
  return value;
}

export function checkExposure(where: string, exposure: ExposureControl): void {
  checkObject(where, exposure);
  switch (exposure.control) {
    case 'none':
      return;
    case 'max_rate':
      checkRate(`${where}.max_rate`, exposure.max_rate);
      checkCount(`${where}.tests`, exposure.tests);
      checkObject(`${where}.shown`, exposure.shown);
      return;
    case 'sympson_hetter':
      checkObject(`${where}.probabilities`, exposure.probabilities);
      return;
    default:
      throw invalidInput(`${where}.control`, "'none', 'max_rate' or 'sympson_hetter'", (exposure as { readonly control: unknown }).control);
  }
}

function checkRate(where: string, rate: number): void {
  if (!(typeof rate === 'number' && rate > 0 && rate <= 1)) throw invalidInput(where, 'a number > 0 and ≤ 1', rate);
}
