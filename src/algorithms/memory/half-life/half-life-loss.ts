import type { Evaluation } from '../../fitting/bounded-minimum.js';
import { clippedRecall, daysOf, LONGEST_HALF_LIFE_DAYS, observedHalfLife, SHORTEST_HALF_LIFE_DAYS } from './half-life.js';
import type { HalfLifeObservation } from './half-life-observation.js';

/**
 * The loss of a predicted recall p̂, given the observed p. `squared`: (p − p̂)², as in the paper. `likelihood`: −p·ln p̂ − (1 − p)·ln(1 − p̂).
 */
export type HalfLifeMeasure = 'squared' | 'likelihood';

/** Observations in columns: features row by row. */
export interface HalfLifeTable {
  readonly rows: number;
  readonly columns: number;
  readonly features: Float64Array;
  readonly elapsedDays: Float64Array;
  readonly recalled: Float64Array;
  readonly halfLife: Float64Array;
}

/** In an order of their own, so that sums over them do not depend on the order they came in. */
export function halfLifeTable(observations: readonly HalfLifeObservation[], columns: number): HalfLifeTable {
  const sorted = [...observations].sort(byContent);
  return {
    rows: sorted.length,
    columns,
    features: Float64Array.from(sorted.flatMap(({ features }) => features)),
    elapsedDays: Float64Array.from(sorted, ({ elapsedDays }) => elapsedDays),
    recalled: Float64Array.from(sorted, ({ recalled }) => recalled),
    halfLife: Float64Array.from(sorted, ({ recalled, elapsedDays }) => observedHalfLife(recalled, elapsedDays)),
  };
}

function byContent(a: HalfLifeObservation, b: HalfLifeObservation): number {
  const first = a.elapsedDays - b.elapsedDays || a.recalled - b.recalled;
  if (first !== 0) return first;
  const differing = a.features.findIndex((feature, index) => feature !== b.features[index]);
  return differing === -1 ? 0 : (a.features[differing] as number) - (b.features[differing] as number);
}

/** An observation takes as long as about so many units of work, as slices count it. */
const WORK_PER_OBSERVATION = 4;
/** Observations between two pauses: about a millisecond. */
const SLICE = 4_096;

/**
 * Σ loss(p, p̂) + halfLifeWeight·(h − ĥ)² over a table, with its derivatives by the weights; where ĥ is at a bound it has none. Yields its
 * work in pieces.
 */
export function* halfLifeLoss(
  table: HalfLifeTable,
  weights: Float64Array,
  measure: HalfLifeMeasure,
  halfLifeWeight: number,
): Generator<number, Evaluation> {
  const { rows, columns, features } = table;
  const gradient = new Float64Array(columns);
  let value = 0;
  for (let row = 0; row < rows; row += 1) {
    if (row % SLICE === SLICE - 1) yield SLICE * WORK_PER_OBSERVATION;
    const start = row * columns;
    let exponent = 0;
    for (let column = 0; column < columns; column += 1) exponent += (features[start + column] as number) * (weights[column] as number);
    const halfLife = daysOf(exponent);
    const lost = Math.LN2 * ((table.elapsedDays[row] as number) / halfLife);
    const exact = Math.exp(-lost);
    const predicted = clippedRecall(exact);
    const recalled = table.recalled[row] as number;
    const away = halfLife - (table.halfLife[row] as number);
    let byRecall: number;
    if (measure === 'squared') {
      value += (predicted - recalled) ** 2;
      byRecall = 2 * (predicted - recalled);
    } else {
      value -= recalled * Math.log(predicted) + (1 - recalled) * Math.log1p(-predicted);
      byRecall = (1 - recalled) / (1 - predicted) - recalled / predicted;
    }
    value += halfLifeWeight * away * away;
    if (halfLife === SHORTEST_HALF_LIFE_DAYS || halfLife === LONGEST_HALF_LIFE_DAYS) continue;
    const throughRecall = exact === predicted ? byRecall * exact * lost : 0;
    const slope = Math.LN2 * (throughRecall + halfLifeWeight * 2 * away * halfLife);
    for (let column = 0; column < columns; column += 1) {
      gradient[column] = (gradient[column] as number) + slope * (features[start + column] as number);
    }
  }
  return { value, gradient };
}
