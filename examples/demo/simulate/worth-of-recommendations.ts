import {
  ALGEBRA,
  comparePoliciesSteps,
  type Family,
  type LearnerOutcome,
  type PairedGain,
  POLICIES,
  PracticeMind,
  pairedGain,
} from 'adaptive-learning-engine/simulator';
import type { Student } from './class-of.js';

/** Minutes of a typical sitting. */
const MINUTES = 8;

/** What following `recommend` is worth to the minds of a class beside SM-2: knowledge retained 30 days after the term, for an hour of study. */
export async function worthOfRecommendations(
  students: readonly Student[],
  weeks: number,
  seed: number,
  signal: AbortSignal,
): Promise<PairedGain> {
  const traits = students.map(({ mind }) => mind.traits);
  const family: Family = {
    name: 'class',
    summary: 'The minds of the class, before the term.',
    course: ALGEBRA,
    mind: (random, number) => {
      const known = traits[number];
      return known === undefined ? PracticeMind.drawn(ALGEBRA, random) : new PracticeMind(ALGEBRA, known);
    },
  };
  const policies = ['recommend', 'sm2'].flatMap((name) => POLICIES.filter((policy) => policy.name === name));
  const steps = comparePoliciesSteps({ family, policies, minds: students.length, weeks, seed, budget: { minutes: MINUTES } });
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      const [ours = [], sm2 = []] = step.value.map(({ outcomes }) => outcomes.map(perHour));
      return pairedGain(ours, sm2, seed);
    }
    await new Promise(setImmediate);
    signal.throwIfAborted();
  }
}

function perHour({ gain, hours }: LearnerOutcome): number {
  return gain / hours;
}
