/** A custom policy, compared with SM-2 and the engine's recommendations on simulated learners, without a database. */
import { comparePolicies, FAMILIES, type LearnerOutcome, POLICIES, type Policy, pairedGain } from 'adaptive-learning-engine/simulator';

/** The concept with the lowest estimated mastery that was not asked in this session. */
const weakestFirst: Policy = {
  name: 'weakest_first',
  summary: 'The weakest concept, each at most once per session.',
  choose: ({ course, asked: questions, masteryOf }) => {
    const asked = new Set(questions.map(({ concept }) => concept));
    const open = course.concepts.filter(({ concept }) => !asked.has(concept));
    const known = (concept: string) => masteryOf(concept)?.mastery_tracking.current_mastery_level ?? 0;
    return open.sort((a, b) => known(a.concept) - known(b.concept))[0] ?? { concept: course.concepts[0]?.concept ?? '' };
  },
};

const compared = [weakestFirst, ...POLICIES.filter(({ name }) => name === 'recommend' || name === 'random')];
const sm2 = POLICIES.filter(({ name }) => name === 'sm2');
const perHour = ({ gain, hours }: LearnerOutcome) => gain / hours;
const percent = (share: number) => `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(0)} %`;

for (const family of FAMILIES) {
  // Few minds and a short term, so that the example takes seconds; for a decision, use 45 minds and 12 weeks.
  const shared = { family, minds: 4, weeks: 2, seed: 1, budget: { minutes: 8 } };
  const [reference] = comparePolicies({ ...shared, policies: sm2 });
  if (reference === undefined) continue;
  for (const { policy, outcomes } of comparePolicies({ ...shared, policies: compared })) {
    const { gain, low, high } = pairedGain(outcomes.map(perHour), reference.outcomes.map(perHour));
    console.log(`${family.name}, retained an hour beside SM-2: ${policy.name} ${percent(gain)} (${percent(low)} to ${percent(high)})`);
  }
}
