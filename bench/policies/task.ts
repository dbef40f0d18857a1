import { type Comparison, FAMILIES, POLICIES } from 'adaptive-learning-engine/simulator';
import { invalidInput } from '../../src/errors.js';
import { YARDSTICKS } from './family-lines.js';

/** A comparison by names, so that it can be handed to another process. */
export interface Task {
  readonly family: string;
  /** Its place among {@link YARDSTICKS}. */
  readonly yardstick: number;
  readonly policies: readonly string[];
  readonly minds: number;
  readonly weeks: number;
  readonly seed: number;
}

export function comparisonOf({ family, yardstick, policies, ...numbers }: Task): Comparison {
  const found = FAMILIES.find(({ name }) => name === family);
  const held = YARDSTICKS[yardstick];
  if (found === undefined || held === undefined) throw invalidInput('task', 'a family and a yardstick that exist', family);
  return { ...numbers, family: found, budget: held.budget, policies: POLICIES.filter(({ name }) => policies.includes(name)) };
}
