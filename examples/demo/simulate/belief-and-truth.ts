import type { Engine } from 'adaptive-learning-engine';
import type { Student } from './class-of.js';

/** What the engine believes of one learner's concept, and what is so. */
export interface BeliefAndTruth {
  /** `retained_mastery`: mastery decayed to this instant. */
  readonly belief: number;
  /** The probability by which the hidden mind solves a middling question now. */
  readonly truth: number;
}

/** Every concept that a learner of the class has practised. */
export async function beliefsAndTruths(engine: Engine, students: readonly Student[], at: Date): Promise<readonly BeliefAndTruth[]> {
  const pairs: BeliefAndTruth[] = [];
  for (const { userId, mind } of students) {
    for (const { concept, retained_mastery } of (await engine.as({ userId, role: 'system' }).mastery({ at })).rows) {
      pairs.push({ belief: retained_mastery, truth: mind.knowledge(concept, at.getTime()) });
    }
  }
  return pairs;
}

/** Mean distance between belief and truth. */
export function meanDistance(pairs: readonly BeliefAndTruth[]): number {
  return mean(pairs.map(({ belief, truth }) => Math.abs(belief - truth)));
}

/** Pearson's r; NaN when one of the two is always the same. */
export function correlation(pairs: readonly BeliefAndTruth[]): number {
  const belief = mean(pairs.map((pair) => pair.belief));
  const truth = mean(pairs.map((pair) => pair.truth));
  const together = mean(pairs.map((pair) => (pair.belief - belief) * (pair.truth - truth)));
  const spread = (of: keyof BeliefAndTruth, around: number) => Math.sqrt(mean(pairs.map((pair) => (pair[of] - around) ** 2)));
  return together / (spread('belief', belief) * spread('truth', truth));
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
