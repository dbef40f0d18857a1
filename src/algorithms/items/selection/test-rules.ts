import { invalidInput } from '../../../errors.js';
import { checkObject } from '../../argument-checks.js';
import { type AbilityParams, abilityDefaults, checkAbilityParams } from '../ability/ability-params.js';
import { checkTheta } from '../item-response/item-parameters.js';
import { type AreaWeights, checkAreaWeights } from './content-balance.js';
import { checkExposure, type ExposureControl } from './exposure.js';
import { checkStopRules, type StopRule } from './stop-rules.js';

/** How an adaptive test goes; the same rules for every call of one test. Plain data, except for `custom` stop rules. */
export type AdaptiveTestRules = {
  /** How abilities are estimated between the questions; `eap` and `map` serve from the first answer on. */
  readonly ability: AbilityParams;
  /** The test ends with the first of these that holds, or with the bank. */
  readonly stop: readonly StopRule[];
  /** The question is drawn at random among so many of the most informative; 1 takes the most informative (Kingsbury and Zara 1989). */
  readonly randomesque: number;
  /** The blueprint; null for none. With one, only items of its areas are asked. */
  readonly areas: AreaWeights | null;
  readonly exposure: ExposureControl;
  /** The ability that passes, see {@link abilityForScore}; null where nothing is to be passed. */
  readonly cut: number | null;
};

/** Most informative item next, until the standard error is below 0.3 (a reliability of 0.91) or 50 answers are given. */
export const adaptiveTestDefaults: AdaptiveTestRules = Object.freeze({
  ability: abilityDefaults,
  stop: Object.freeze([
    Object.freeze({ rule: 'standard_error_below', value: 0.3 } as const),
    Object.freeze({ rule: 'answered', count: 50 } as const),
  ]),
  randomesque: 1,
  areas: null,
  exposure: Object.freeze({ control: 'none' } as const),
  cut: null,
});

/** What of the rules differs from {@link adaptiveTestDefaults}; of `ability`, what differs from {@link abilityDefaults}. */
export type AdaptiveTestOptions = Partial<Omit<AdaptiveTestRules, 'ability'>> & { readonly ability?: Partial<AbilityParams> };

/** Fills in what is not told and checks all of it. */
export function completeRules(where: string, rules: AdaptiveTestOptions): AdaptiveTestRules {
  checkObject(where, rules);
  const { ability = {}, ...others } = rules;
  checkObject(`${where}.ability`, ability);
  const complete = { ...adaptiveTestDefaults, ...others, ability: { ...abilityDefaults, ...ability } };
  checkAbilityParams(`${where}.ability`, complete.ability);
  checkStopRules(`${where}.stop`, complete.stop);
  if (!(Number.isSafeInteger(complete.randomesque) && complete.randomesque >= 1)) {
    throw invalidInput(`${where}.randomesque`, 'a whole number ≥ 1', complete.randomesque);
  }
  if (complete.areas !== null) checkAreaWeights(`${where}.areas`, complete.areas);
  checkExposure(`${where}.exposure`, complete.exposure);
  if (complete.cut !== null) checkTheta(`${where}.cut`, complete.cut);
  return complete;
}
