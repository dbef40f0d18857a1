import { comparePolicies, type LearnerOutcome } from 'adaptive-learning-engine/simulator';
import { comparisonOf, type Task } from './task.js';

/** What a term under a policy was worth to one mind: a second or less. */
export function playTask(task: Task): LearnerOutcome {
  const [played] = comparePolicies(comparisonOf(task));
  return played?.outcomes[0] as LearnerOutcome;
}
