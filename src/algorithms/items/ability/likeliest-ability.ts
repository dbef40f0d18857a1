import type { AbilityPrior } from './ability-params.js';
import { type HighestPoint, highestPoint } from './highest-point.js';
import type { ResponseColumns } from './item-responses.js';
import { type LikelihoodSlope, likelihoodSlopeAt, logLikelihoodAt } from './log-likelihood.js';

/** The grid on which several tops are looked for: no wider than a quarter, nor than half of what the steepest curve needs to rise. */
const WIDEST_STEP = 0.25;
const STEP_OF_STEEPEST = 0.5;
const MOST_STEPS = 4000;
/** Parts into which the rise between two tops of Warm's likelihood is cut: an even number, for Simpson's rule. */
const SIMPSON_PARTS = 400;
const ROUNDING_MARGIN = 1e-6;

/** Where the likelihood (no prior) or the posterior density is highest, within a range. */
export function likeliestAbility(responses: ResponseColumns, prior: AbilityPrior | null, range: readonly [number, number]): HighestPoint {
  const at: LikelihoodSlope = { slope: 0, information: 0, skew: 0 };
  const { mean, sd } = prior ?? { mean: 0, sd: Number.POSITIVE_INFINITY };
  const slopeAt = (theta: number): number => {
    likelihoodSlopeAt(responses, theta, at);
    return at.slope - (theta - mean) / sd / sd;
  };
  const heightAt = (theta: number): number => logLikelihoodAt(responses, theta) - ((theta - mean) / sd) ** 2 / 2;
  // Without guessing both are concave: one top, and no grid.
  const step = responses.guesses ? gridStep(responses, range) : range[1] - range[0];
  return highestPoint(slopeAt, (from, to) => heightAt(to) - heightAt(from), range, step);
}

/**
 * Where the highest point of a posterior can be. It is at least as high as the prior's mean μ, and ℓ is never above 0,
 * so (θ − μ)²/(2·sd²) ≤ −ℓ(μ). That widens with the root of the number of answers; where guessing asks for a grid, it is narrowed to
 * what the right answers alone can pull upwards, and the wrong ones downwards.
 */
export function posteriorRange(responses: ResponseColumns, { mean, sd }: AbilityPrior): readonly [number, number] {
  const reach = sd * Math.sqrt(-2 * logLikelihoodAt(responses, mean)) * (1 + ROUNDING_MARGIN);
  if (!responses.guesses) return [mean - reach, mean + reach];
  const farthest = (side: 1 | -1): number => {
    let [within, beyond] = [0, reach];
    while (beyond - within > WIDEST_STEP) {
      const middle = (within + beyond) / 2;
      if (pull(responses, side, mean + side * middle) < middle / sd / sd) beyond = middle;
      else within = middle;
    }
    return mean + side * beyond;
  };
  return [farthest(-1), farthest(1)];
}

/** How steeply the right answers (side 1) make the likelihood rise at an ability at most, or the wrong ones (side −1) fall: less farther out. */
function pull({ slope, difficulty, right, count }: ResponseColumns, side: 1 | -1, theta: number): number {
  let sum = 0;
  for (let place = 0; place < count; place += 1) {
    if ((right[place] === 1) !== (side === 1)) continue;
    const steepness = slope[place] as number;
    // Guessing only takes away from it: P′/P ≤ a·(1 − σ), and (1 − P)′/(1 − P) = −a·σ.
    sum += steepness / (1 + Math.exp(side * steepness * (theta - (difficulty[place] as number))));
  }
  return sum;
}

/** Where Warm's weighted likelihood is highest: ℓ′ + J/(2I) = 0 (Warm 1989, equation 11). */
export function weightedAbility(responses: ResponseColumns, range: readonly [number, number]): HighestPoint {
  const at: LikelihoodSlope = { slope: 0, information: 0, skew: 0 };
  const flattest = responses.slope.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY);
  const middle = responses.difficulty.reduce((sum, each) => sum + each, 0) / responses.count;
  const slopeAt = (theta: number): number => {
    likelihoodSlopeAt(responses, theta, at);
    // So far out that no double holds the information, the flattest curve decides: J/I tends to its slope, towards the items.
    const correction = at.information > 0 ? at.skew / at.information : Math.sign(middle - theta) * flattest;
    return at.slope + correction / 2;
  };
  return highestPoint(slopeAt, (from, to) => integral(slopeAt, from, to), range, gridStep(responses, range));
}

function gridStep({ steepest }: ResponseColumns, [low, high]: readonly [number, number]): number {
  return Math.max((high - low) / MOST_STEPS, Math.min(WIDEST_STEP, STEP_OF_STEEPEST / steepest));
}

function integral(f: (x: number) => number, from: number, to: number): number {
  let sum = f(from) + f(to);
  for (let part = 1; part < SIMPSON_PARTS; part += 1) {
    sum += (part % 2 === 1 ? 4 : 2) * f(from + ((to - from) * part) / SIMPSON_PARTS);
  }
  return (sum * (to - from)) / (3 * SIMPSON_PARTS);
}
