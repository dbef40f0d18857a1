import { type LearnerChoice, learnerChoice } from './choose-learner.js';
import type { Measured } from './measured.js';
import { type Asking, QUESTIONS, type Question } from './questions.js';

/** Asks about the learners of one database, now. */
export class Asker {
  readonly #measured: Measured;
  readonly #choice: LearnerChoice;
  readonly #random: () => number;

  constructor(measured: Measured, random: () => number) {
    this.#measured = measured;
    this.#choice = learnerChoice(measured.learners, measured.seed);
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
    return question.ask(this.about(question.about));
  }

  /** Somebody by chance, to be asked about. */
  about(whom: Question['about']): Asking {
    const { engine, cached, clock } = this.#measured;
    const identity = whom === 'feeling' ? this.#choice.feeling(this.#random) : this.#choice.anyone(this.#random);
    return { engine, cached, identity, now: clock() };
  }
}
