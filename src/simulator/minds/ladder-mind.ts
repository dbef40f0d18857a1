import type { Random } from '../chance/random.js';
import type { Course } from '../course/course.js';
import { type Lesson, logistic, logit, type Mind } from './mind.js';

const DAY_MS = 86_400_000;
const GUESS = 0.15;
const SLIP = 0.05;
/** What is known of a concept without any practice. */
const BROUGHT = 0.1;
/** The share of what was learnt that can be used by who knows nothing of what it builds on. */
const WITHOUT_NEEDS = 0.4;
/** Half-lives in days after the first practice: the median, and how unequal they are between concepts and between learners. */
const HALF_LIFE = { days: 5, ofConcept: 0.9, ofLearner: 0.3 } as const;
/** By how much a right answer lengthens the half-life when all was nearly forgotten; less when it was fresh. */
const LENGTHENED = 2.5;
/** What a wrong answer leaves of the half-life. */
const SHORTENED = 0.7;
/** What one practice of a prepared learner adds of what is not learnt yet. */
const LEARNING = { median: 0.45, spread: 0.25 } as const;
const WORTH = { right: 1, wrong: 0.6, explained: 1.2 } as const;
const SECONDS = { known: 10, unknown: 35 } as const;

interface Traits {
  readonly learning: number;
  readonly pace: number;
  /** By place, in days. */
  readonly halfLives: readonly number[];
}

/**
 * A mind in which learning depends on prerequisites: a concept is learnt in proportion to the squared knowledge of its weakest prerequisite, and used
 * only as far as that is known. Half-lives differ widely between concepts; a right answer lengthens them, more so the more was forgotten.
 */
export class LadderMind implements Mind {
  readonly #course: Course;
  readonly #traits: Traits;
  readonly #learnt: Float64Array;
  readonly #practisedAt: Float64Array;
  readonly #halfLives: Float64Array;

  private constructor(course: Course, traits: Traits, previous?: LadderMind) {
    this.#course = course;
    this.#traits = traits;
    const { length } = course.concepts;
    this.#learnt = previous === undefined ? new Float64Array(length) : previous.#learnt.slice();
    this.#practisedAt = previous === undefined ? new Float64Array(length) : previous.#practisedAt.slice();
    this.#halfLives = previous === undefined ? Float64Array.from(traits.halfLives) : previous.#halfLives.slice();
  }

  /** Returns a random mind. */
  static drawn(course: Course, random: Random): LadderMind {
    const typical = random.logNormal(HALF_LIFE.days, HALF_LIFE.ofLearner);
    return new LadderMind(course, {
      learning: random.logNormal(LEARNING.median, LEARNING.spread),
      pace: random.logNormal(1, 0.25),
      halfLives: course.concepts.map(() => random.logNormal(typical, HALF_LIFE.ofConcept)),
    });
  }

  knowledge(at: number): Float64Array {
    const { needs, teachable } = this.#course;
    const known = new Float64Array(needs.length);
    for (const place of teachable) {
      const own =
        (this.#learnt[place] as number) * this.#recall(place, at) * (WITHOUT_NEEDS + (1 - WITHOUT_NEEDS) * weakest(known, needs[place]));
      known[place] = BROUGHT + (1 - BROUGHT) * own;
    }
    return known;
  }

  rightAnswer(place: number, difficulty: number, at: number): number {
    const solves = logistic(logit(this.knowledge(at)[place] as number) + 1.5 * (0.5 - difficulty));
    return solves * (1 - SLIP) + (1 - solves) * GUESS;
  }

  seconds(place: number, at: number): number {
    return (SECONDS.known + (SECONDS.unknown - SECONDS.known) * (1 - (this.knowledge(at)[place] as number))) * this.#traits.pace;
  }

  practise(place: number, at: number, { correct, explained }: Lesson): void {
    const prepared = weakest(this.knowledge(at), this.#course.needs[place]);
    const worth = explained ? WORTH.explained : correct ? WORTH.right : WORTH.wrong;
    const before = this.#learnt[place] as number;
    if (before > 0) {
      const factor = correct ? 1 + LENGTHENED * (1 - this.#recall(place, at)) : SHORTENED;
      this.#halfLives[place] = Math.max(this.#traits.halfLives[place] as number, (this.#halfLives[place] as number) * factor);
    }
    this.#learnt[place] = before + (1 - before) * Math.min(1, this.#traits.learning * worth * prepared ** 2);
    this.#practisedAt[place] = at;
  }

  fork(): LadderMind {
    return new LadderMind(this.#course, this.#traits, this);
  }

  #recall(place: number, at: number): number {
    return 2 ** (-Math.max(0, at - (this.#practisedAt[place] as number)) / DAY_MS / (this.#halfLives[place] as number));
  }
}

function weakest(known: Float64Array, needs: readonly number[] = []): number {
  return needs.reduce((least, place) => Math.min(least, known[place] as number), 1);
}
