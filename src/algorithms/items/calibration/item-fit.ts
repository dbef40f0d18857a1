import type { IrtMetric, ItemParameters } from '../item-response/item-parameters.js';
import type { Climb } from './climb.js';
import type { FirstAnswers } from './first-answers.js';
import type { CurveLimits } from './item-objective.js';
import type { ItemPriors } from './priors.js';
import type { Quadrature } from './quadrature.js';
import type { ResponsePatterns } from './response-patterns.js';
import type { ItemStandardErrors } from './standard-errors.js';

/** `rasch`: one discrimination for all items. `2pl`: a discrimination per item. `3pl`: also guessing per item, with a prior. */
export type ItemModel = 'rasch' | '2pl' | '3pl';

/** Thirty learners place a Rasch item within a logit of where it is, with 95 % confidence (Linacre, Rasch Measurement Transactions 7:4, 1994). */
const FEW_ANSWERS = 30;
/** F. B. Baker, The basics of item response theory, 2001, chapter 2: up to 0.34. */
const VERY_LOW_SLOPE = 0.35;

/** Warnings about an item's fit. */
export const ITEM_FLAGS = [
  /** Nobody answered it: left out, no parameters. */
  'no_answers',
  /** All who answered had it right: left out, no parameters; it lies below all these learners. */
  'all_right',
  /** All who answered had it wrong: left out, no parameters; it lies above all these learners, or its key is wrong. */
  'all_wrong',
  /** Fewer than 30 answers: fitted, and hardly to be trusted. */
  'few_answers',
  /** A discrimination below 0.35 in the logistic metric, which Baker (2001) calls very low: look at the wording and at the key. */
  'very_low_discrimination',
  /** The discrimination stopped at 0.05: the answers have nothing to do with ability, or the key is wrong. */
  'discrimination_at_lower_bound',
  /** The discrimination stopped at 10. */
  'discrimination_at_upper_bound',
  /** The difficulty stopped at −100 or 100. */
  'difficulty_at_bound',
] as const;

export type ItemFlag = (typeof ITEM_FLAGS)[number];

/** The fit of one item. */
export interface FittedItem {
  readonly id: string;
  /** How many learners answered it, and how many of them answered right. */
  readonly answered: number;
  readonly right: number;
  /** Null if the item could not be fitted; see the flags. */
  readonly parameters: ItemParameters | null;
  /** Null if the parameters are null or at a bound, with too few answers, or with more than 300 items. */
  readonly standardErrors: ItemStandardErrors | null;
  readonly flags: readonly ItemFlag[];
}

/** The result of {@link fitItems}. */
export interface ItemFit {
  readonly items: readonly FittedItem[];
  readonly report: ItemFitReport;
}

export interface ItemFitReport {
  readonly model: ItemModel;
  readonly metric: IrtMetric;
  /** The priors that were used; null without a prior. */
  readonly priors: { readonly [Of in keyof ItemPriors]: ItemPriors[Of] | null };
  /** The numbers of learners, answers and distinct answer patterns that were used. */
  readonly learners: number;
  readonly answers: number;
  readonly patterns: number;
  /** Answers that were skipped because the learner had already answered the item. */
  readonly repeatsIgnored: number;
  /** Natural logarithm of the marginal likelihood, without priors. */
  readonly logLikelihood: number;
  /** Number of free parameters. */
  readonly parameters: number;
  /** Akaike and Bayesian information criteria; lower is better. */
  readonly aic: number;
  readonly bic: number;
  readonly iterations: number;
  /** False if the maximum number of steps was reached: do not use such a fit. */
  readonly converged: boolean;
  readonly quadraturePoints: number;
  /** Names of the items that were left out, and of the fitted items with a parameter at a bound. */
  readonly leftOut: readonly string[];
  readonly boundsHit: readonly string[];
}

interface Reached {
  readonly names: readonly string[];
  readonly answers: FirstAnswers;
  readonly place: Int32Array;
  readonly patterns: ResponsePatterns;
  readonly quadrature: Quadrature;
  readonly limits: CurveLimits;
  readonly reached: Climb;
  readonly errors: readonly ItemStandardErrors[] | null;
  readonly model: ItemModel;
  readonly metric: IrtMetric;
}

/** Puts what a fit reached into words and plain numbers. */
export function itemFit(found: Reached): ItemFit {
  const { names, place, patterns, quadrature, limits, reached, model, metric } = found;
  const items = names.map((id, item) => fittedItem(found, id, item));
  const learners = patterns.counts.reduce((sum, count) => sum + count, 0);
  const parameters = model === 'rasch' ? patterns.items + 1 : patterns.items * (model === '2pl' ? 2 : 3);
  const { logLikelihood, iterations, converged } = reached;
  const named = (test: (item: FittedItem) => boolean): readonly string[] => items.filter(test).map(({ id }) => id);
  return {
    items,
    report: {
      model,
      metric,
      priors: { guessing: limits.guesses ? { ...limits.priors.guessing } : null, discrimination: copyOf(limits.priors.discrimination) },
      learners,
      answers: items.reduce((sum, { answered }, item) => sum + ((place[item] as number) < 0 ? 0 : answered), 0),
      patterns: patterns.counts.length,
      repeatsIgnored: found.answers.repeats,
      logLikelihood,
      parameters,
      aic: 2 * parameters - 2 * logLikelihood,
      bic: parameters * Math.log(learners) - 2 * logLikelihood,
      iterations,
      converged,
      quadraturePoints: quadrature.points.length,
      leftOut: named((item) => item.parameters === null),
      boundsHit: named(({ flags }) => flags.some((flag) => flag.includes('bound'))),
    },
  };
}

function fittedItem({ answers, place, limits, reached, errors }: Reached, id: string, item: number): FittedItem {
  const answered = answers.answered[item] as number;
  const right = answers.rightOf[item] as number;
  const at = place[item] as number;
  if (at < 0) {
    const flag: ItemFlag = answered === 0 ? 'no_answers' : right === 0 ? 'all_wrong' : 'all_right';
    return { id, answered, right, parameters: null, standardErrors: null, flags: [flag] };
  }
  const slope = reached.curves.slope[at] as number;
  const difficulty = -(reached.curves.intercept[at] as number) / slope;
  const guessing = limits.guesses ? 1 / (1 + Math.exp(-(reached.curves.guessingLogit[at] as number))) : 0;
  const flags: ItemFlag[] = answered < FEW_ANSWERS ? ['few_answers'] : [];
  if (slope < VERY_LOW_SLOPE) flags.push('very_low_discrimination');
  const atBound: ItemFlag[] = [];
  if (slope <= limits.lowestSlope) atBound.push('discrimination_at_lower_bound');
  if (slope >= limits.highestSlope) atBound.push('discrimination_at_upper_bound');
  if (Math.abs(difficulty) >= limits.farthestDifficulty) atBound.push('difficulty_at_bound');
  return {
    id,
    answered,
    right,
    // Adding 0 turns −0 into 0, which JSON would lose.
    parameters: { discrimination: slope / limits.scale, difficulty: clampedDifficulty(difficulty, limits) + 0, guessing },
    standardErrors: atBound.length > 0 ? null : (errors?.[at] ?? null),
    flags: [...flags, ...atBound],
  };
}

function copyOf(prior: ItemPriors['discrimination']): ItemPriors['discrimination'] {
  return prior === null ? null : { ...prior };
}

function clampedDifficulty(difficulty: number, { farthestDifficulty }: CurveLimits): number {
  return Math.min(farthestDifficulty, Math.max(-farthestDifficulty, difficulty));
}
