import type { Engine } from 'adaptive-learning-engine';
import type { BeliefAndTruth } from 'adaptive-learning-engine/simulator';
import type { Student } from './class-of.js';
import { placeOf } from './sitting.js';

/** Every concept that a learner of the class has practised: what the engine believes, and what is so. */
export async function beliefsAndTruths(engine: Engine, students: readonly Student[], at: Date): Promise<readonly BeliefAndTruth[]> {
  const pairs: BeliefAndTruth[] = [];
  for (const { userId, mind } of students) {
    const truths = mind.knowledge(at.getTime());
    for (const { concept, retained_mastery } of (await engine.as({ userId, role: 'system' }).mastery({ at })).rows) {
      pairs.push({ belief: retained_mastery, truth: truths[placeOf(concept)] ?? 0 });
    }
  }
  return pairs;
}
