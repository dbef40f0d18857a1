import { estimatorFor, type LearnerModels, learnerNow, masteryAt } from '../../learner/index.js';
import type { Mind } from '../minds/mind.js';
import { DAY_RULE, type LearnerRecord } from '../study/learner-record.js';

/** What the engine believes of a learner's concept, and what is so. */
export interface BeliefAndTruth {
  /** `retained_mastery`: mastery as it stands at this instant, 0 to 1. */
  readonly belief: number;
  /** The probability that the hidden mind solves a middling question now, 0 to 1. */
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

/** How near beliefs are to the truth. */
export interface BeliefFigures {
  /** Pearson's correlation; NaN where one of the two is always the same. */
  readonly correlation: number;
  /** The mean distance. */
  readonly distance: number;
  /** The mean distance of one who always says the mean of the truths. */
  readonly constantDistance: number;
}

/**
 * How near beliefs are to the truth: their correlation and mean distance, beside one who always says the mean. All are NaN where there are none.
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
