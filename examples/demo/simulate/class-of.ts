import { ALGEBRA, PracticeMind, Random } from 'adaptive-learning-engine/simulator';
import { deterministicUuid } from '../deterministic-id.js';
import { Mood } from './mood.js';

/** A simulated learner. */
export interface Student {
  readonly userId: string;
  readonly name: string;
  readonly mind: PracticeMind;
  readonly mood: Mood;
  readonly random: Random;
  /** How often they sit down on a school day. */
  readonly diligence: number;
  /** How often they do what the engine recommends; otherwise what takes their fancy. */
  readonly trust: number;
  /** Whether they let their emotions be used. */
  readonly sharesEmotions: boolean;
}

const NAMES = ['Amina', 'Björn', 'Chiara', 'Dmitri', 'Elif', 'Fatou', 'Goran', 'Hana', 'Iker', 'Jun', 'Kofi', 'Lena'] as const;
/** One in four does not want their emotions used. */
const SHARING = 0.75;

/** The class of a seed. */
export function classOf(seed: number, size: number): readonly Student[] {
  return Array.from({ length: size }, (_, index) => {
    const random = new Random('student', seed, index);
    const round = Math.floor(index / NAMES.length);
    return {
      userId: deterministicUuid('student', String(seed), String(index)),
      name: `${NAMES[index % NAMES.length]}${round === 0 ? '' : ` ${round + 1}`}`,
      mind: PracticeMind.drawn(ALGEBRA, random),
      mood: new Mood(random),
      random,
      diligence: random.between(0.6, 0.95),
      trust: random.between(0.5, 0.95),
      sharesEmotions: random.chance(SHARING),
    };
  });
}
