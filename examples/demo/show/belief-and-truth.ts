import { type BeliefAndTruth, beliefFigures } from 'adaptive-learning-engine/simulator';
import { count, decimal } from './figures.js';
import type { Sheet } from './sheet.js';
import { table } from './table.js';

/** How near the engine came to the truth, which only a simulation knows. */
export function showBeliefAndTruth(sheet: Sheet, pairs: readonly BeliefAndTruth[]): void {
  if (pairs.length === 0) return;
  const believed = mean(pairs.map(({ belief }) => belief));
  const known = mean(pairs.map(({ truth }) => truth));
  const { correlation, distance, constantDistance } = beliefFigures(pairs);
  sheet.heading('How near is the engine’s belief to the hidden truth?');
  table(
    sheet,
    [
      { title: 'concepts of learners', side: 'right' },
      { title: 'correlation', side: 'right' },
      { title: 'mean distance', side: 'right' },
      { title: 'of the mean truth', side: 'right' },
      { title: 'mean belief', side: 'right' },
      { title: 'mean truth', side: 'right' },
    ],
    [
      [
        count(pairs.length),
        decimal(correlation, 2),
        decimal(distance, 3),
        decimal(constantDistance, 3),
        decimal(believed, 2),
        decimal(known, 2),
      ],
    ],
  );
  sheet.note('  belief: retained mastery; truth: the probability of solving an average question; both now;');
  sheet.note('  mean distance: of the belief from the truth, beside that of always saying the mean truth');
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
