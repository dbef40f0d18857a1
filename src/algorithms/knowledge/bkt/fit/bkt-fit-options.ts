import { invalidInput } from '../../../../errors.js';
import { checkBoolean, checkCount, checkObject, checkPositive } from '../../../argument-checks.js';
import { checkedFitLimits, type KnowledgeFitOptions } from '../../fit/fit-limits.js';
import { type BktParams, bktDefaults, checkBktParams } from '../bkt.js';
import { BKT_PARAMETERS, type BktBounds, LEAST_DISCRIMINATION } from './hidden-params.js';

/** Nothing is held for impossible: a prediction of 0 or 1 that fails would cost an infinite loss. */
const LEAST_PROBABILITY = 1e-6;
/** More than any data needs; a mistyped number shall not keep a server busy for a year. */
const MOST_STARTS = 1_000;
const MOST_ITERATIONS = 1_000_000;
const WIDEST = [LEAST_PROBABILITY, 1 - LEAST_PROBABILITY] as const;

/** Options of {@link fitBkt}. */
export type BktFitOptions = KnowledgeFitOptions & {
  /** Whether to fit P(F) too; true by default. Without it the model is that of Corbett and Anderson, which predicted worse in all our comparisons. */
  readonly forgetting?: boolean | undefined;
  /** Number of starting points, because the likelihood has many local maxima; 1 to 1,000, 5 by default. */
  readonly starts?: number | undefined;
  /** The seed for starting points after the fifth; an integer, 0 by default. */
  readonly seed?: number | undefined;
  /** A search ends when a step gains less log-likelihood than this; above 0, 1e-4 by default. */
  readonly tolerance?: number | undefined;
  /** Maximum number of steps per search; 1 to 1,000,000, 1,000 by default. */
  readonly mostIterations?: number | undefined;
  /**
   * The lowest and highest value of each parameter, within 1e-6 to 1 − 1e-6. Those of Corbett and Anderson are `{ guess: [0.01, 0.3], slip: [0.01,
   * 0.1] }`.
   */
  readonly bounds?: Partial<BktBounds> | undefined;
  /** Parameters for concepts without a fit, if no concept could be fitted; {@link bktDefaults} by default. */
  readonly params?: BktParams | undefined;
};

export type CheckedBktFitOptions = {
  readonly [Name in Exclude<keyof BktFitOptions, 'signal' | 'onProgress' | 'bounds'>]-?: NonNullable<BktFitOptions[Name]>;
} & Pick<BktFitOptions, 'signal' | 'onProgress'> & { readonly bounds: BktBounds };

export function checkedBktFitOptions(options: BktFitOptions): CheckedBktFitOptions {
  checkObject('fitBkt.options', options);
  const { forgetting = true, starts = 5, seed = 0, tolerance = 1e-4, mostIterations = 1_000 } = options;
  const { params = bktDefaults } = options;
  checkBoolean('fitBkt.options.forgetting', forgetting);
  checkFromOne('fitBkt.options.starts', starts, MOST_STARTS);
  checkCount('fitBkt.options.seed', seed);
  checkPositive('fitBkt.options.tolerance', tolerance);
  checkFromOne('fitBkt.options.mostIterations', mostIterations, MOST_ITERATIONS);
  checkBktParams('fitBkt.options.params', params);
  const bounds = checkedBounds(options.bounds ?? {});
  return { ...checkedFitLimits('fitBkt.options', options), forgetting, starts, seed, tolerance, mostIterations, params, bounds };
}

function checkFromOne(where: string, value: number, most: number): void {
  if (!(Number.isInteger(value) && value >= 1 && value <= most)) throw invalidInput(where, `a whole number from 1 to ${most}`, value);
}

function checkedBounds(given: Partial<BktBounds>): BktBounds {
  checkObject('fitBkt.options.bounds', given);
  const bounds = { prior: WIDEST, learn: WIDEST, forget: WIDEST, guess: WIDEST, slip: WIDEST } as Record<string, readonly [number, number]>;
  for (const name of BKT_PARAMETERS) {
    const range: unknown = given[name];
    if (range === undefined) continue;
    if (!isRange(range)) throw invalidInput(`fitBkt.options.bounds.${name}`, 'a lowest and a higher value from 1e-6 to 1 − 1e-6', range);
    bounds[name] = [range[0], range[1]];
  }
  const checked = bounds as BktBounds;
  const least = checked.guess[0] + checked.slip[0];
  if (!(least < 1 - LEAST_DISCRIMINATION)) throw invalidInput('fitBkt.options.bounds.guess', 'lowest guess + lowest slip below 1', least);
  return checked;
}

function isRange(range: unknown): range is [number, number] {
  if (!Array.isArray(range) || range.length !== 2) return false;
  const [lowest, highest]: unknown[] = range;
  return typeof lowest === 'number' && typeof highest === 'number' && lowest >= WIDEST[0] && lowest < highest && highest <= WIDEST[1];
}
