import type { Prediction } from 'adaptive-learning-engine/algorithms';

/** What the engine said before an answer, and the answer. */
export interface PredictionRecord extends Prediction {
  /** The learner's last answer to the same concept was on an earlier day of theirs: a night lies between. */
  readonly onLaterDay: boolean;
  /** The probability by which a simulated answer was drawn; nobody knows it of a real one. */
  readonly truth?: number;
}
