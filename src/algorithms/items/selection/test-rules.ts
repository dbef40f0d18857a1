import { invalidInput } from '../../../errors.js';
import { checkObject } from '../../argument-checks.js';
import { type AbilityParams, abilityDefaults, checkAbilityParams } from '../ability/ability-params.js';
import { checkTheta } from '../item-response/item-parameters.js';
import { type AreaWeights, checkAreaWeights } from './content-balance.js';
import { checkExposure, type ExposureControl } from './exposure.js';
import { checkStopRules, type StopRule } from './stop-rules.js';

/** The rules of an adaptive test; pass the same rules to every call of one test. Plain data, except for `custom` stop rules. */
export type AdaptiveTestRules = {
  /** How abilities are estimated between questions; `eap` and `map` work from the first answer on. */
  readonly ability: AbilityParams;
  /** The test ends when one of these rules applies, or when the bank is exhausted. */
  readonly stop: readonly StopRule[];
  /** The next item is drawn at random from this many most informative items; 1 always takes the most informative (Kingsbury and Zara 1989). */
  readonly randomesque: number;
  /** The content blueprint; null for none. With a blueprint, only items of its areas are used. */
  readonly areas: AreaWeights | null;
  readonly exposure: ExposureControl;
  /** The cut score on the ability scale, see {@link abilityForScore}; null without pass or fail. */
  readonly cut: number | null;
};

/** The most informative item next, until the standard error is below 0.3 (a reliability of 0.91) or there are 50 answers. */
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

/** Overrides of {@link adaptiveTestDefaults}; `ability` contains overrides of {@link abilityDefaults}. */
export type AdaptiveTestOptions = Partial<Omit<AdaptiveTestRules, 'ability'>> & { readonly ability?: Partial<AbilityParams> };

/** Fills in the defaults and checks all rules. */
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
