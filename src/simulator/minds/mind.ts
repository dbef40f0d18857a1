/** A practised question. */
export interface Lesson {
  readonly correct: boolean;
  /** Whether the learner got an explanation after a wrong answer. */
  readonly explained: boolean;
}

/**
 * The true state of a simulated learner, hidden from the engine. Concepts are identified by their index in the course; instants are in ms since 1970
 * and never decrease.
 */
export interface Mind {
  /** Returns the probability of solving an average question for each concept, 0 to 1, in course order. */
  knowledge(at: number): Float64Array;
  /** Returns the probability of a right answer to a question with this difficulty (0 to 1), including guesses and slips. */
  rightAnswer(place: number, difficulty: number, at: number): number;
  /** Returns the median time for a question, in seconds. */
  seconds(place: number, at: number): number;
  /** Learns from one question. */
  practise(place: number, at: number, lesson: Lesson): void;
  /** Returns a copy of the mind. */
  fork(): Mind;
}

export function logistic(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** The inverse of {@link logistic}, for probabilities that stay a little away from 0 and 1. */
export function logit(probability: number): number {
  const inside = Math.min(1 - 1e-9, Math.max(1e-9, probability));
  return Math.log(inside / (1 - inside));
}
