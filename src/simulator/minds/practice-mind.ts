import type { Random } from '../chance/random.js';
import type { Course } from '../course/course.js';
import { type Lesson, logistic, type Mind } from './mind.js';

/** The traits of a learner. */
export interface PracticeTraits {
  /** On the logistic scale; 0 is average. */
  readonly ability: number;
  /** The gain from one practice of an unknown concept, on the logistic scale. */
  readonly learning: number;
  /** The relative speed of forgetting; 1 is average. */
  readonly forgetting: number;
  /** The relative response time; 1 is average. */
  readonly pace: number;
}

const DAY_MS = 86_400_000;
const GUESS = 0.15;
const SLIP = 0.05;
/** What an unpleasant emotion increases slips. */
const DISTRACTION = 0.08;
/** What is never forgotten of what was once learnt: relearning is faster (Ebbinghaus's savings). */
const SAVINGS = 0.3;
/** Days in which the rest falls to 1/e after one day of practice. */
const FIRST_LIFE_DAYS = 3;
/** Seconds of a question that is fully known, and what not knowing adds. */
const SECONDS = { known: 8, unknown: 30 } as const;

/**
 * A mind whose knowledge is a logistic function of ability, practice, difficulty and knowledge of the prerequisites. Practice decays exponentially,
 * more slowly if spread over more days, and a part of it is permanent. The engine has no such model.
 */
export class PracticeMind implements Mind {
  readonly traits: PracticeTraits;
  readonly #course: Course;
  readonly #level: Float64Array;
  readonly #practisedAt: Float64Array;
  /** Different days of practice: what was practised on many days stays longer. */
  readonly #days: Float64Array;

  constructor(course: Course, traits: PracticeTraits, previous?: PracticeMind) {
    this.#course = course;
    this.traits = traits;
    const { length } = course.concepts;
    this.#level = previous === undefined ? new Float64Array(length) : previous.#level.slice();
    this.#practisedAt = previous === undefined ? new Float64Array(length) : previous.#practisedAt.slice();
    this.#days = previous === undefined ? new Float64Array(length) : previous.#days.slice();
  }

  /** Returns a random mind. */
  static drawn(course: Course, random: Random): PracticeMind {
    return new PracticeMind(course, {
      ability: 0.7 * random.normal(),
      learning: random.logNormal(0.45, 0.25),
      forgetting: random.logNormal(1, 0.3),
      pace: random.logNormal(1, 0.25),
    });
  }

  knowledge(at: number): Float64Array {
    return this.#logits(at).map(logistic);
  }

  /** @param distracted - an unpleasant emotion increases slips */
  rightAnswer(place: number, difficulty: number, at: number, distracted = false): number {
    const solves = logistic((this.#logits(at)[place] as number) + 1.5 * (0.5 - difficulty));
    const slip = SLIP + (distracted ? DISTRACTION : 0);
    return solves * (1 - slip) + (1 - solves) * GUESS;
  }

  seconds(place: number, at: number): number {
    return (SECONDS.known + SECONDS.unknown * (1 - (this.knowledge(at)[place] as number))) * this.traits.pace;
  }

  practise(place: number, at: number, { correct, explained }: Lesson): void {
    const gain = this.traits.learning * (0.2 + 0.8 * (1 - (this.knowledge(at)[place] as number)));
    const worth = explained ? 1.5 : correct ? 1 : 0.7;
    const days = this.#days[place] as number;
    const sameDay = days > 0 && at - (this.#practisedAt[place] as number) < DAY_MS / 2;
    this.#level[place] = this.#remembered(place, at) + gain * worth;
    this.#practisedAt[place] = at;
    this.#days[place] = days + (sameDay ? 0 : 1);
  }

  fork(): PracticeMind {
    return new PracticeMind(this.#course, this.traits, this);
  }

  #logits(at: number): Float64Array {
    const { concepts, needs, teachable } = this.#course;
    const logits = new Float64Array(concepts.length);
    for (const place of teachable) {
      const needed = needs[place] ?? [];
      let known = 0;
      for (const other of needed) known += logistic(logits[other] as number);
      const help = needed.length === 0 ? 0 : 2 * (known / needed.length - 0.7);
      const hardness = 5 * ((concepts[place]?.difficulty ?? 0.5) - 0.5);
      logits[place] = this.traits.ability - 1 + this.#remembered(place, at) - hardness + help;
    }
    return logits;
  }

  #remembered(place: number, at: number): number {
    const days = this.#days[place] as number;
    if (days === 0) return 0;
    const lifeDays = (FIRST_LIFE_DAYS * days ** 1.2) / this.traits.forgetting;
    const left = Math.exp(-Math.max(0, at - (this.#practisedAt[place] as number)) / DAY_MS / lifeDays);
    return (this.#level[place] as number) * (SAVINGS + (1 - SAVINGS) * left);
  }
}
