import type { Engine, LearnerScope } from 'adaptive-learning-engine';
import { shapeOf } from '../histories/history-shape.js';
import { SCALE_CURRICULUM } from '../histories/scale-curriculum.js';
import { type LearnerChoice, learnerChoice } from './choose-learner.js';

/** Learners who sit at once. With a hundred answers a second each gives one every second or so. */
const SITTINGS = 100;
const ANSWERS = 8;
/** Concepts from the beginning of a subject that the answers are about. */
const CONCEPTS = 12;

interface Sitting {
  readonly number: number;
  readonly learner: LearnerScope;
  readonly session_id: string;
  readonly subject: number;
  answers: number;
}

/** Learners in the middle of a session, each replaced by another after some answers. */
export class Sittings {
  readonly #engine: Engine;
  readonly #choice: LearnerChoice;
  readonly #seed: number;
  readonly #random: () => number;
  readonly #free: Sitting[] = [];
  readonly #waiting: ((sitting: Sitting) => void)[] = [];
  readonly #taken = new Set<number>();
  readonly #replacing = new Set<Promise<void>>();
  /** Answers that had to wait because nobody was free. */
  late = 0;

  constructor(engine: Engine, learners: number, seed: number, random: () => number) {
    this.#engine = engine;
    this.#choice = learnerChoice(learners, seed);
    this.#seed = seed;
    this.#random = random;
  }

  async open(): Promise<void> {
    // As far along as people are who came one after the other: were all to begin together, all would end together, each time again.
    await Promise.all(Array.from({ length: SITTINGS }, async (_, n) => this.#release(await this.#begin(n % ANSWERS))));
  }

  /** Records one answer of the learner who has waited longest. */
  async answer(): Promise<void> {
    const sitting = this.#free.shift() ?? (await this.#someone());
    const subject = SCALE_CURRICULUM[sitting.subject] ?? [];
    const { subject: name, topic, concept } = subject[Math.floor(this.#random() * CONCEPTS)] ?? { subject: '', topic: '', concept: '' };
    sitting.answers += 1;
    await sitting.learner.recordAnswer({
      event_id: `${sitting.session_id}-${sitting.answers}`,
      session_id: sitting.session_id,
      ...{ subject: name, topic, concept },
      correct: this.#random() < 0.75,
      response_time_seconds: 5 + Math.round(40 * this.#random()),
    });
    if (sitting.answers < ANSWERS) return this.#release(sitting);
    const replaced = this.#replace(sitting).finally(() => this.#replacing.delete(replaced));
    this.#replacing.add(replaced);
  }

  async close(): Promise<void> {
    await Promise.all(this.#replacing);
    await Promise.all(this.#free.map(({ learner, session_id }) => learner.endSession({ session_id })));
  }

  async #replace({ learner, session_id, number }: Sitting): Promise<void> {
    await learner.endSession({ session_id });
    this.#taken.delete(number);
    this.#release(await this.#begin());
  }

  async #begin(answers = 0): Promise<Sitting> {
    let identity = this.#choice.anyone(this.#random);
    while (this.#taken.has(identity.number)) identity = this.#choice.anyone(this.#random);
    this.#taken.add(identity.number);
    const [subject] = shapeOf(identity.life, this.#seed).subjects;
    const learner = this.#engine.as({ userId: identity.userId, role: 'learner' });
    const first = SCALE_CURRICULUM[subject]?.[0];
    const { session_id } = await learner.startSession({
      session_type: 'practice',
      subject: first?.subject ?? '',
      topics: [first?.topic ?? ''],
    });
    return { number: identity.number, learner, session_id, subject, answers };
  }

  #release(sitting: Sitting): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free.push(sitting);
    else next(sitting);
  }

  #someone(): Promise<Sitting> {
    this.late += 1;
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
