import type { Engine, HistoryRow } from 'adaptive-learning-engine';
import { seededRandom } from 'adaptive-learning-engine/algorithms';
import { expect } from 'vitest';
import { DAY, later, MINUTE, type StoppedClock } from './stopped-clock.js';

/** Answers of a class to concepts of unequal difficulty by learners of unequal skill, one session a day; the clock stands behind the last. */
export async function studyClass(
  clock: StoppedClock,
  engine: Engine,
  { learners = 12, answers, from = 0, seed = 1, isRight = byDifficulty }: Studied,
): Promise<readonly HistoryRow[]> {
  const random = seededRandom(seed);
  const rows = Array.from({ length: answers }, (_, number) => {
    const learner = number % learners;
    const concept = Math.floor(random() * 20);
    return {
      user_id: `learner ${from} ${learner}`,
      at: later(from * DAY + Math.floor(number / (10 * learners)) * DAY + (number % (10 * learners)) * MINUTE),
      ...{ subject: 'Algebra', topic: 'All', concept: `c${concept}`, correct: isRight(learner, concept, random) },
    };
  });
  clock.set(new Date(Math.max(...rows.map(({ at }) => at.getTime())) + DAY));
  expect((await engine.importHistory(rows)).recorded).toBe(answers);
  return rows;
}

export interface Studied {
  readonly learners?: number;
  readonly answers: number;
  /** The day on which they begin. */
  readonly from?: number;
  readonly seed?: number;
  readonly isRight?: (learner: number, concept: number, random: () => number) => boolean;
}

function byDifficulty(learner: number, concept: number, random: () => number): boolean {
  return random() < 1 / (1 + Math.exp((concept - 10) / 2 - (learner % 3)));
}
