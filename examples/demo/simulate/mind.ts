import { COURSE } from './course.js';
import type { Random } from './random.js';

/** What makes one simulated learner differ from another; the engine is never told. */
export interface Traits {
  /** On the logistic scale, 0 in the middle. */
  readonly ability: number;
  /** What one practice adds, on the logistic scale, to a concept that is not known at all. */
  readonly learning: number;
  /** 1 for the usual speed of forgetting. */
  readonly forgetting: number;
  /** 1 for the usual time to answer. */
  readonly pace: number;
}

interface Skill {
  readonly level: number;
  readonly practisedAt: number;
  /** Different days of practice: what came back on many days stays longer. */
  readonly days: number;
}

const DAY_MS = 86_400_000;
const GUESS = 0.15;
const SLIP = 0.05;
/** What an unpleasant feeling adds to the slips. */
const DISTRACTION = 0.08;
/** What is never forgotten of what was once learnt: relearning is faster (Ebbinghaus's savings). */
const SAVINGS = 0.3;
/** Days in which the rest falls to 1/e after one day of practice. */
const FIRST_LIFE_DAYS = 3;

const HARDNESS = new Map(COURSE.map(({ concept, difficulty }) => [concept, 5 * (difficulty - 0.5)]));
const NEEDS = new Map(COURSE.map(({ concept, needs }) => [concept, needs]));

/**
 * The hidden truth about a simulated learner. It is not the engine's model: knowledge is a logistic of ability, practice, hardness and what the
 * learner knows of the prerequisites; practice fades exponentially, the slower the more days it is spread over, and part of it stays.
 */
export class Mind {
  readonly traits: Traits;
  readonly #skills = new Map<string, Skill>();

  constructor(random: Random) {
    this.traits = {
      ability: 0.7 * random.normal(),
      learning: random.logNormal(0.45, 0.25),
      forgetting: random.logNormal(1, 0.3),
      pace: random.logNormal(1, 0.25),
    };
  }

  /** Probability of knowing how to solve a middling question of a concept. */
  knowledge(concept: string, at: number): number {
    return logistic(this.#logit(concept, at));
  }

  /** Probability of a right answer to a question of a difficulty, 0 to 1. */
  rightAnswer(concept: string, difficulty: number, at: number, distracted: boolean): number {
    const solves = logistic(this.#logit(concept, at) + 1.5 * (0.5 - difficulty));
    const slip = SLIP + (distracted ? DISTRACTION : 0);
    return solves * (1 - slip) + (1 - solves) * GUESS;
  }

  /** Learns from one question; an explanation makes it worth more. */
  practise(concept: string, at: number, lesson: { readonly correct: boolean; readonly explained: boolean }): void {
    const before = this.#skills.get(concept);
    const gain = this.traits.learning * (0.2 + 0.8 * (1 - this.knowledge(concept, at)));
    const worth = lesson.explained ? 1.5 : lesson.correct ? 1 : 0.7;
    const sameDay = before !== undefined && at - before.practisedAt < DAY_MS / 2;
    this.#skills.set(concept, {
      level: this.#remembered(concept, at) + gain * worth,
      practisedAt: at,
      days: (before?.days ?? 0) + (sameDay ? 0 : 1),
    });
  }

  #logit(concept: string, at: number): number {
    const needs = NEEDS.get(concept) ?? [];
    const prepared = needs.map((needed) => this.knowledge(needed, at));
    const help = prepared.length === 0 ? 0 : 2 * (prepared.reduce((sum, known) => sum + known, 0) / prepared.length - 0.7);
    return this.traits.ability - 1 + this.#remembered(concept, at) - (HARDNESS.get(concept) ?? 0) + help;
  }

  #remembered(concept: string, at: number): number {
    const skill = this.#skills.get(concept);
    if (skill === undefined) return 0;
    const lifeDays = (FIRST_LIFE_DAYS * skill.days ** 1.2) / this.traits.forgetting;
    const left = Math.exp(-Math.max(0, at - skill.practisedAt) / DAY_MS / lifeDays);
    return skill.level * (SAVINGS + (1 - SAVINGS) * left);
  }
}

function logistic(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
