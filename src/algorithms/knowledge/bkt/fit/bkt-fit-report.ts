import { type AnswerCounts, baseRateLogLikelihood, FIT_FALLBACKS } from '../../fit/why-not-fitted.js';
import type { AnswerTree } from './answer-tree.js';
import type { Climb } from './climb.js';
import { BKT_PARAMETERS, type BktBounds, type BktParameter, LEAST_DISCRIMINATION } from './hidden-params.js';
import { servedLogLikelihood } from './served-log-likelihood.js';

/** Why a concept has no parameters of its own. */
export const BKT_FALLBACKS = [
  ...FIT_FALLBACKS,
  /** guess + slip rose to 1 wherever the fit began: the answers do not tell who knows. */
  'guess_and_slip_reach_one',
] as const;
export type BktFallback = (typeof BKT_FALLBACKS)[number];

/** Flags for implausible fitted parameters. They are still the maximum likelihood estimate, but do not present a mastery based on them as fact. */
export const BKT_ODDITIES = [
  /** Right more often than not without knowing; theoretically degenerate, as Baker, Corbett and Aleven (2008) say. */
  'guess_above_half',
  /** Wrong more often than not though knowing. */
  'slip_above_half',
  /** The answers of a class of items do not tell who knows. */
  'guess_and_slip_of_a_class_reach_one',
  /** One opportunity more often takes knowledge away than gives it. */
  'forgets_more_than_learns',
] as const;
export type BktOddity = (typeof BKT_ODDITIES)[number];

/** A parameter at its bound: the maximum likelihood value may be outside of the bounds. */
export type BktBoundHit = {
  readonly parameter: BktParameter;
  /** The class number; null without classes. */
  readonly class: number | null;
  readonly bound: 'lowest' | 'highest';
};

/** The report of the fit of one concept. */
export type BktConceptReport = {
  readonly learners: number;
  readonly answers: number;
  /** Natural logarithm of the likelihood of all answers, each given the answers before it. */
  readonly logLikelihood: number;
  /**
   * The same, computed with the predictions of {@link bkt}. Equal up to rounding after a fit with forgetting. Without forgetting, it differs if
   * learners answered right so often that `bkt` keeps p just below 1: there, `bkt` reacts to a wrong answer sooner than the fitted model.
   */
  readonly servedLogLikelihood: number;
  /** The log-likelihood of always predicting the share of right answers. */
  readonly baseRateLogLikelihood: number;
  /** Number of steps of the best search. */
  readonly iterations: number;
  readonly converged: boolean;
  readonly boundsHit: readonly BktBoundHit[];
  readonly oddities: readonly BktOddity[];
};

export function conceptReport(
  tree: AnswerTree,
  { params, expectation, iterations, converged }: Climb,
  bounds: BktBounds,
): BktConceptReport {
  const { guess, slip, learn, forget } = params;
  const oddities: BktOddity[] = [];
  if (guess.some((value) => value > 0.5)) oddities.push('guess_above_half');
  if (slip.some((value) => value > 0.5)) oddities.push('slip_above_half');
  if (guess.some((_, at) => saysNothing(params, at))) oddities.push('guess_and_slip_of_a_class_reach_one');
  if (learn.some((value, at) => value < (forget[at] as number))) oddities.push('forgets_more_than_learns');
  const counts = countsOf(tree);
  return {
    learners: counts.learners,
    answers: counts.answers,
    logLikelihood: expectation.logLikelihood,
    servedLogLikelihood: servedLogLikelihood(tree, params),
    baseRateLogLikelihood: baseRateLogLikelihood(counts),
    iterations,
    converged,
    boundsHit: boundsHit(tree, params, bounds),
    oddities,
  };
}

/** Whether guess + slip of an item class are held back from 1. */
export function saysNothing({ guess, slip }: Climb['params'], at: number): boolean {
  return (guess[at] as number) + (slip[at] as number) > 1 - 2 * LEAST_DISCRIMINATION;
}

function boundsHit(tree: AnswerTree, params: Climb['params'], bounds: BktBounds): readonly BktBoundHit[] {
  const { learner, item, lesson } = tree.classes;
  const classes = { prior: learner, learn: lesson, forget: lesson, guess: item, slip: item };
  return BKT_PARAMETERS.flatMap((parameter) =>
    Array.from(params[parameter]).flatMap((value, at) => {
      // A forget of 0 was not fitted.
      if (value === 0) return [];
      const [lowest, highest] = bounds[parameter];
      if (value > lowest && value < highest) return [];
      return [{ parameter, class: classes[parameter][at] ?? null, bound: value <= lowest ? ('lowest' as const) : ('highest' as const) }];
    }),
  );
}

export function countsOf({ learnersOfClass, timesOfAnswer }: AnswerTree): AnswerCounts {
  const right = timesOfAnswer.reduce((sum, times, answer) => (answer % 2 === 1 ? sum + times : sum), 0);
  return { learners: total(learnersOfClass), answers: total(timesOfAnswer), right };
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
