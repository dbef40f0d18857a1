import type { CurriculumInput } from 'adaptive-learning-engine';

export const SUBJECT = 'Algebra';

const NAMES = [
  'Numbers',
  'Fractions',
  'Ratios',
  'Terms',
  'Slope',
  'Intercept',
  'Substitution',
  'Elimination',
  'Roots',
  'Logarithms',
] as const;

/** Concepts that build on each other, each on the two before it. */
export const CURRICULUM: CurriculumInput = NAMES.map((concept, index) => ({
  subject: SUBJECT,
  topic: topicOf(index),
  concept,
  prerequisites: NAMES.slice(Math.max(0, index - 2), index).map((needed, distance) => ({
    concept: needed,
    topic: topicOf(NAMES.indexOf(needed)),
    importance_weight: 0.4 + 0.2 * distance,
  })),
}));

function topicOf(index: number): string {
  return index < 5 ? 'Basics' : 'Equations';
}
