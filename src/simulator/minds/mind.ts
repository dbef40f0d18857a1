/** What happened at a question. */
export interface Lesson {
  readonly correct: boolean;
  /** Somebody explained what went wrong. */
  readonly explained: boolean;
}

/**
 * The hidden truth about a simulated learner, which the engine is never told. Concepts go by their place in the course; instants are in
 * milliseconds since 1970 and never go back.
 */
export interface Mind {
  /** The probability of solving a middling question of each concept, 0 to 1, in the order of the course. */
  knowledge(at: number): Float64Array;
  /** The probability of a right answer to a question of this difficulty (0 to 1), with guesses and slips. */
  rightAnswer(place: number, difficulty: number, at: number): number;
  /** How long a question takes, in seconds: the median. */
  seconds(place: number, at: number): number;
  /** Learns from one question. */
  practise(place: number, at: number, lesson: Lesson): void;
  /** The same mind, to try what would become of it. */
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
