import { invalidInput } from '../../../errors.js';
import { checkObject } from '../../argument-checks.js';
import type { IrtMetric } from '../item-response/item-parameters.js';
import type { ItemModel } from './item-fit.js';
import { checkPriors, type ItemPriors } from './priors.js';

/** Options of {@link fitItems}. */
export interface FitItemsOptions {
  /** `2pl` by default. */
  readonly model?: ItemModel | undefined;
  /** The scale of the fitted discriminations; `logistic` by default. */
  readonly metric?: IrtMetric | undefined;
  /** {@link itemPriorDefaults} by default; `{ ...itemPriorDefaults, discrimination: null }` for maximum likelihood in the 2PL. */
  readonly priors?: ItemPriors | undefined;
  /** The fit has converged when an EM step changes no slope or intercept by more than this; 1e-5 by default. */
  readonly tolerance?: number | undefined;
  /** Maximum number of EM steps; 1000 by default. */
  readonly most_iterations?: number | undefined;
  /** Stops the fit with the error `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each step with the completed share of the work, 0 to 1. */
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
