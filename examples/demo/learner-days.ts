import { learnerDayNumber } from 'adaptive-learning-engine/algorithms';

/** Tells whether a learner meets a concept on a later day than the last time, by the days of their zone. */
export class LearnerDays {
  readonly #zone: string;
  readonly #lastDays = new Map<string, number>();

  constructor(zone: string) {
    this.#zone = zone;
  }

  /** Notes that the concept is met now; true when the time before was on an earlier day. */
  meet(concept: string, at: Date): boolean {
    const day = learnerDayNumber(at.getTime(), this.#zone);
    const last = this.#lastDays.get(concept);
    this.#lastDays.set(concept, day);
    return last !== undefined && day > last;
  }
}
