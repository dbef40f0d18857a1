import { tzOffset } from '@date-fns/tz';

/** The engine's own default: a day ends at four in the morning. */
const ROLLOVER_HOUR = 4;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Tells whether a learner meets a concept on a later day than the last time, by the days of their zone. */
export class LearnerDays {
  readonly #zone: string;
  readonly #lastDays = new Map<string, number>();

  constructor(zone: string) {
    this.#zone = zone;
  }

  /** Notes that the concept is met now; true when the time before was on an earlier day. */
  meet(concept: string, at: Date): boolean {
    const day = Math.floor((at.getTime() + tzOffset(this.#zone, at) * MINUTE_MS - ROLLOVER_HOUR * HOUR_MS) / DAY_MS);
    const last = this.#lastDays.get(concept);
    this.#lastDays.set(concept, day);
    return last !== undefined && day > last;
  }
}
