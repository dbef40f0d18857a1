import { invalidInput } from '../errors.js';
import type { Family } from './minds/families.js';
import type { LearnerOutcome } from './outcome/learner-outcome.js';
import type { Budget, Policy } from './policies/policy.js';
import { playLearner } from './study/play-learner.js';

/** Options of {@link comparePolicies}. */
export interface Comparison {
  readonly family: Family;
  readonly policies: readonly Policy[];
  /** The number of minds; each studies under every policy. */
  readonly minds: number;
  /** The number of the first of them; 0 if left out. So that a long comparison can be played in parts. */
  readonly firstMind?: number;
  readonly weeks: number;
  readonly seed: number;
  /** The budget of a typical session, in minutes or questions, the same under each policy. */
  readonly budget: Budget;
  /** Days from the end of the term to the measurement; 30 by default. */
  readonly horizonDays?: number;
}

/** The outcomes of a policy for each mind; all policies have the same minds in the same order. */
export interface PolicyOutcomes {
  readonly policy: Policy;
  readonly outcomes: readonly LearnerOutcome[];
}

/**
 * {@link comparePolicies} as a generator, for progress and cancellation: yields after each learner and returns the outcomes.
 *
 * @throws AdaptiveLearningError `invalid_input` for numbers out of range, an invalid budget, and a policy that chooses a concept that is not in the
 * course
 *
 * @example
 * const steps = comparePoliciesSteps({ family: FAMILIES[0], policies: POLICIES.slice(0, 2), minds: 1, weeks: 1, seed: 1, budget: { questions: 3 } });
 * steps.next().done //=> false
 * steps.next().done //=> false
 * steps.next().value.length //=> 2
 */
export function comparePoliciesSteps(comparison: Comparison): Generator<void, readonly PolicyOutcomes[]> {
  check(comparison);
  return compare(comparison);
}

function* compare({ policies, minds, firstMind = 0, horizonDays = 30, ...shared }: Comparison): Generator<void, readonly PolicyOutcomes[]> {
  const outcomes = policies.map((): LearnerOutcome[] => []);
  for (let number = firstMind; number < firstMind + minds; number += 1) {
    for (const [index, policy] of policies.entries()) {
      outcomes[index]?.push(playLearner({ ...shared, policy, number, horizonDays }));
      yield;
    }
  }
  return policies.map((policy, index) => ({ policy, outcomes: outcomes[index] ?? [] }));
}

/**
 * Lets the same simulated learners study under each policy, and returns the outcome of each policy for each learner. A policy is a function from what
 * the engine knows to what to study next.
 *
 * @throws AdaptiveLearningError `invalid_input` as for {@link comparePoliciesSteps}
 *
 * @example
 * const first = { name: 'first', summary: 'Always the first concept.', choose: ({ course }) => ({ concept: course.concepts[0].concept }) };
 * const shared = { family: FAMILIES[0], minds: 3, weeks: 2, seed: 1, budget: { questions: 10 } };
 * const [ours, sm2] = comparePolicies({ ...shared, policies: [first, POLICIES.find(({ name }) => name === 'sm2')] });
 * const rates = ({ outcomes }) => outcomes.map(({ gain, hours }) => gain / hours);
 * pairedGain(rates(ours), rates(sm2)).high < 0 //=> true
 */
export function comparePolicies(comparison: Comparison): readonly PolicyOutcomes[] {
  const steps = comparePoliciesSteps(comparison);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

function check({ policies, minds, firstMind = 0, weeks, seed, budget, horizonDays = 30 }: Comparison): void {
  const where = 'comparePolicies';
  if (!Array.isArray(policies) || policies.length === 0) throw invalidInput(`${where}.policies`, 'a list of at least one policy', policies);
  checkWhole(`${where}.minds`, minds, 1, 100_000);
  checkWhole(`${where}.firstMind`, firstMind, 0, 100_000);
  checkWhole(`${where}.weeks`, weeks, 1, 520);
  checkWhole(`${where}.seed`, seed, 0, Number.MAX_SAFE_INTEGER);
  if (!(horizonDays >= 0 && horizonDays <= 3_650))
    throw invalidInput(`${where}.horizonDays`, 'a number of days from 0 to 3650', horizonDays);
  const [name, amount] = 'minutes' in budget ? ['minutes', budget.minutes] : ['questions', budget.questions];
  if (!(amount > 0 && amount <= 1_440)) throw invalidInput(`${where}.budget.${name}`, 'a number > 0 and ≤ 1440', amount);
}

function checkWhole(where: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw invalidInput(where, `a whole number from ${least} to ${most}`, value);
}
