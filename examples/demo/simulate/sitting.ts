import type { LearnerScope, Recommendation } from 'adaptive-learning-engine';
import { ALGEBRA, type CourseConcept } from 'adaptive-learning-engine/simulator';
import { deterministicUuid } from '../deterministic-id.js';
import type { Student } from './class-of.js';
import type { Happening } from './happenings.js';
import type { SentCalls } from './sent-calls.js';
import type { SchoolDay } from './term.js';

/** One learner at their desk. */
export interface Sitting {
  readonly student: Student;
  readonly learner: LearnerScope;
  readonly sent: SentCalls;
  readonly day: SchoolDay;
  readonly sessionId: string;
  readonly signal: AbortSignal;
  readonly onHappening: (happening: Happening) => void;
}

/** The time as it passes while somebody sits there. */
export class Watch {
  #time: number;

  constructor(start: Date) {
    this.#time = start.getTime();
  }

  get time(): Date {
    return new Date(this.#time);
  }

  wait(seconds: number): Date {
    this.#time += Math.round(seconds * 1000);
    return this.time;
  }
}

export interface Question {
  readonly topic: string;
  readonly concept: string;
  readonly difficulty: number;
}

const QUESTIONS_EACH = 2;

/** The session's id, the same whenever the same class is played. */
export function sessionIdOf({ userId }: Student, { id }: SchoolDay): string {
  return deterministicUuid('session', userId, id);
}

/** Where a concept stands in the course; the engine recommends no others. */
export function placeOf(concept: string): number {
  return ALGEBRA.placeOf(concept) ?? 0;
}

/** What the learner works on next: what the engine recommends, each for a few questions, or what takes their fancy. */
export function chooseQuestion({ student, day }: Sitting, recommended: readonly Recommendation[], index: number): Question {
  const { random, trust } = student;
  const next = recommended[Math.floor(index / QUESTIONS_EACH) % Math.max(1, recommended.length)];
  if (next !== undefined && random.chance(trust)) {
    return { topic: next.topic, concept: next.concept, difficulty: next.target_difficulty };
  }
  // What the class has come to so far.
  const taught = ALGEBRA.concepts.slice(0, 5 + 3 * day.week) as [CourseConcept, ...CourseConcept[]];
  const { topic, concept } = random.pick(taught);
  return { topic, concept, difficulty: random.between(0.3, 0.7) };
}
