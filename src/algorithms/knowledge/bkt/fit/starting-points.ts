import type { AnswerTree } from './answer-tree.js';
import { type BktBounds, type HiddenParams, LEAST_DISCRIMINATION, within } from './hidden-params.js';

/**
 * Where the first climbs begin: average learners; few who know and a good chance to guess; many who know and learn fast; slow learning and few
 * guesses; fast learning and fast forgetting. Spread by hand, so that five climbs find what sixty from random points do.
 */
const SPREAD = [
  { prior: 0.5, learn: 0.2, guess: 0.2, slip: 0.1, forget: 0.1 },
  { prior: 0.2, learn: 0.05, guess: 0.5, slip: 0.1, forget: 0.3 },
  { prior: 0.8, learn: 0.3, guess: 0.3, slip: 0.1, forget: 0.3 },
  { prior: 0.6, learn: 0.02, guess: 0.6, slip: 0.05, forget: 0.02 },
  { prior: 0.3, learn: 0.5, guess: 0.1, slip: 0.3, forget: 0.5 },
] as const;

/** 1/g, 1/g², … with g⁶ = g + 1: multiples of them, without their whole parts, cover five dimensions evenly (M. Roberts, The unreasonable effectiveness of quasirandom sequences, 2018). */
const EVEN_STEPS = [1, 2, 3, 4, 5].map((power) => 1.1347241384015194 ** -power);

/** Seeds begin so far apart; beyond it, they begin to repeat each other's points. */
const POINTS_OF_A_SEED = 1_000;
const SEEDS = 1_000_000;

/** Where the climb of that number begins, the same for every class: one of the spread points, then what the seed gives. */
export function startingPoint(tree: AnswerTree, number: number, seed: number, bounds: BktBounds, forgetting: boolean): HiddenParams {
  const point = SPREAD[number] ?? drawn(number - SPREAD.length + 1 + (seed % SEEDS) * POINTS_OF_A_SEED);
  const guess = within(bounds.guess, point.guess);
  const slip = within(bounds.slip, point.slip);
  const tells = guess + slip <= 1 - LEAST_DISCRIMINATION;
  const same = (length: number, value: number): Float64Array => new Float64Array(length).fill(value);
  return {
    prior: same(tree.learnersOfClass.length, within(bounds.prior, point.prior)),
    learn: same(tree.stepsOfLesson.length, within(bounds.learn, point.learn)),
    forget: same(tree.stepsOfLesson.length, forgetting ? within(bounds.forget, point.forget) : 0),
    guess: same(tree.timesOfAnswer.length / 2, tells ? guess : bounds.guess[0]),
    slip: same(tree.timesOfAnswer.length / 2, tells ? slip : bounds.slip[0]),
  };
}

/** Guess and slip from where they are below 1 together, as of the field: Corbett and Anderson's 0.3 and 0.1 lie well inside. */
function drawn(index: number): Record<'prior' | 'learn' | 'guess' | 'slip' | 'forget', number> {
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = EVEN_STEPS.map((step) => (0.5 + index * step) % 1);
  return { prior: a, learn: b * b, guess: 0.6 * c, slip: 0.4 * d, forget: e * e };
}
