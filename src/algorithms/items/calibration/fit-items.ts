import { invalidInput } from '../../../errors.js';
import { DIFFICULTY_LIMIT, type IrtMetric, scaleOf } from '../item-response/item-parameters.js';
import { climb } from './climb.js';
import { expectationStep } from './expectation.js';
import { type FirstAnswers, firstAnswers } from './first-answers.js';
import { checkOptions, type FitItemsOptions } from './fit-options.js';
import { checkItemAnswers, type ItemAnswers } from './item-answers.js';
import { type ItemCurves, itemCurves } from './item-curves.js';
import { type ItemFit, type ItemModel, itemFit } from './item-fit.js';
import type { CurveLimits } from './item-objective.js';
import { itemPriorDefaults } from './priors.js';
import { normalQuadrature } from './quadrature.js';
import { type ResponsePatterns, responsePatterns } from './response-patterns.js';
import { standardErrors } from './standard-errors.js';

/** A curve flatter than the lowest tells nothing of ability, or falls (a wrong key); one steeper than the highest is noise of few answers. */
const LOWEST_DISCRIMINATION = 0.05;
const HIGHEST_DISCRIMINATION = 10;
/** Two items say how far apart they are, not how well each discriminates. */
const FEWEST_ITEMS: Readonly<Record<ItemModel, number>> = { rasch: 2, '2pl': 3, '3pl': 3 };
/** Errors of 1e-4 in a slope, a thousandth of what a thousand learners leave uncertain, are ten such steps. */
const TOLERANCE = 1e-5;
const MOST_ITERATIONS = 1000;

/**
 * Estimates item parameters from answers of learners with unknown abilities, by marginal maximum likelihood: abilities are assumed to be standard
 * normal and are integrated out over a grid (EM, accelerated by SQUAREM).
 *
 *     L = ∏ over patterns [ Σ_q g(q)·∏ P_i(θ_q)^x·(1 − P_i(θ_q))^(1 − x) ]^count
 *
 * This sets the scale of abilities: 0 is the mean of these learners, 1 their standard deviation. `rasch` gives all items the same discrimination a;
 * on Rasch's original scale, with slope 1, difficulties are a·b and the standard deviation of the abilities is a. `2pl` and `3pl` use a prior on the
 * discrimination, and `3pl` one on guessing, so they maximise the posterior; see {@link ItemPriors} for plain maximum likelihood. Missing answers are
 * skipped. If a learner answered an item several times, the first answer counts. An item that all learners answered right, or all wrong, has no
 * finite difficulty: it is left out with a flag and gets no parameters. The result is deterministic and does not depend on the order of the learners.
 * The fit yields to the event loop from time to time. It takes about 0.1 s for 1,000 learners and 50 items.
 *
 * Sources: R. D. Bock and M. Aitkin, Marginal maximum likelihood estimation of item parameters: application of an EM algorithm,
 * Psychometrika 46, 1981; for the 3PL, R. J. Mislevy, Bayes modal estimation in item response models, Psychometrika 51, 1986.
 *
 * @param answers - see {@link ItemAnswers}
 * @returns a promise of the items with standard errors and flags, and a report of the fit, as plain JSON
 * @throws AdaptiveLearningError `invalid_input` synchronously when an argument is invalid or when fewer items are left than the model needs (2 for
 * `rasch`, otherwise 3). The promise rejects with `aborted` when the signal is aborted
 *
 * @example
 * const answers = { items: ['a', 'b'], learner: [0, 0, 1, 1, 2, 2, 3], item: [0, 1, 0, 1, 0, 1, 0], correct: [1, 0, 1, 1, 0, 0, 1] };
 * const promise = fitItems(answers, { model: 'rasch' });
 * promise instanceof Promise //=> true
 * fitItems(answers, { model: '2pl' }) //=> throws invalid_input
 */
export function fitItems(answers: ItemAnswers, options: FitItemsOptions = {}): Promise<ItemFit> {
  checkItemAnswers('fitItems.answers', answers);
  const { model = '2pl', metric = 'logistic', priors = itemPriorDefaults } = checkOptions(options);
  const scale = scaleOf('fitItems', metric);
  const sorted = firstAnswers(answers);
  const usable = Int32Array.from(sorted.answered, (answered, item) => Number(isMixed(answered, sorted.rightOf[item] as number)));
  const count = usable.reduce((sum, each) => sum + each, 0);
  if (count < FEWEST_ITEMS[model]) {
    throw invalidInput('fitItems.answers', `at least ${FEWEST_ITEMS[model]} items with both right and wrong answers`, answers.items);
  }
  const limits: CurveLimits = {
    guesses: model === '3pl',
    lowestSlope: LOWEST_DISCRIMINATION * scale,
    highestSlope: HIGHEST_DISCRIMINATION * scale,
    farthestDifficulty: DIFFICULTY_LIMIT,
    scale,
    priors: model === 'rasch' ? { ...priors, discrimination: null } : priors,
  };
  return calibrate(answers.items, sorted, usable, limits, { ...options, model, metric });
}

async function calibrate(
  names: readonly string[],
  answers: FirstAnswers,
  usable: Int32Array,
  limits: CurveLimits,
  options: FitItemsOptions & { readonly model: ItemModel; readonly metric: IrtMetric },
): Promise<ItemFit> {
  const { model, tolerance = TOLERANCE, most_iterations = MOST_ITERATIONS, signal, onProgress } = options;
  let items = 0;
  const place = usable.map((use) => {
    items += use;
    return use === 1 ? items - 1 : -1;
  });
  const patterns = responsePatterns(answers, place, items);
  const quadrature = normalQuadrature(patterns.longest);
  const expect = expectationStep(patterns, quadrature, limits.guesses);
  const oneSlope = model === 'rasch';
  const control = { oneSlope, tolerance, most_iterations, signal, onProgress };
  const reached = await climb(startOf(answers, place, patterns, limits), expect, quadrature, limits, control);
  const errors = standardErrors(reached.curves, patterns, quadrature, limits, oneSlope);
  return itemFit({ names, answers, place, patterns, quadrature, limits, reached, errors, model, metric: options.metric });
}

/** Discrimination 1 and the difficulty that the share of right answers suggests. */
function startOf({ answered, rightOf }: FirstAnswers, place: Int32Array, { items }: ResponsePatterns, limits: CurveLimits): ItemCurves {
  const curves = itemCurves(items);
  const { alpha, beta } = limits.priors.guessing;
  for (const [item, at] of place.entries()) {
    if (at < 0) continue;
    const right = rightOf[item] as number;
    // Guessing cannot explain more than a part of the right answers: a start above their share would send a hard item's slope astray.
    const guessing = Math.min(alpha / (alpha + beta), (0.5 * right) / (answered[item] as number));
    const known = limits.guesses ? right - guessing * (answered[item] as number) : right;
    curves.slope[at] = 1;
    curves.intercept[at] = 1.2 * Math.log(known / ((answered[item] as number) - right));
    curves.guessingLogit[at] = Math.log(guessing / (1 - guessing));
  }
  return curves;
}

function isMixed(answered: number, right: number): boolean {
  return right > 0 && right < answered;
}
