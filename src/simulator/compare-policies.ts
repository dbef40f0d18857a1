import type { Family } from './minds/families.js';
import type { LearnerOutcome } from './outcome/learner-outcome.js';
import type { Budget, Policy } from './policies/policy.js';
import { playLearner } from './study/play-learner.js';

/** What is compared, and on whom. */
export interface Comparison {
  readonly family: Family;
  readonly policies: readonly Policy[];
  /** How many minds: each studies under every policy. */
  readonly minds: number;
  readonly weeks: number;
  readonly seed: number;
  /** Of a usual sitting: the same minutes, or the same number of questions, under each policy. */
  readonly budget: Budget;
  /** Days from the end of the term until what was learnt is measured; 30 if left out. */
  readonly horizonDays?: number;
}

/** What each policy was worth to each mind; the same minds in the same order. */
export interface PolicyOutcomes {
  readonly policy: Policy;
  readonly outcomes: readonly LearnerOutcome[];
}

/**
 * Lets the same simulated learners study under each policy. A generator, which yields after each learner, so that a program can show progress,
 * stop or let others have their turn; it returns what came of it.
 */
export function* comparePoliciesSteps(comparison: Comparison): Generator<void, readonly PolicyOutcomes[]> {
  const { policies, minds, horizonDays = 30, ...shared } = comparison;
  const outcomes = policies.map((): LearnerOutcome[] => []);
  for (let number = 0; number < minds; number += 1) {
    for (const [index, policy] of policies.entries()) {
      outcomes[index]?.push(playLearner({ ...shared, policy, number, horizonDays }));
      yield;
    }
  }
  return policies.map((policy, index) => ({ policy, outcomes: outcomes[index] ?? [] }));
}

/** {@link comparePoliciesSteps} to its end, at once. */
export function comparePolicies(comparison: Comparison): readonly PolicyOutcomes[] {
  const steps = comparePoliciesSteps(comparison);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
