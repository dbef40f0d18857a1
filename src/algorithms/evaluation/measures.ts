import { ascendingOrder, type Ranks, ranksOf } from './ascending-order.js';
import { binOf } from './calibration.js';
import { lossOf } from './log-loss.js';
import type { PredictionColumns } from './prediction.js';
import { PROBABILITY_BINS } from './rmse-bins.js';

/** Measures of a list of predictions; null if a measure is undefined for the data. */
export type Measures = {
  /** Mean log loss: {@link logLoss}. Lower is better. */
  readonly logLoss: number | null;
  /** Area under the ROC curve: {@link auc}. Higher is better; null unless both outcomes occur. */
  readonly auc: number | null;
  /** Root mean squared error: {@link rmse}. Lower is better. */
  readonly rmse: number | null;
  /** Expected calibration error with ten bins: {@link calibration}. Lower is better. */
  readonly calibrationError: number | null;
  /** {@link rmseBins}, over the given bins, or over twenty bins of the prediction. Lower is better. */
  readonly rmseBins: number | null;
};

export const MEASURES = ['logLoss', 'auc', 'rmse', 'calibrationError', 'rmseBins'] as const satisfies readonly (keyof Measures)[];

const NOTHING: Measures = { logLoss: null, auc: null, rmse: null, calibrationError: null, rmseBins: null };

/** Bins of the calibration error: two of those of the probability each. */
const CALIBRATION_BINS = PROBABILITY_BINS / 2;

/** Predictions sorted once, ascending, with everything that a measure needs of each, so that measuring a resample is one pass. */
export type SortedPredictions = {
  readonly predicted: Float64Array;
  readonly actual: Uint8Array;
  readonly loss: Float64Array;
  /** Which unit of resampling it belongs to: its learner, or itself. */
  readonly unit: Int32Array;
  readonly units: number;
  readonly probabilityBin: Uint8Array;
  /** The bins of `rmseBins` where they are given. */
  readonly group: Int32Array | null;
  readonly groups: number;
};

export function sortPredictions(
  { predicted, actual }: PredictionColumns,
  unit: Int32Array | null,
  group: Int32Array | null = null,
  ranks: Ranks = ranksOf(predicted),
): SortedPredictions {
  const n = predicted.length;
  const order = ascendingOrder(ranks);
  const sorted = {
    predicted: new Float64Array(n),
    actual: new Uint8Array(n),
    loss: new Float64Array(n),
    unit: new Int32Array(n),
    probabilityBin: new Uint8Array(n),
    group: group === null ? null : new Int32Array(n),
  };
  let units = unit === null ? n : 0;
  let groups = 0;
  for (let at = 0; at < n; at += 1) {
    const row = order[at] as number;
    const chance = predicted[row] as number;
    const outcome = actual[row] as number;
    sorted.predicted[at] = chance;
    sorted.actual[at] = outcome;
    sorted.loss[at] = lossOf(chance, outcome);
    sorted.unit[at] = unit === null ? row : (unit[row] as number);
    sorted.probabilityBin[at] = binOf(chance, PROBABILITY_BINS);
    if (unit !== null) units = Math.max(units, (unit[row] as number) + 1);
    if (sorted.group !== null) {
      sorted.group[at] = group?.[row] as number;
      groups = Math.max(groups, (group?.[row] as number) + 1);
    }
  }
  return { ...sorted, units, groups };
}

/** All measures in one pass; `weights`, one per unit, says how often each was drawn. */
export function measure(data: SortedPredictions, weights: Uint32Array | null): Measures {
  const { predicted, actual, loss, unit, probabilityBin, group } = data;
  const distance = new Float64Array(PROBABILITY_BINS);
  const counts = new Float64Array(PROBABILITY_BINS);
  const groupDistance = new Float64Array(data.groups);
  const groupCounts = new Float64Array(data.groups);
  let [n, losses, squares, successes, failures, won] = [0, 0, 0, 0, 0, 0];
  let [tied, tiedSuccesses, tiedFailures] = [-1, 0, 0];
  for (let at = 0; at < predicted.length; at += 1) {
    const weight = weights === null ? 1 : (weights[unit[at] as number] as number);
    if (weight === 0) continue;
    const chance = predicted[at] as number;
    const outcome = actual[at] as number;
    if (chance !== tied) {
      won += tiedSuccesses * (failures + tiedFailures / 2);
      successes += tiedSuccesses;
      failures += tiedFailures;
      tied = chance;
      tiedSuccesses = 0;
      tiedFailures = 0;
    }
    if (outcome === 1) tiedSuccesses += weight;
    else tiedFailures += weight;
    const off = chance - outcome;
    n += weight;
    losses += weight * (loss[at] as number);
    squares += weight * off * off;
    const bin = probabilityBin[at] as number;
    distance[bin] = (distance[bin] as number) + weight * off;
    counts[bin] = (counts[bin] as number) + weight;
    if (group !== null) {
      const its = group[at] as number;
      groupDistance[its] = (groupDistance[its] as number) + weight * off;
      groupCounts[its] = (groupCounts[its] as number) + weight;
    }
  }
  if (n === 0) return NOTHING;
  won += tiedSuccesses * (failures + tiedFailures / 2);
  successes += tiedSuccesses;
  failures += tiedFailures;
  return {
    logLoss: losses / n,
    auc: successes === 0 || failures === 0 ? null : won / (successes * failures),
    rmse: Math.sqrt(squares / n),
    calibrationError: meanDistance(distance) / n,
    rmseBins: Math.sqrt((group === null ? squareDistance(distance, counts) : squareDistance(groupDistance, groupCounts)) / n),
  };
}

/** What always predicting the base rate comes to: {@link measure} of that, by its closed forms. */
export function measureBaseRate({ actual, group, groups }: SortedPredictions): Measures {
  const n = actual.length;
  if (n === 0) return NOTHING;
  const rate = actual.reduce((sum, outcome) => sum + outcome, 0) / n;
  const distance = new Float64Array(groups);
  const counts = new Float64Array(groups);
  for (let at = 0; group !== null && at < n; at += 1) {
    const its = group[at] as number;
    distance[its] = (distance[its] as number) + rate - (actual[at] as number);
    counts[its] = (counts[its] as number) + 1;
  }
  return {
    logLoss: rate * lossOf(rate, 1) + (1 - rate) * lossOf(rate, 0),
    auc: rate === 0 || rate === 1 ? null : 0.5,
    rmse: Math.sqrt(rate * (1 - rate)),
    calibrationError: 0,
    rmseBins: Math.sqrt(squareDistance(distance, counts) / n),
  };
}

/** Σ count·|predicted − observed| over the bins of calibration, each two neighbours of those of the probability. */
function meanDistance(distance: Float64Array): number {
  let sum = 0;
  for (let bin = 0; bin < CALIBRATION_BINS; bin += 1) sum += Math.abs((distance[2 * bin] as number) + (distance[2 * bin + 1] as number));
  return sum;
}

function squareDistance(distance: Float64Array, counts: Float64Array): number {
  let sum = 0;
  for (let bin = 0; bin < counts.length; bin += 1) {
    if (counts[bin] !== 0) sum += (distance[bin] as number) ** 2 / (counts[bin] as number);
  }
  return sum;
}
