import type { Random } from '../chance/random.js';
import { ALGEBRA } from '../course/algebra.js';
import type { Course } from '../course/course.js';
import type { Mind } from './mind.js';
import { PracticeMind } from './practice-mind.js';

/** Minds that work alike, on a course: what a policy is tried on. */
export interface Family {
  readonly name: string;
  /** In a line. */
  readonly summary: string;
  readonly course: Course;
  /** A mind by chance. */
  readonly mind: (random: Random) => Mind;
}

/** The families that policies are compared on. */
export const FAMILIES: readonly Family[] = [
  {
    name: 'practice',
    summary: 'Knowledge grows with practice, leans on prerequisites and fades exponentially, slower after practice on many days.',
    course: ALGEBRA,
    mind: (random) => PracticeMind.drawn(ALGEBRA, random),
  },
];
