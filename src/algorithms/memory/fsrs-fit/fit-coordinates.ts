import { FSRS_WEIGHTS } from '../fsrs/fsrs-weights.js';

/**
 * The standard deviation of each weight between learners: the scale of steps and of the regularisation in a fit.
 * Source: fsrs-rs, `PARAMS_STDDEV` in src/training.rs.
 */
export const fsrsWeightSpread: readonly number[] = [
  6.43, 9.66, 17.58, 27.85, 0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33, 0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27,
];

/** The first four weights: stability after a first answer of again, hard, good, easy. */
export const FIRST_STABILITIES = 4;

/**
 * What the search moves instead of the weights. The first stabilities as what each adds to the one before, so that a bound of 0 keeps them in
 * order and a better first answer is never followed by a shorter interval; the others as distances from `centre`, in units of their spread.
 */
export interface FitCoordinates {
  readonly centre: readonly number[];
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
}

/** @param free - how many weights may move, from w0 on */
export function fitCoordinates(centre: readonly number[], free: number): FitCoordinates {
  const lowest = new Float64Array(centre.length);
  const highest = new Float64Array(centre.length);
  for (const [index, bounds] of FSRS_WEIGHTS.entries()) {
    const at = centre[index] as number;
    if (index >= free) continue;
    if (index < FIRST_STABILITIES) {
      lowest[index] = index === 0 ? bounds.lowest / at : 0;
      highest[index] = bounds.highest / at;
    } else {
      lowest[index] = (bounds.lowest - at) / spread(index);
      highest[index] = (bounds.highest - at) / spread(index);
    }
  }
  return { centre, lowest, highest };
}

export function pointOf({ centre }: FitCoordinates, weights: readonly number[]): Float64Array {
  return Float64Array.from(weights, (weight, index) => {
    const at = centre[index] as number;
    if (index >= FIRST_STABILITIES) return (weight - at) / spread(index);
    return (weight - (index === 0 ? 0 : (weights[index - 1] as number))) / at;
  });
}

export function weightsAt({ centre }: FitCoordinates, point: Float64Array): Float64Array {
  let stability = 0;
  return point.map((distance, index) => {
    const at = centre[index] as number;
    const { lowest, highest } = FSRS_WEIGHTS[index] as (typeof FSRS_WEIGHTS)[number];
    if (index < FIRST_STABILITIES) stability += distance * at;
    const weight = index < FIRST_STABILITIES ? stability : at + distance * spread(index);
    return Math.min(highest, Math.max(lowest, weight));
  });
}

/** The derivatives by the coordinates, from those by the weights. */
export function slopeAt({ centre }: FitCoordinates, byWeight: Float64Array): Float64Array {
  const slope = byWeight.map((each, index) => each * (index < FIRST_STABILITIES ? 1 : spread(index)));
  let above = 0;
  for (let index = FIRST_STABILITIES - 1; index >= 0; index -= 1) {
    above += byWeight[index] as number;
    slope[index] = above * (centre[index] as number);
  }
  return slope;
}

function spread(index: number): number {
  return fsrsWeightSpread[index] as number;
}
