import { conceptKey, type History } from '../../../src/learner/index.js';
import { pick } from '../../harness/random-numbers.js';
import type { HistoryShape } from './history-shape.js';
import { SCALE_CURRICULUM, type ScaleConcept } from './scale-curriculum.js';

const DAY_MS = 86_400_000;
/** Chance of a right answer by guessing. */
const GUESS = 0.15;
/** How much easier a logarithm's unit of practice makes a question, and how much harder a full step of difficulty. */
const PRACTICE = 0.9;
const DIFFICULTY = 4;
/** Days after which a concept that was practised once is forgotten to 1/e. */
const MEMORY_DAYS = 6;
/** Concepts of the first subject after which the second is begun. */
const SECOND_SUBJECT_FROM = 15;

/** A learner as they truly are: what the engine has to guess. */
export class Student {
  readonly #shape: HistoryShape;
  readonly #history: History;
  /** What was practised, how often and when last. */
  readonly #practised = new Map<string, { readonly concept: ScaleConcept; times: number; last: number }>();

  constructor(shape: HistoryShape, history: History) {
    this.#shape = shape;
    this.#history = history;
  }

  /** The subject of the next session. */
  chooseSubject(): number {
    const { subjects, random } = this.#shape;
    const [first, second] = subjects;
    return this.#practised.size > SECOND_SUBJECT_FROM && random() < 0.4 ? second : first;
  }

  /** The next concept: a new one, one that is due, or one of those that were practised. */
  choose(subject: number, at: number, introduces: boolean): ScaleConcept {
    const { random } = this.#shape;
    const all = SCALE_CURRICULUM[subject] ?? [];
    const seen = [...this.#practised.values()].map(({ concept }) => concept).filter((concept) => all.includes(concept));
    const unseen = all[seen.length];
    if (seen.length === 0 || (introduces && unseen !== undefined)) return unseen ?? (all[0] as ScaleConcept);
    const due = seen.filter((concept) => {
      const review = this.#history.masteries.get(conceptKey(concept))?.spaced_repetition_data.next_review_date;
      return review !== undefined && review.getTime() <= at;
    });
    return pick(due.length > 0 && random() < 0.7 ? due : seen, random);
  }

  /** Whether they have ever answered a question about it. */
  knows(concept: ScaleConcept): boolean {
    return this.#practised.has(conceptKey(concept));
  }

  /** Whether the answer is right: by ability, difficulty, practice, and what has been forgotten since. */
  answers(concept: ScaleConcept, difficulty: number, at: number): boolean {
    const { ability, random } = this.#shape;
    const key = conceptKey(concept);
    const so = this.#practised.get(key) ?? { concept, times: 0, last: at };
    const kept = Math.exp(-(at - so.last) / DAY_MS / (MEMORY_DAYS * (1 + so.times)));
    const ease = ability + 1 + PRACTICE * Math.log1p(so.times) * kept - DIFFICULTY * (difficulty - 0.5);
    this.#practised.set(key, { concept, times: so.times + 1, last: at });
    return random() < GUESS + (1 - GUESS) / (1 + Math.exp(-ease));
  }
}
