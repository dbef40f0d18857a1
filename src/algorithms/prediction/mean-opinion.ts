import { checkUnit } from '../argument-checks.js';
import type { Opinions } from '../model.js';

/** Not the scheduler's: SM-2's is an assumption, and FSRS's says of the same memory what the forgetting curve says. */
const VOICES = ['knowledge', 'session', 'retention', 'concept'] as const satisfies readonly (keyof Opinions)[];

/** The mean of the opinions that are there, except for the scheduler's: what both pools begin with. */
export function meanOpinion(where: string, opinions: Opinions): number {
  let sum = 0;
  let count = 0;
  for (const voice of VOICES) {
    const opinion = opinions[voice];
    if (opinion === undefined && voice !== 'knowledge') continue;
    checkUnit(where, opinion as number);
    sum += opinion as number;
    count += 1;
  }
  return sum / count;
}
