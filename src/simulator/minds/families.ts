import type { Random } from '../chance/random.js';
import { ALGEBRA } from '../course/algebra.js';
import type { Course } from '../course/course.js';
import { LADDER } from '../course/ladder.js';
import { LANGUAGE } from '../course/language.js';
import { LadderMind } from './ladder-mind.js';
import { MemoryMind } from './memory-mind.js';
import type { Mind } from './mind.js';
import { PracticeMind } from './practice-mind.js';

/** A family of simulated learners with a course. */
export interface Family {
  readonly name: string;
  /** A one-line description. */
  readonly summary: string;
  readonly course: Course;
  /** Returns a random mind that has not studied yet; `number` counts the minds of a comparison from 0. */
  readonly mind: (random: Random, number: number) => Mind;
}

/** The built-in families. */
export const FAMILIES: readonly Family[] = [
  {
    name: 'practice',
    summary: 'Knowledge grows with practice, leans on prerequisites and fades exponentially, slower after practice on many days.',
    course: ALGEBRA,
    mind: (random) => PracticeMind.drawn(ALGEBRA, random),
  },
  {
    name: 'memory',
    summary: 'Memories of FSRS-6, knowledge by BKT with forgetting, both drawn about fits to real logs; most lessons stand alone.',
    course: LANGUAGE,
    mind: (random) => MemoryMind.drawn(LANGUAGE, random),
  },
  {
    name: 'ladder',
    summary: 'Each concept is learnt and used as far as its weakest prerequisite is known; half-lives differ much between concepts.',
    course: LADDER,
    mind: (random) => LadderMind.drawn(LADDER, random),
  },
];
