import { estimatorFor, type LearnerModels, learnerNow, masteryAt } from '../../learner/index.js';
import { DAY_RULE, type LearnerRecord } from '../learner-record.js';
import type { Mind } from '../minds/mind.js';

/** The engine's estimate for a concept, and the true value. */
export interface BeliefAndTruth {
  /** The engine's `retained_mastery`, 0 to 1. */
  readonly belief: number;
  /** The true probability of solving an average question now, 0 to 1. */
  readonly truth: number;
}

/** Every concept that a learner has practised, at an instant. */
export function beliefsOf(mind: Mind, record: LearnerRecord, models: LearnerModels, at: number): readonly BeliefAndTruth[] {
  const truths = mind.knowledge(at);
  const now = learnerNow(new Date(at), DAY_RULE);
  const judge = estimatorFor(record.session, models);
  return [...record.met].flatMap((place) => {
    const mastery = record.mastery(place);
    if (mastery === undefined) return [];
    return [{ belief: masteryAt(mastery, now, judge).retained_mastery, truth: truths[place] as number }];
  });
}

/** The accuracy of the engine's estimates. */
export interface BeliefFigures {
  /** Pearson's correlation; NaN if one of the two is constant. */
  readonly correlation: number;
  /** The mean absolute error. */
  readonly distance: number;
  /** The mean absolute error of always predicting the mean of the true values. */
  readonly constantDistance: number;
}

/**
 * The accuracy of the engine's estimates: correlation, mean absolute error, and the mean absolute error of always predicting the mean. All are NaN
 * for an empty list.
 *
 * @example
 * const pairs = [0.1, 0.5, 0.9].map((truth) => ({ truth, belief: truth / 2 + 0.25 }));
 * beliefFigures(pairs).correlation //=> 1.000…
 * beliefFigures(pairs).distance //=> 0.1333…
 */
export function beliefFigures(pairs: readonly BeliefAndTruth[]): BeliefFigures {
  const belief = mean(pairs.map((pair) => pair.belief));
  const truth = mean(pairs.map((pair) => pair.truth));
  const together = mean(pairs.map((pair) => (pair.belief - belief) * (pair.truth - truth)));
  const spread = (of: keyof BeliefAndTruth, around: number) => Math.sqrt(mean(pairs.map((pair) => (pair[of] - around) ** 2)));
  return {
    correlation: together / (spread('belief', belief) * spread('truth', truth)),
    distance: mean(pairs.map((pair) => Math.abs(pair.belief - pair.truth))),
    constantDistance: mean(pairs.map((pair) => Math.abs(pair.truth - truth))),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
