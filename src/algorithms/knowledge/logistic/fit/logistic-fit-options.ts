import { invalidInput } from '../../../../errors.js';
import { checkBoolean, checkCount, checkObject, checkPositive } from '../../../argument-checks.js';
import { checkSignal } from '../../../fitting/run-in-slices.js';
import { checkLogisticPopulation, type LogisticPopulation, logisticDefaults, PRIOR_PRECISION } from '../logistic-weights.js';

/** How {@link fitLogistic} goes about it. */
export type LogisticFitOptions = {
  /** Towards which weights the fit is drawn, and what it falls back to; {@link logisticDefaults} unless told. */
  readonly population?: LogisticPopulation | undefined;
  /** Precision (inverse variance) of the normal prior of shared weights; 0.001 to 1,000,000; 10 unless told. */
  readonly sharedPrecision?: number | undefined;
  /** Of what a skill adds to them; 8 unless told. */
  readonly skillPrecision?: number | undefined;
  /** Of items; 1.2 unless told. */
  readonly itemPrecision?: number | undefined;
  /** Over when a step lowers the loss by less than this share of it; above 0, 3e-6 unless told. */
  readonly tolerance?: number | undefined;
  /** Steps after which the fit is given up as not converged; 200 unless told. */
  readonly mostIterations?: number | undefined;
  /** Fewer answers are not fitted; 500 unless told. */
  readonly leastAnswers?: number | undefined;
  /** Fewer learners are not fitted; 10 unless told. */
  readonly leastLearners?: number | undefined;
  /** Waited for between two slices of a few milliseconds of work; the next turn of the event loop unless told. */
  readonly pause?: (() => Promise<void>) | undefined;
  /** Whether to fit a factor of eight numbers a learner on top, see {@link LogisticFactor}; true unless told. */
  readonly factor?: boolean | undefined;
  /** Called after each step of the fit. */
  readonly onProgress?: ((progress: LogisticFitProgress) => void) | undefined;
  /** Stops the fit with the error `aborted`. */
  readonly signal?: AbortSignal | undefined;
};

export interface LogisticFitProgress {
  readonly iterations: number;
  readonly mostIterations: number;
  /** Mean log loss of the answers, and what the prior costs, an answer. */
  readonly loss: number;
}

export type CheckedLogisticFitOptions = {
  readonly [Name in Exclude<keyof LogisticFitOptions, Hooks>]-?: NonNullable<LogisticFitOptions[Name]>;
} & Pick<LogisticFitOptions, Hooks>;

/** What has no usual value. */
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
