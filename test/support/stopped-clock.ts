export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A Monday morning in Zurich, winter time. */
export const START = new Date('2026-03-02T09:00:00Z');

/** An instant so many milliseconds after {@link START}. */
export function later(milliseconds: number): Date {
  return new Date(START.getTime() + milliseconds);
}

/** A clock that stands still until it is told to move. */
export class StoppedClock {
  #now = START.getTime();

  /** To be given to an engine as its clock. */
  readonly read = (): Date => new Date(this.#now);

  set(at: Date): void {
    this.#now = at.getTime();
  }

  forward(milliseconds: number): void {
    this.#now += milliseconds;
  }
}
