import { invalidInput } from '../../errors.js';
import { checkCount, checkObject, checkPositive } from '../argument-checks.js';
import { seededRandom } from '../seeded-random.js';
import { type Measures, measure, type SortedPredictions } from './measures.js';

const DEFAULT_REPLICATES = 200;
const MOST_REPLICATES = 100_000;
const DEFAULT_LEVEL = 0.95;

/** Fewer learners than this make a poor sample of learners (Cameron, Gelbach and Miller 2008 on few clusters); then answers are drawn. */
export const LEAST_LEARNERS_TO_DRAW = 20;

/** Options of a bootstrap. */
export type BootstrapOptions = {
  /** Number of resamples, 0 (no intervals) to 100,000; 200 by default. */
  readonly replicates?: number | undefined;
  /** The level of the interval, above 0 and below 1; 0.95 by default. */
  readonly level?: number | undefined;
  /** Returns random numbers ≥ 0 and < 1. {@link seededRandom}(0) by default, so that the same data gives the same intervals. */
  readonly random?: (() => number) | undefined;
};

/** The bounds of an interval. */
export type Interval = { readonly low: number; readonly high: number };

export type CheckedBootstrap = { readonly replicates: number; readonly level: number; readonly random: () => number };

export function checkBootstrap(where: string, options: BootstrapOptions): CheckedBootstrap {
  checkObject(where, options);
  const { replicates = DEFAULT_REPLICATES, level = DEFAULT_LEVEL, random = seededRandom(0) } = options;
  checkCount(`${where}.replicates`, replicates);
  if (replicates > MOST_REPLICATES) throw invalidInput(`${where}.replicates`, 'a whole number from 0 to 100000', replicates);
  checkPositive(`${where}.level`, level);
  if (level >= 1) throw invalidInput(`${where}.level`, 'a number > 0 and < 1', level);
  if (typeof random !== 'function') throw invalidInput(`${where}.random`, 'a function that returns numbers from 0 to below 1', random);
  return { replicates, level, random };
}

/** The measures of each replicate: units drawn with replacement, as many as there are, all data sets by the same draw. Yields once a replicate. */
export function* resample(
  data: readonly SortedPredictions[],
  { replicates, random }: CheckedBootstrap,
): Generator<void, readonly (readonly Measures[])[]> {
  const units = data.reduce((most, each) => Math.max(most, each.units), 0);
  const drawn: (readonly Measures[])[] = [];
  const weights = new Uint32Array(units);
  for (let replicate = 0; replicate < replicates && units > 0; replicate += 1) {
    weights.fill(0);
    for (let draw = 0; draw < units; draw += 1) {
      const unit = Math.floor(random() * units);
      if (!(unit >= 0 && unit < units)) throw invalidInput('random', 'numbers from 0 to below 1', unit / units);
      weights[unit] = (weights[unit] as number) + 1;
    }
    drawn.push(data.map((each) => measure(each, weights)));
    yield;
  }
  return drawn;
}

/** The percentile interval of what replicates gave; null when most of them could not tell. */
export function percentileInterval(values: readonly (number | null)[], level: number): Interval | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (known.length === 0 || known.length < values.length / 2) return null;
  return { low: quantile(known, (1 - level) / 2), high: quantile(known, (1 + level) / 2) };
}

/** Linear between the two nearest order statistics. */
function quantile(ascending: readonly number[], share: number): number {
  const place = share * (ascending.length - 1);
  const below = ascending[Math.floor(place)] as number;
  const above = ascending[Math.ceil(place)] as number;
  return below + (above - below) * (place - Math.floor(place));
}

/** Each row's unit of resampling: its cluster, or null for itself where there are no clusters or too few. */
export function unitsOf(where: string, clusters: Clusters | undefined, rows: number, least: number): Int32Array | null {
  if (clusters === undefined) return null;
  if (!(Array.isArray(clusters) || clusters instanceof Int32Array)) throw invalidInput(where, 'a list of learners', clusters);
  if (clusters.length !== rows) throw invalidInput(where, 'one for each prediction', clusters);
  const numbers = new Map<unknown, number>();
  const unit = new Int32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const cluster = clusters[row];
    if (typeof cluster !== 'string' && !Number.isFinite(cluster)) throw invalidInput(where, 'texts or numbers', cluster);
    const known = numbers.get(cluster) ?? numbers.size;
    numbers.set(cluster, known);
    unit[row] = known;
  }
  return numbers.size < least ? null : unit;
}

/** The learner of each prediction, by name or number. */
export type Clusters = readonly (number | string)[] | Int32Array;
