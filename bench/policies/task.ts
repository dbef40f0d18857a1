import { type Comparison, FAMILIES, POLICIES } from 'adaptive-learning-engine/simulator';
import { invalidInput } from '../../src/errors.js';
import { YARDSTICKS } from './family-lines.js';

/** One mind under one policy, by names: it can be handed to another process, and its outcome found in a file. */
export interface Task {
  readonly family: string;
  /** Its place among {@link YARDSTICKS}. */
  readonly yardstick: number;
  readonly policy: string;
  /** The number of the mind. */
  readonly mind: number;
  readonly weeks: number;
  readonly seed: number;
}

export function comparisonOf({ family, yardstick, policy, mind, weeks, seed }: Task): Comparison {
  const found = FAMILIES.find(({ name }) => name === family);
  const held = YARDSTICKS[yardstick];
  if (found === undefined || held === undefined) throw invalidInput('task', 'a family and a yardstick that exist', family);
  const policies = POLICIES.filter(({ name }) => name === policy);
  return { family: found, policies, minds: 1, firstMind: mind, weeks, seed, budget: held.budget };
}

/** Names a task in a file. */
export function taskKey({ family, yardstick, policy, mind, weeks, seed }: Task): string {
  return [family, yardstick, policy, mind, weeks, seed].join(' ');
}
