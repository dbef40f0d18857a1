/** What the examples of pipelines ask about: March of a year, in UTC. */
export const MARCH = { since: new Date('2026-03-01T00:00:00Z'), until: new Date('2026-04-01T00:00:00Z') };

/** An evening in that March. */
export const IN_MARCH = new Date('2026-03-31T18:00:00Z');

/** Ids of so many learners; those of two classes have nobody in common. */
export function learnersOf(classNumber: number, learners: number): string[] {
  const inClass = (n: number) => `${classNumber}0000000-0000-4000-8000-${String(n + 1).padStart(12, '0')}`;
  return Array.from({ length: learners }, (_, n) => inClass(n));
}

/** One learner. */
export const LEARNER = '10000000-0000-4000-8000-000000000001';
