import * as days from '../algorithms/index.js';

export { DEFAULT_ROLLOVER_HOUR } from '../algorithms/index.js';

/** {@link days.learnerDayNumber} of a Date. */
export function learnerDayNumber(at: Date, zone: string, rolloverHour?: number): number {
  return days.learnerDayNumber(at.getTime(), zone, rolloverHour);
}

/** {@link days.endOfLearnerDay} of a Date. */
export function endOfLearnerDay(at: Date, zone: string, rolloverHour?: number): Date {
  return new Date(days.endOfLearnerDay(at.getTime(), zone, rolloverHour));
}

/** {@link days.beginningOfLearnerDay} as a Date. */
export function beginningOfLearnerDay(day: number, zone: string, rolloverHour?: number): Date {
  return new Date(days.beginningOfLearnerDay(day, zone, rolloverHour));
}
