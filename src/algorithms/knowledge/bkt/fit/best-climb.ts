import type { AnswerTree } from './answer-tree.js';
import { type Climb, type ClimbLimits, climb } from './climb.js';
import type { Workspace } from './expectation.js';
import { type BktBounds, type HiddenParams, LEAST_DISCRIMINATION, within } from './hidden-params.js';
import { startingPoint } from './starting-points.js';

/** Gain of a step, in log-likelihood, below which a climb waits for the comparison with the others: no data tells such differences apart. */
const COARSE_TOLERANCE = 0.1;
/** The best climbs of the comparison, which go on to the end. */
const FINALISTS = 2;

export interface BestClimbOptions {
  readonly forgetting: boolean;
  readonly starts: number;
  readonly seed: number;
  readonly bounds: BktBounds;
  readonly tolerance: number;
  readonly mostIterations: number;
}

/** Climbs from several points, coarsely; then from the best of what they reached, to the end. Yields work. */
export function* bestClimb(tree: AnswerTree, options: BestClimbOptions, space: Workspace): Generator<number, Climb> {
  const { forgetting, starts, seed, bounds, tolerance, mostIterations } = options;
  const coarse: ClimbLimits = { bounds, tolerance: Math.max(tolerance, COARSE_TOLERANCE), mostIterations, held: false };
  const reached: { readonly params: HiddenParams; readonly proper: boolean; readonly height: number; readonly iterations: number }[] = [];
  for (let start = 0; start < starts; start += 1) {
    const end = yield* climb(tree, startingPoint(tree, start, seed, bounds, forgetting), coarse, space);
    const params = knowingAnswersBetter(end.params, bounds);
    reached.push({ params, proper: isProper(params), height: end.expectation.logLikelihood, iterations: end.iterations });
  }
  reached.sort((a, b) => Number(b.proper) - Number(a.proper) || b.height - a.height);
  let best: Climb | undefined;
  for (const { params, iterations } of reached.slice(0, FINALISTS)) {
    const left = Math.max(1, mostIterations - iterations);
    const end = yield* climb(tree, proper(params, bounds), { bounds, tolerance, mostIterations: left, held: true }, space);
    if (best === undefined || end.expectation.logLikelihood > best.expectation.logLikelihood) {
      best = { ...end, iterations: iterations + end.iterations };
    }
  }
  return best as Climb;
}

/**
 * With forgetting, each fit has a twin of the same likelihood in which the two states have changed their names; the one is taken in which
 * those who know answer better. Without, "known" cannot change its name, for only one of the two states is left for good.
 */
function knowingAnswersBetter(params: HiddenParams, bounds: BktBounds): HiddenParams {
  const { prior, learn, forget, guess, slip } = params;
  if (forget[0] === 0 || sum(guess) + sum(slip) <= guess.length) return params;
  const not = (range: readonly [number, number]) => (value: number) => within(range, 1 - value);
  return {
    prior: prior.map(not(bounds.prior)),
    learn: forget.map((value) => within(bounds.learn, value)),
    forget: learn.map((value) => within(bounds.forget, value)),
    guess: slip.map(not(bounds.guess)),
    slip: guess.map(not(bounds.slip)),
  };
}

function isProper({ guess, slip }: HiddenParams): boolean {
  return guess.every((value, at) => value + (slip[at] as number) <= 1 - LEAST_DISCRIMINATION);
}

/** Where an item class answers the wrong way round, moved to where its answers say nothing. */
function proper(params: HiddenParams, { guess: range, slip: slipRange }: BktBounds): HiddenParams {
  if (isProper(params)) return params;
  const most = 1 - LEAST_DISCRIMINATION;
  const guess = params.guess.slice();
  const slip = params.slip.slice();
  for (let at = 0; at < guess.length; at += 1) {
    if ((guess[at] as number) + (slip[at] as number) <= most) continue;
    const middle = ((guess[at] as number) + 1 - (slip[at] as number)) / 2;
    guess[at] = within([Math.max(range[0], most - slipRange[1]), Math.min(range[1], most - slipRange[0])], middle);
    slip[at] = most - (guess[at] as number);
  }
  return { ...params, guess, slip };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
