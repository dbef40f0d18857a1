import { type FsrsMemory, type FsrsParams, fsrsInitialMemory, fsrsNextMemory, fsrsRetrievability } from '../../algorithms/index.js';
import type { Random } from '../chance/random.js';
import type { Course } from '../course/course.js';
import { drawnMemory } from './drawn-memory.js';
import { type Lesson, logistic, logit, type Mind } from './mind.js';

const DAY_MS = 86_400_000;

/**
 * The weights that FSRS-6 was fitted to on a log of 12,580 reviews of one learner's cards with Anki, by `fitFsrs` on the whole log (log loss
 * .465 before, .447 after).
 */
const FITTED_WEIGHTS = [
  0.121, 0.783, 2.8663, 8.6581, 6.6294, 0.8659, 2.7833, 0.0083, 1.6927, 0.1254, 0.6029, 1.595, 0.0246, 0.3799, 1.7773, 0.6032, 1.8729,
  0.6514, 0.2012, 0.1928, 0.5636,
] as const;

/**
 * How the parameters of BKT with forgetting lie over skills, on the logistic scale: middle, and standard deviation from the 10th to the 90th
 * percentile. By `fitBkt` on half of the learners of a log of ASSISTments (210,302 answers, 80 skills with 300 answers or more) and on half of
 * Algebra I 2005–2006 of the KDD Cup 2010 (129,998 answers, 63 such skills), the two averaged: in the middle learn .15, forget .025, guess .18,
 * slip .16.
 */
const FITTED_KNOWLEDGE = {
  learn: { middle: -1.8, spread: 1.2 },
  forget: { middle: -3.7, spread: 1 },
  guess: { middle: -1.5, spread: 0.7 },
  slip: { middle: -1.7, spread: 0.6 },
} as const;
/** How much faster or slower than average a learner learns, on the same scale. Ours. */
const LEARNER_SPREAD = 0.5;
/** What a learner knows before a course. The logs' .66 is of skills that were taught in class before; here the course is new. Ours. */
const BROUGHT = { middle: -1.2, spread: 0.7 } as const;
/** Median seconds of a recalled and of a failed review in the log of Anki, and of a right and a wrong step in Algebra: 11 to 13, and 13 to 22. */
const SECONDS = { known: 11, unknown: 22 } as const;
/** Least share of the typical learning, for a learner who knows nothing of the prerequisites. */
const UNPREPARED = 0.5;
const EXPLAINED = 1.5;

type Knowledge = { readonly [Name in keyof typeof FITTED_KNOWLEDGE]: number };

interface Traits {
  readonly memory: FsrsParams;
  /** By place. */
  readonly knowledge: readonly Knowledge[];
  readonly brought: readonly number[];
  readonly pace: number;
}

/**
 * A mind with FSRS-6 memories of knowledge that grows and is lost as in Bayesian knowledge tracing with forgetting. The probability of knowing a
 * concept is b + (1 − b)·a·R, with b the prior knowledge, a the expectation of BKT's hidden state and R the retrievability of FSRS.
 */
export class MemoryMind implements Mind {
  readonly #course: Course;
  readonly #traits: Traits;
  readonly #understood: Float64Array;
  readonly #practisedAt: Float64Array;
  readonly #memories: (FsrsMemory | undefined)[];

  private constructor(course: Course, traits: Traits, previous?: MemoryMind) {
    this.#course = course;
    this.#traits = traits;
    const { length } = course.concepts;
    this.#understood = previous === undefined ? new Float64Array(length) : previous.#understood.slice();
    this.#practisedAt = previous === undefined ? new Float64Array(length) : previous.#practisedAt.slice();
    this.#memories = previous === undefined ? course.concepts.map(() => undefined) : previous.#memories.slice();
  }

  /** Returns a random mind. */
  static drawn(course: Course, random: Random): MemoryMind {
    const bent = LEARNER_SPREAD * random.normal();
    const about = ({ middle, spread }: { readonly middle: number; readonly spread: number }) => middle + spread * random.normal();
    const { learn, forget, guess, slip } = FITTED_KNOWLEDGE;
    return new MemoryMind(course, {
      memory: drawnMemory(FITTED_WEIGHTS, random),
      knowledge: course.concepts.map(() => ({
        learn: logistic(about(learn) + bent),
        forget: logistic(about(forget)),
        guess: logistic(about(guess)),
        slip: logistic(about(slip)),
      })),
      brought: course.concepts.map(({ difficulty }) => logistic(about(BROUGHT) + bent + 2 * (0.5 - difficulty))),
      pace: random.logNormal(1, 0.25),
    });
  }

  knowledge(at: number): Float64Array {
    return Float64Array.from(this.#understood, (_, place) => this.#known(place, at));
  }

  rightAnswer(place: number, difficulty: number, at: number): number {
    const { guess, slip } = this.#traits.knowledge[place] as Knowledge;
    const solves = logistic(logit(this.#known(place, at)) + 1.5 * (0.5 - difficulty));
    return solves * (1 - slip) + (1 - solves) * guess;
  }

  seconds(place: number, at: number): number {
    return (SECONDS.known + (SECONDS.unknown - SECONDS.known) * (1 - this.#known(place, at))) * this.#traits.pace;
  }

  practise(place: number, at: number, { correct, explained }: Lesson): void {
    const { memory } = this.#traits;
    const { learn, forget } = this.#traits.knowledge[place] as Knowledge;
    const worth = Math.min(1, learn * this.#prepared(place, at) * (explained ? EXPLAINED : 1));
    const before = this.#understood[place] as number;
    const rating = correct ? 3 : 1;
    const previous = this.#memories[place];
    const days = Math.floor(at / DAY_MS) - Math.floor((this.#practisedAt[place] as number) / DAY_MS);
    this.#memories[place] = previous === undefined ? fsrsInitialMemory(rating, memory) : fsrsNextMemory(previous, days, rating, memory);
    this.#understood[place] = before * (1 - forget) + (1 - before) * worth;
    this.#practisedAt[place] = at;
  }

  fork(): MemoryMind {
    return new MemoryMind(this.#course, this.#traits, this);
  }

  #known(place: number, at: number): number {
    const brought = this.#traits.brought[place] as number;
    const memory = this.#memories[place];
    if (memory === undefined) return brought;
    const elapsed = Math.max(0, at - (this.#practisedAt[place] as number)) / DAY_MS;
    return brought + (1 - brought) * (this.#understood[place] as number) * fsrsRetrievability(memory, elapsed, this.#traits.memory);
  }

  #prepared(place: number, at: number): number {
    const needs = this.#course.needs[place] ?? [];
    if (needs.length === 0) return 1;
    return UNPREPARED + ((1 - UNPREPARED) * needs.reduce((sum, other) => sum + this.#known(other, at), 0)) / needs.length;
  }
}
