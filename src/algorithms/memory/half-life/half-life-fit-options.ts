import { invalidInput } from '../../../errors.js';
import { checkCount, checkObject } from '../../argument-checks.js';
import { checkWeights } from './half-life.js';
import type { HalfLifeMeasure } from './half-life-loss.js';

/** α and λ as in the published code (github.com/duolingo/halflife-regression, `SpacedRepetitionModel`). */
const HALF_LIFE_WEIGHT = 0.01;
const SHRINKAGE = 0.1;

const LARGEST = 1000;
const MOST_EVALUATIONS = 500;

export type HalfLifeFitOptions = {
  /** `squared`, as in the paper, by default. */
  readonly measure?: HalfLifeMeasure | undefined;
  /** α of the paper, 0 to 1000; 0.01 by default, or 0 if every observation is a single answer, which does not determine a half-life. */
  readonly halfLifeWeight?: number | undefined;
  /** λ of the paper, 0 to 1000; 0.1 by default. */
  readonly shrinkage?: number | undefined;
  /** The initial weights, and the fallback; zeros by default. */
  readonly weights?: readonly number[] | undefined;
  /** Maximum number of loss evaluations; 500 by default. */
  readonly mostEvaluations?: number | undefined;
};

/** The options as given or by default, except for the weights, whose number the observations tell. */
export type CheckedHalfLifeFitOptions = {
  readonly measure: HalfLifeMeasure;
  readonly halfLifeWeight: number;
  readonly shrinkage: number;
  readonly mostEvaluations: number;
};

export function checkHalfLifeFitOptions(where: string, options: HalfLifeFitOptions): CheckedHalfLifeFitOptions {
  checkObject(where, options);
  const {
    measure = 'squared',
    halfLifeWeight = HALF_LIFE_WEIGHT,
    shrinkage = SHRINKAGE,
    weights,
    mostEvaluations = MOST_EVALUATIONS,
  } = options;
  if (measure !== 'squared' && measure !== 'likelihood') throw invalidInput(`${where}.measure`, "'squared' or 'likelihood'", measure);
  checkShare(`${where}.halfLifeWeight`, halfLifeWeight);
  checkShare(`${where}.shrinkage`, shrinkage);
  if (weights !== undefined) checkWeights(`${where}.weights`, weights);
  checkCount(`${where}.mostEvaluations`, mostEvaluations);
  return { measure, halfLifeWeight, shrinkage, mostEvaluations };
}

function checkShare(where: string, value: number): void {
  if (!(Number.isFinite(value) && value >= 0 && value <= LARGEST)) throw invalidInput(where, 'a number from 0 to 1000', value);
}
