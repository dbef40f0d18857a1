import { type BoundedMinimum, boundedMinimum } from '../../fitting/bounded-minimum.js';
import { fsrsDefaultWeights } from '../fsrs/fsrs-weights.js';
import { LONGEST_INTERVAL_DAYS } from '../longest-interval.js';
import type { ForgettingCurve } from './forgetting-curve.js';
import type { CurveShape } from './forgetting-curve-params.js';
import { type CurveMeasure, type RecallTrials, recallLoss } from './recall-loss.js';

/** A parameter of the curve. */
export type CurveNumber = keyof ForgettingCurve;

const NUMBERS = ['initial_strength', 'stability', 'decay_rate'] as const satisfies readonly CurveNumber[];

/** Strength; ln of days, from a tenth of a second; ln of decay, wide about FSRS-6's 0.1 to 0.8. */
const LOWEST: readonly number[] = [0.01, Math.log(1e-6), Math.log(0.02)];
const HIGHEST: readonly number[] = [1, Math.log(LONGEST_INTERVAL_DAYS), Math.log(5)];

/** A search begins at the best start of each strength: the loss has valleys in which a single one may stay. */
const STARTS_STRENGTH: readonly number[] = [1, 0.7, 0.45];
const STARTS_STABILITY_DAYS: readonly number[] = [1e-4, 1e-3, 0.01, 0.1, 1, 5, 25, 125, 600];
const STARTS_DECAY: readonly number[] = [0.1, 0.3, 1];

const HELD_DECAY = fsrsDefaultWeights[20] as number;

const MOST_EVALUATIONS = 500;
const TOLERANCE = 1e-12;
const CURVATURE_PER_TRIAL = 0.1;

/** A parameter at a bound of its range. */
export type CurveBoundHit = { readonly number: CurveNumber; readonly bound: 'lowest' | 'highest' };

interface FoundCurve extends Pick<BoundedMinimum, 'value' | 'evaluations' | 'converged'> {
  readonly curve: ForgettingCurve;
  /** The mean squared error. */
  readonly squares: number;
  readonly boundsHit: readonly CurveBoundHit[];
}

/** Those that so many different times cannot tell; the exponential has no decay. */
export function heldNumbers(times: number, shape: CurveShape): readonly CurveNumber[] {
  const held: CurveNumber[] = [];
  if (shape === 'power' && times < 3) held.push('decay_rate');
  if (times < 2) held.push('initial_strength');
  return held;
}

/** The curve of the least loss; counts must sum to 1. */
export function searchCurve(trials: RecallTrials, shape: CurveShape, measure: CurveMeasure, held: readonly CurveNumber[]): FoundCurve {
  const strengths = held.includes('initial_strength') ? [1] : STARTS_STRENGTH;
  const searches = strengths.map((strength) => searchFrom(bestStart(trials, strength, shape, measure, held), trials, shape, measure, held));
  const { point, ...found } = searches.reduce((best, each) => (each.value < best.value ? each : best));
  const [initial_strength, logStability, logDecay] = point as unknown as Point;
  return {
    ...found,
    evaluations: searches.reduce((sum, { evaluations }) => sum + evaluations, 0),
    curve: { initial_strength, decay_rate: Math.exp(logDecay), stability: Math.exp(logStability) },
    squares: recallLoss(trials, [initial_strength, logStability, logDecay], shape, 'least_squares').value,
    boundsHit: NUMBERS.flatMap((number, index): readonly CurveBoundHit[] => {
      if (held.includes(number)) return [];
      if (point[index] === LOWEST[index]) return [{ number, bound: 'lowest' }];
      return point[index] === HIGHEST[index] ? [{ number, bound: 'highest' }] : [];
    }),
  };
}

type Point = readonly [strength: number, logStability: number, logDecay: number];

function bestStart(trials: RecallTrials, strength: number, shape: CurveShape, measure: CurveMeasure, held: readonly CurveNumber[]): Point {
  const decays = shape === 'exponential' || held.includes('decay_rate') ? [HELD_DECAY] : STARTS_DECAY;
  const starts = STARTS_STABILITY_DAYS.flatMap((days) => decays.map((decay) => [strength, Math.log(days), Math.log(decay)] as const));
  const losses = starts.map((start) => recallLoss(trials, start, shape, measure).value);
  return starts[losses.indexOf(Math.min(...losses))] as Point;
}

function searchFrom(
  start: Point,
  trials: RecallTrials,
  shape: CurveShape,
  measure: CurveMeasure,
  held: readonly CurveNumber[],
): BoundedMinimum {
  const holding = (bounds: readonly number[]): Float64Array =>
    Float64Array.from(bounds, (bound, index) => (held.includes(NUMBERS[index] as CurveNumber) ? (start[index] as number) : bound));
  const steps = boundedMinimum({
    start: Float64Array.from(start),
    lowest: holding(LOWEST),
    highest: holding(HIGHEST),
    curvature: new Float64Array(3).fill(CURVATURE_PER_TRIAL),
    mostEvaluations: MOST_EVALUATIONS,
    tolerance: TOLERANCE,
  });
  let next = steps.next();
  while (!next.done) next = steps.next(recallLoss(trials, next.value as unknown as Point, shape, measure));
  return next.value;
}
