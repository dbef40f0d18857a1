import { invalidInput } from '../../../errors.js';
import { checkObject } from '../../argument-checks.js';
import type { IrtMetric } from '../item-response/item-parameters.js';
import type { ItemModel } from './item-fit.js';
import { checkPriors, type ItemPriors } from './priors.js';

/** How items are fitted. */
export interface FitItemsOptions {
  /** `2pl` unless told. */
  readonly model?: ItemModel | undefined;
  /** The scale of the discriminations that come out; `logistic` unless told. */
  readonly metric?: IrtMetric | undefined;
  /** {@link itemPriorDefaults} unless told; `{ ...itemPriorDefaults, discrimination: null }` for maximum likelihood in the 2PL. */
  readonly priors?: ItemPriors | undefined;
  /** The fit has converged when one step of EM moves no slope or intercept by more; 1e-5 unless told. */
  readonly tolerance?: number | undefined;
  /** Steps of EM after which it gives up; 1000 unless told. */
  readonly most_iterations?: number | undefined;
  /** Stops the fit with the error `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each step with the share of the way that is done, 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

export function checkOptions(options: FitItemsOptions): FitItemsOptions {
  checkObject('fitItems.options', options);
  const { model, priors, tolerance, most_iterations, signal, onProgress } = options;
  if (model !== undefined && model !== 'rasch' && model !== '2pl' && model !== '3pl') {
    throw invalidInput('fitItems.model', "'rasch', '2pl' or '3pl'", model);
  }
  if (priors !== undefined) checkPriors('fitItems.priors', priors);
  if (tolerance !== undefined && !(typeof tolerance === 'number' && tolerance >= 1e-9 && tolerance <= 0.1)) {
    throw invalidInput('fitItems.tolerance', 'a number from 1e-9 to 0.1', tolerance);
  }
  if (most_iterations !== undefined && !(Number.isSafeInteger(most_iterations) && most_iterations >= 1)) {
    throw invalidInput('fitItems.most_iterations', 'a whole number ≥ 1', most_iterations);
  }
  if (signal !== undefined && !(signal instanceof AbortSignal)) throw invalidInput('fitItems.signal', 'an AbortSignal', signal);
  if (onProgress !== undefined && typeof onProgress !== 'function') throw invalidInput('fitItems.onProgress', 'a function', onProgress);
  return options;
}
