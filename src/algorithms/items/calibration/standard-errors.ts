import { posteriorOf, sumBlocks } from './expectation.js';
import { type ItemCurves, type LogCurves, logCurves } from './item-curves.js';
import type { CurveLimits } from './item-objective.js';
import { type ParameterPlaces, parameterPlaces } from './parameter-places.js';
import type { Quadrature } from './quadrature.js';
import type { ResponsePatterns } from './response-patterns.js';
import { symmetricInverse } from './symmetric-inverse.js';

/** More parameters than so make a matrix whose inverse takes longer than the fit. */
const MOST_PARAMETERS = 600;

/** Standard errors of an item's parameters; null for guessing if the model has none. */
export interface ItemStandardErrors {
  readonly discrimination: number;
  readonly difficulty: number;
  readonly guessing: number | null;
}

/**
 * Standard errors from the cross products of the patterns' scores, I = Σ count·s·sᵀ with s = ∂ log P(pattern)/∂ parameters
 * (the "empirical" information; see Paek and Cai 2014), inverted, then carried over to a, b and c by the delta method.
 * Null when the answers are too few for so many parameters.
 */
export function standardErrors(
  curves: ItemCurves,
  patterns: ResponsePatterns,
  quadrature: Quadrature,
  limits: CurveLimits,
  oneSlope: boolean,
): readonly ItemStandardErrors[] | null {
  const places = parameterPlaces(patterns.items, limits.guesses, oneSlope);
  if (places.count > MOST_PARAMETERS || places.count >= patterns.counts.length) return null;
  const covariance = symmetricInverse(crossProducts(curves, patterns, quadrature, limits, places), places.count);
  return covariance === null ? null : Array.from(curves.slope, (_, item) => byDeltaMethod(curves, item, covariance, places, limits));
}

function crossProducts(
  curves: ItemCurves,
  patterns: ResponsePatterns,
  quadrature: Quadrature,
  limits: CurveLimits,
  places: ParameterPlaces,
): Float64Array {
  const { points, logWeights } = quadrature;
  const size = patterns.items * points.length;
  const logs: LogCurves = { right: new Float64Array(size), wrong: new Float64Array(size) };
  logCurves(curves, limits.guesses, quadrature, logs);
  const blockLogs = new Float64Array(patterns.blockCount * points.length);
  sumBlocks(patterns, logs, blockLogs, points.length);
  const addScore = scores(curves, logs, points, limits.guesses, places);
  const posterior = new Float64Array(points.length);
  const products = priorInformation(curves, limits, places);
  const score = new Float64Array(places.count);
  for (let pattern = 0; pattern < patterns.counts.length; pattern += 1) {
    posteriorOf(patterns, pattern, blockLogs, logWeights, posterior);
    score.fill(0);
    for (let at = patterns.starts[pattern] as number; at < (patterns.starts[pattern + 1] as number); at += 1) {
      const block = patterns.blocks[at] as number;
      for (let each = patterns.answerStarts[block] as number; each < (patterns.answerStarts[block + 1] as number); each += 1) {
        addScore(patterns.answers[each] as number, posterior, score);
      }
    }
    addOuterProduct(score, patterns.counts[pattern] as number, products);
  }
  return products;
}

/** Adds the mean, over a posterior, of the derivatives of log P (right) or log(1 − P) (wrong) of one answer. */
function scores(
  { guessingLogit }: ItemCurves,
  { right, wrong }: LogCurves,
  points: Float64Array,
  guesses: boolean,
  places: ParameterPlaces,
): (answer: number, posterior: Float64Array, score: Float64Array) => void {
  const c = guessingLogit.map((logit) => (guesses ? 1 / (1 + Math.exp(-logit)) : 0));
  const p = right.map(Math.exp);
  const psi = wrong.map((log, at) => 1 - Math.exp(log) / (1 - (c[Math.floor(at / points.length)] as number)));
  return (answer, posterior, score) => {
    const item = answer >> 1;
    const outcome = answer & 1;
    const guessing = c[item] as number;
    let [bySlope, byIntercept, byGuessing] = [0, 0, 0];
    for (let q = 0, at = item * points.length; q < points.length; q += 1, at += 1) {
      const surprise = (posterior[q] as number) * (outcome - (p[at] as number));
      const byZ = guessing === 0 ? surprise : (surprise * (psi[at] as number)) / (p[at] as number);
      bySlope += byZ * (points[q] as number);
      byIntercept += byZ;
      if (guessing > 0) byGuessing += (surprise * guessing) / (p[at] as number);
    }
    const slope = places.slope(item);
    const intercept = places.intercept(item);
    score[slope] = (score[slope] as number) + bySlope;
    score[intercept] = (score[intercept] as number) + byIntercept;
    if (places.guessing !== null) score[places.guessing(item)] = byGuessing;
  };
}

/** What the priors alone say, as a matrix to begin with. */
function priorInformation({ slope, guessingLogit }: ItemCurves, { priors }: CurveLimits, places: ParameterPlaces): Float64Array {
  const products = new Float64Array(places.count ** 2);
  const add = (place: number, information: number): void => {
    products[place * places.count + place] = (products[place * places.count + place] as number) + information;
  };
  for (const [item, logit] of guessingLogit.entries()) {
    if (priors.discrimination !== null) add(places.slope(item), 1 / (priors.discrimination.log_sd * (slope[item] as number)) ** 2);
    if (places.guessing === null) continue;
    const c = 1 / (1 + Math.exp(-logit));
    add(places.guessing(item), (priors.guessing.alpha + priors.guessing.beta - 2) * c * (1 - c));
  }
  return products;
}

function addOuterProduct(score: Float64Array, count: number, products: Float64Array): void {
  const size = score.length;
  for (let row = 0; row < size; row += 1) {
    const factor = count * (score[row] as number);
    if (factor === 0) continue;
    const from = row * size;
    for (let column = 0; column <= row; column += 1) {
      products[from + column] = (products[from + column] as number) + factor * (score[column] as number);
    }
  }
}

function byDeltaMethod(
  { slope, intercept, guessingLogit }: ItemCurves,
  item: number,
  covariance: Float64Array,
  places: ParameterPlaces,
  { scale }: CurveLimits,
): ItemStandardErrors {
  const of = (row: number, column: number): number => covariance[row * places.count + column] as number;
  const s = slope[item] as number;
  const [at, to] = [places.slope(item), places.intercept(item)];
  // b = −intercept/slope, so ∂b/∂slope = −b/slope and ∂b/∂intercept = −1/slope.
  const b = -(intercept[item] as number) / s;
  const difficultyVariance = (b * b * of(at, at) + 2 * b * of(at, to) + of(to, to)) / (s * s);
  const c = 1 / (1 + Math.exp(-(guessingLogit[item] as number)));
  const foot = places.guessing?.(item);
  return {
    discrimination: Math.sqrt(of(at, at)) / scale,
    difficulty: Math.sqrt(Math.max(0, difficultyVariance)),
    guessing: foot === undefined ? null : Math.sqrt(of(foot, foot)) * c * (1 - c),
  };
}
