import type { AnswerTree } from './answer-tree.js';
import type { Expectation } from './expectation.js';
import { type BktBounds, type HiddenParams, LEAST_DISCRIMINATION, within } from './hidden-params.js';

/** Halvings of an interval within 0 to 1: to the last bit. */
const HALVINGS = 60;

/**
 * The parameters under which what was expected is likeliest: shares of what happened among what could have. The likelihood of the counts falls
 * off to either side of each share, so the nearest value within the bounds is the best of those allowed, and no step of the fit goes downhill.
 * guess + slip is kept below 1: beyond lies the same hill with "known" and "unknown" exchanged, or, without forgetting, what the model cannot mean.
 */
export function maximization(
  tree: AnswerTree,
  { knewAtFirst, knewAtAnswer, kept, forgotten, learnt }: Expectation,
  params: HiddenParams,
  bounds: BktBounds,
): HiddenParams {
  const { learnersOfClass, timesOfAnswer, stepsOfLesson } = tree;
  const prior = params.prior.map((old, at) => share(knewAtFirst[at] as number, learnersOfClass[at] as number, old, bounds.prior));
  const learn = params.learn.map((old, at) => {
    const unknownBefore = (stepsOfLesson[at] as number) - (kept[at] as number) - (forgotten[at] as number);
    return share(learnt[at] as number, unknownBefore, old, bounds.learn);
  });
  const forget = params.forget.map((old, at) => {
    // Where nothing is ever forgotten, it stays so.
    if (old === 0) return 0;
    return share(forgotten[at] as number, (kept[at] as number) + (forgotten[at] as number), old, bounds.forget);
  });
  const guess = params.guess.slice();
  const slip = params.slip.slice();
  for (let at = 0; at < guess.length; at += 1) {
    const slipped = knewAtAnswer[2 * at] as number;
    const knewAndRight = knewAtAnswer[2 * at + 1] as number;
    const failed = Math.max(0, (timesOfAnswer[2 * at] as number) - slipped);
    const guessed = Math.max(0, (timesOfAnswer[2 * at + 1] as number) - knewAndRight);
    guess[at] = share(guessed, guessed + failed, guess[at] as number, bounds.guess);
    slip[at] = share(slipped, slipped + knewAndRight, slip[at] as number, bounds.slip);
    if ((guess[at] as number) + (slip[at] as number) > 1 - LEAST_DISCRIMINATION) {
      guess[at] = bestGuessAtLimit({ guessed, failed, slipped, knewAndRight }, bounds);
      slip[at] = 1 - LEAST_DISCRIMINATION - (guess[at] as number);
    }
  }
  return { prior, learn, forget, guess, slip };
}

function share(part: number, whole: number, old: number, bounds: readonly [number, number]): number {
  return whole > 0 ? within(bounds, part / whole) : old;
}

/** The likeliest guess where slip is 1 − δ − guess: where the slope of the log-likelihood, which falls, crosses 0. */
function bestGuessAtLimit(
  counts: { readonly guessed: number; readonly failed: number; readonly slipped: number; readonly knewAndRight: number },
  { guess, slip }: BktBounds,
): number {
  const { guessed, failed, slipped, knewAndRight } = counts;
  const most = 1 - LEAST_DISCRIMINATION;
  let low = Math.max(guess[0], most - slip[1]);
  let high = Math.min(guess[1], most - slip[0]);
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    const rising = guessed / middle + knewAndRight / (middle + LEAST_DISCRIMINATION) - failed / (1 - middle) - slipped / (most - middle);
    if (rising > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
