import { AdaptiveLearningError } from '../../../errors.js';
import { squarem } from './accelerate.js';
import type { Expectation, ExpectationStep } from './expectation.js';
import { copyOf, type ItemCurves } from './item-curves.js';
import { type CurveLimits, logPrior } from './item-objective.js';
import { intoLimits, maximizeItem, maximizeWithOneSlope } from './maximize-item.js';
import type { Quadrature } from './quadrature.js';

/** Multiplications and additions between two breaks in which timers and requests get their turn: some hundredths of a second. */
const WORK_BETWEEN_BREAKS = 2e7;

/** How an expectation-maximization run is led. */
export interface ClimbControl {
  readonly oneSlope: boolean;
  /** The run has converged when one step of EM moves no slope, intercept or logit by more. */
  readonly tolerance: number;
  readonly most_iterations: number;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((share: number) => void) | undefined;
}

export interface Climb {
  /** The last curves whose expectation was computed, with its log-likelihood. */
  readonly curves: ItemCurves;
  readonly logLikelihood: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** Expectation-maximization with {@link squarem}, from the curves given to a maximum; never downhill. */
export async function climb(
  start: ItemCurves,
  expect: ExpectationStep,
  { points }: Quadrature,
  limits: CurveLimits,
  control: ClimbControl,
): Promise<Climb> {
  const report = progress(control);
  let work = 0;
  let iterations = 0;
  let change = Number.POSITIVE_INFINITY;
  let at = { curves: start, height: Number.NEGATIVE_INFINITY, logLikelihood: 0 };

  /** One step of EM from there: the expectation, which also tells the height, then the maximization. */
  const stepFrom = async (curves: ItemCurves, lowest: number): Promise<ItemCurves | null> => {
    if (work > WORK_BETWEEN_BREAKS) {
      work = 0;
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    refuseIfAborted(control.signal);
    const expectation = expect(curves);
    iterations += 1;
    work += expect.work;
    const height = expectation.logLikelihood + logPrior(curves, limits);
    if (height < lowest) return null;
    at = { curves, height, logLikelihood: expectation.logLikelihood };
    const next = maximized(curves, expectation, points, limits, control.oneSlope);
    change = next.vector.reduce((most, value, index) => Math.max(most, Math.abs(value - (curves.vector[index] as number))), 0);
    report(change);
    return next;
  };

  let first = start;
  while (change > control.tolerance && iterations < control.most_iterations) {
    const second = (await stepFrom(first, Number.NEGATIVE_INFINITY)) as ItemCurves;
    if (change <= control.tolerance || iterations >= control.most_iterations) break;
    const third = (await stepFrom(second, Number.NEGATIVE_INFINITY)) as ItemCurves;
    if (change <= control.tolerance || iterations >= control.most_iterations) break;
    const far = copyOf(third);
    far.vector.set(squarem(first.vector, second.vector, third.vector));
    intoLimits(far, limits);
    first = (await stepFrom(far, at.height)) ?? third;
  }
  return { curves: at.curves, logLikelihood: at.logLikelihood, iterations, converged: change <= control.tolerance };
}

function maximized(curves: ItemCurves, expectation: Expectation, points: Float64Array, limits: CurveLimits, oneSlope: boolean): ItemCurves {
  const next = copyOf(curves);
  if (oneSlope) maximizeWithOneSlope(next, expectation, points, limits);
  else for (let item = 0; item < next.slope.length; item += 1) maximizeItem(next, item, expectation, points, limits);
  return next;
}

/** The change falls by a constant factor with each step, so its logarithm tells how far the way is. */
function progress({ tolerance, onProgress }: ClimbControl): (change: number) => void {
  let first = 0;
  let share = 0;
  return (change) => {
    if (onProgress === undefined) return;
    if (first === 0) first = change;
    const gone = change <= tolerance ? 1 : Math.log(first / change) / Math.log(first / tolerance);
    share = Math.min(1, Math.max(share, gone));
    onProgress(share);
  };
}

function refuseIfAborted(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw new AdaptiveLearningError('aborted', 'Fitting items was stopped by its signal', { where: 'fitItems.signal', cause: signal.reason });
}
