import type { Engine } from 'adaptive-learning-engine';
import { type LearnerChoice, learnerChoice } from './choose-learner.js';
import { QUESTIONS, type Question } from './questions.js';

/** Asks one engine about the learners of one database, now. */
export class Asker {
  readonly #engine: Engine;
  readonly #clock: () => Date;
  readonly #choice: LearnerChoice;
  readonly #random: () => number;

  constructor(engine: Engine, clock: () => Date, learners: number, seed: number, random: () => number) {
    this.#engine = engine;
    this.#clock = clock;
    this.#choice = learnerChoice(learners, seed);
    this.#random = random;
  }

  /** A question of the mix, by its share. */
  draw(): Question {
    let rest = this.#random() * QUESTIONS.reduce((sum, { share }) => sum + share, 0);
    const drawn = QUESTIONS.find(({ share }) => {
      rest -= share;
      return rest < 0;
    });
    return drawn ?? (QUESTIONS[0] as Question);
  }

  /** Asks it about a learner by chance. */
  ask(question: Question): Promise<unknown> {
    const identity = question.about === 'feeling' ? this.#choice.feeling(this.#random) : this.#choice.anyone(this.#random);
    return question.ask({ engine: this.#engine, identity, now: this.#clock() });
  }
}
