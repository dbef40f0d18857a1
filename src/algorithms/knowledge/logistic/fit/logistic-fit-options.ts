import { invalidInput } from '../../../../errors.js';
import { checkBoolean, checkCount, checkObject, checkPositive } from '../../../argument-checks.js';
import { checkSignal } from '../../../fitting/run-in-slices.js';
import { checkLogisticPopulation, type LogisticPopulation, logisticDefaults, PRIOR_PRECISION } from '../logistic-weights.js';

/** Options of {@link fitLogistic}. */
export type LogisticFitOptions = {
  /** The centre of the prior, and the fallback; {@link logisticDefaults} by default. */
  readonly population?: LogisticPopulation | undefined;
  /** Precision (inverse variance) of the normal prior of shared weights; 0.001 to 1,000,000, 10 by default. */
  readonly sharedPrecision?: number | undefined;
  /** Precision of the prior of skill weights; 8 by default. */
  readonly skillPrecision?: number | undefined;
  /** Precision of the prior of item weights; 1.2 by default. */
  readonly itemPrecision?: number | undefined;
  /** The fit ends when a step lowers the loss by less than this share; above 0, 3e-6 by default. */
  readonly tolerance?: number | undefined;
  /** Maximum number of steps; 200 by default. */
  readonly mostIterations?: number | undefined;
  /** Minimum number of answers for a fit; 500 by default. */
  readonly leastAnswers?: number | undefined;
  /** Minimum number of learners for a fit; 10 by default. */
  readonly leastLearners?: number | undefined;
  /** Awaited between slices of a few milliseconds; by default it waits for the next turn of the event loop. */
  readonly pause?: (() => Promise<void>) | undefined;
  /** Whether to fit the factor of eight numbers per learner, see {@link LogisticFactor}; true by default. */
  readonly factor?: boolean | undefined;
  /** Called after each step of the fit. */
  readonly onProgress?: ((progress: LogisticFitProgress) => void) | undefined;
  /** Stops the fit with the error `aborted`. */
  readonly signal?: AbortSignal | undefined;
};

export interface LogisticFitProgress {
  readonly iterations: number;
  readonly mostIterations: number;
  /** Mean log loss of the answers plus the prior's penalty, per answer. */
  readonly loss: number;
}

export type CheckedLogisticFitOptions = {
  readonly [Name in Exclude<keyof LogisticFitOptions, Hooks>]-?: NonNullable<LogisticFitOptions[Name]>;
} & Pick<LogisticFitOptions, Hooks>;

/** What has no default value. */
type Hooks = 'signal' | 'pause' | 'onProgress';

export function checkedLogisticFitOptions(options: LogisticFitOptions): CheckedLogisticFitOptions {
  checkObject('fitLogistic.options', options);
  const { population = logisticDefaults } = options;
  const {
    sharedPrecision = PRIOR_PRECISION.shared,
    skillPrecision = PRIOR_PRECISION.skill,
    itemPrecision = PRIOR_PRECISION.item,
  } = options;
  const { tolerance = 3e-6, mostIterations = 200, leastAnswers = 500, leastLearners = 10, factor = true } = options;
  const { pause, onProgress, signal } = options;
  checkLogisticPopulation('fitLogistic.options.population', population);
  checkPrecision('fitLogistic.options.sharedPrecision', sharedPrecision);
  checkPrecision('fitLogistic.options.skillPrecision', skillPrecision);
  checkPrecision('fitLogistic.options.itemPrecision', itemPrecision);
  checkPositive('fitLogistic.options.tolerance', tolerance);
  if (!(Number.isSafeInteger(mostIterations) && mostIterations >= 1)) {
    throw invalidInput('fitLogistic.options.mostIterations', 'a whole number ≥ 1', mostIterations);
  }
  checkCount('fitLogistic.options.leastAnswers', leastAnswers);
  checkCount('fitLogistic.options.leastLearners', leastLearners);
  checkBoolean('fitLogistic.options.factor', factor);
  checkSignal('fitLogistic.options.signal', signal);
  for (const [name, hook] of Object.entries({ pause, onProgress })) {
    if (hook !== undefined && typeof hook !== 'function') throw invalidInput(`fitLogistic.options.${name}`, 'a function', hook);
  }
  const precisions = { sharedPrecision, skillPrecision, itemPrecision };
  return { population, ...precisions, tolerance, mostIterations, leastAnswers, leastLearners, factor, pause, onProgress, signal };
}

/** Below a thousandth nothing would hold a weight that the answers do not tell, and beyond a million none could move. */
function checkPrecision(where: string, precision: number): void {
  if (!(precision >= 1e-3 && precision <= 1e6)) throw invalidInput(where, 'a number from 0.001 to 1000000', precision);
}
