import type { AbilityPrior } from './ability-params.js';
import type { ResponseColumns } from './item-responses.js';
import { logLikelihoodAt } from './log-likelihood.js';

/** The normal prior holds all but 4e-33 of its mass within it. */
const REACH_SD = 12;
/** Spacing of the first grid, in standard deviations of the prior, or in units of the steepest curve if that is finer. */
const FIRST_STEP_SD = 0.5;
const STEP_OF_STEEPEST = 2;
const MOST_FIRST_POINTS = 8000;
/** Densities below e⁻⁴⁰ of the highest add nothing to a double. */
const NEGLIGIBLE_LOG = 40;
/** Grids are refined until mean and deviation change by less than it, in standard deviations of the prior; the finer grid is then right to 1e-12. */
const TOLERANCE = 1e-6;
/** The posterior must weigh as much as so many points of a grid before two grids that agree are believed. */
const FEWEST_POINTS = 2;
const MOST_REFINEMENTS = 40;

/** Mean and standard deviation of a posterior. */
export interface PosteriorMoments {
  readonly mean: number;
  readonly sd: number;
}

/** A grid with the logarithm of the posterior density, except for a constant, at each of its points. */
interface Grid {
  readonly low: number;
  readonly step: number;
  readonly logs: Float64Array;
}

/**
 * Mean and standard deviation of the ability's posterior, by the rectangle rule on finer and finer grids: for analytic functions that
 * vanish at both ends each halving of the spacing squares the error (Trefethen and Weideman 2014), so of two grids that agree to 1e-6 the finer is right to 1e-12.
 */
export function expectedAbility(responses: ResponseColumns, { mean, sd }: AbilityPrior): PosteriorMoments {
  const logAt = (theta: number): number => logLikelihoodAt(responses, theta) - ((theta - mean) / sd) ** 2 / 2;
  let grid = firstGrid(responses, { mean, sd }, logAt);
  let before = momentsOf(grid);
  for (let refinement = 0; refinement < MOST_REFINEMENTS; refinement += 1) {
    grid = refined(withoutTails(grid), logAt);
    const now = momentsOf(grid);
    const change = Math.max(Math.abs(now.mean - before.mean), Math.abs(now.sd - before.sd));
    if (change <= TOLERANCE * sd && before.points >= FEWEST_POINTS) return now;
    before = now;
  }
  return before;
}

function firstGrid({ steepest }: ResponseColumns, { mean, sd }: AbilityPrior, logAt: (theta: number) => number): Grid {
  const width = 2 * REACH_SD * sd;
  const wanted = Math.min(FIRST_STEP_SD * sd, steepest > 0 ? STEP_OF_STEEPEST / steepest : width);
  const intervals = Math.min(MOST_FIRST_POINTS, Math.ceil(width / wanted));
  const low = mean - REACH_SD * sd;
  const step = width / intervals;
  return { low, step, logs: Float64Array.from({ length: intervals + 1 }, (_, index) => logAt(low + index * step)) };
}

/** The part of a grid where the density is not negligible, with one point more on either side. */
function withoutTails({ low, step, logs }: Grid): Grid {
  const least = logs.reduce((most, log) => Math.max(most, log), Number.NEGATIVE_INFINITY) - NEGLIGIBLE_LOG;
  const first = Math.max(0, logs.findIndex((log) => log > least) - 1);
  const last = Math.min(logs.length - 1, logs.findLastIndex((log) => log > least) + 1);
  return { low: low + first * step, step, logs: logs.subarray(first, last + 1) };
}

function refined({ low, step, logs }: Grid, logAt: (theta: number) => number): Grid {
  const half = step / 2;
  const finer = new Float64Array(2 * logs.length - 1);
  for (let index = 0; index < finer.length; index += 1) {
    finer[index] = index % 2 === 0 ? (logs[index / 2] as number) : logAt(low + index * half);
  }
  return { low, step: half, logs: finer };
}

function momentsOf({ low, step, logs }: Grid): PosteriorMoments & { readonly points: number } {
  const highest = logs.reduce((most, log) => Math.max(most, log), Number.NEGATIVE_INFINITY);
  let [weight, sum] = [0, 0];
  for (let index = 0; index < logs.length; index += 1) {
    const density = Math.exp((logs[index] as number) - highest);
    weight += density;
    sum += density * index;
  }
  const center = sum / weight;
  let squares = 0;
  for (let index = 0; index < logs.length; index += 1) squares += Math.exp((logs[index] as number) - highest) * (index - center) ** 2;
  return { mean: low + center * step, sd: step * Math.sqrt(squares / weight), points: weight };
}
