import type { CurriculumInput } from 'adaptive-learning-engine';

export const SUBJECT = 'Algebra';

/** A concept of the simulated course. */
export interface CourseConcept {
  readonly topic: string;
  readonly concept: string;
  /** 0 (easiest) to 1 (hardest): the engine is told, and the simulated learners feel it. */
  readonly difficulty: number;
  readonly needs: readonly string[];
}

/** A term of algebra in the order in which it is taught. */
export const COURSE: readonly [CourseConcept, ...CourseConcept[]] = [
  { topic: 'Numbers', concept: 'Negative numbers', difficulty: 0.15, needs: [] },
  { topic: 'Numbers', concept: 'Fractions', difficulty: 0.3, needs: [] },
  { topic: 'Numbers', concept: 'Order of operations', difficulty: 0.2, needs: [] },
  { topic: 'Numbers', concept: 'Powers', difficulty: 0.3, needs: ['Order of operations'] },
  { topic: 'Numbers', concept: 'Roots', difficulty: 0.45, needs: ['Powers'] },
  { topic: 'Numbers', concept: 'Percentages', difficulty: 0.35, needs: ['Fractions'] },
  { topic: 'Numbers', concept: 'Absolute value', difficulty: 0.4, needs: ['Negative numbers'] },
  { topic: 'Numbers', concept: 'Scientific notation', difficulty: 0.5, needs: ['Powers'] },
  { topic: 'Expressions', concept: 'Variables', difficulty: 0.25, needs: ['Negative numbers'] },
  { topic: 'Expressions', concept: 'Like terms', difficulty: 0.3, needs: ['Variables'] },
  { topic: 'Expressions', concept: 'Substitution', difficulty: 0.35, needs: ['Variables', 'Order of operations'] },
  { topic: 'Expressions', concept: 'Distributive law', difficulty: 0.4, needs: ['Like terms', 'Order of operations'] },
  { topic: 'Expressions', concept: 'Factoring out', difficulty: 0.5, needs: ['Distributive law'] },
  { topic: 'Expressions', concept: 'Algebraic fractions', difficulty: 0.65, needs: ['Fractions', 'Factoring out'] },
  { topic: 'Expressions', concept: 'Rearranging formulas', difficulty: 0.6, needs: ['Substitution', 'One-step equations'] },
  { topic: 'Linear equations', concept: 'One-step equations', difficulty: 0.3, needs: ['Variables'] },
  { topic: 'Linear equations', concept: 'Proportions', difficulty: 0.45, needs: ['Fractions', 'One-step equations'] },
  { topic: 'Linear equations', concept: 'Two-step equations', difficulty: 0.4, needs: ['One-step equations', 'Like terms'] },
  { topic: 'Linear equations', concept: 'Equations with brackets', difficulty: 0.5, needs: ['Two-step equations', 'Distributive law'] },
  { topic: 'Linear equations', concept: 'Word problems', difficulty: 0.65, needs: ['Two-step equations'] },
  { topic: 'Linear equations', concept: 'Inequalities', difficulty: 0.55, needs: ['Two-step equations', 'Negative numbers'] },
  { topic: 'Linear equations', concept: 'Absolute value equations', difficulty: 0.7, needs: ['Absolute value', 'Two-step equations'] },
  { topic: 'Functions', concept: 'Coordinates', difficulty: 0.25, needs: ['Negative numbers'] },
  { topic: 'Functions', concept: 'Function notation', difficulty: 0.45, needs: ['Substitution'] },
  { topic: 'Functions', concept: 'Linear functions', difficulty: 0.45, needs: ['Coordinates', 'Variables'] },
  { topic: 'Functions', concept: 'Slope', difficulty: 0.5, needs: ['Linear functions', 'Fractions'] },
  { topic: 'Functions', concept: 'Intercepts', difficulty: 0.5, needs: ['Linear functions', 'One-step equations'] },
  { topic: 'Functions', concept: 'Parallel lines', difficulty: 0.55, needs: ['Slope'] },
  { topic: 'Functions', concept: 'Simultaneous equations', difficulty: 0.65, needs: ['Linear functions', 'Equations with brackets'] },
  { topic: 'Quadratics', concept: 'Binomial formulas', difficulty: 0.6, needs: ['Distributive law', 'Powers'] },
  { topic: 'Quadratics', concept: 'Factoring quadratics', difficulty: 0.7, needs: ['Binomial formulas', 'Factoring out'] },
  { topic: 'Quadratics', concept: 'Completing the square', difficulty: 0.8, needs: ['Binomial formulas'] },
  { topic: 'Quadratics', concept: 'Quadratic formula', difficulty: 0.75, needs: ['Completing the square', 'Roots'] },
  { topic: 'Quadratics', concept: 'Discriminant', difficulty: 0.75, needs: ['Quadratic formula'] },
  { topic: 'Quadratics', concept: 'Parabolas', difficulty: 0.7, needs: ['Linear functions', 'Powers'] },
  { topic: 'Quadratics', concept: 'Quadratic inequalities', difficulty: 0.85, needs: ['Parabolas', 'Inequalities'] },
];

/** The course as the engine takes it. */
export const CURRICULUM: CurriculumInput = COURSE.map(({ topic, concept, difficulty, needs }) => ({
  subject: SUBJECT,
  topic,
  concept,
  difficulty_level: difficulty,
  prerequisites: needs.map((needed) => ({ concept: needed })),
}));
