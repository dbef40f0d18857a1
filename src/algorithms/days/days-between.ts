import { checkInstant, checkObject } from '../argument-checks.js';
import { checkDay } from './check-day.js';

const DAY_MS = 86_400_000;

/** An instant, ms since 1970, and the number of the learner's day that it fell into where they were. */
export type DayMoment = { readonly at: number; readonly day: number };

/**
 * Days between two practices, as memory models count them, from the days that they were to the learner: 0 on the same day, however many hours;
 * at least 1 once a night has passed, however few; else as many as have passed, with fractions.
 *
 * @param from - the earlier practice
 * @param to - the later one; on an earlier day than `from`, as after a flight across the date line, it counts as the same day
 * @returns 0, or 1 and more
 * @throws AdaptiveLearningError `invalid_input` when an instant or a day is none
 *
 * @example
 * daysBetween({ at: 0, day: 0 }, { at: 3600000, day: 0 }) //=> 0
 * daysBetween({ at: 0, day: 0 }, { at: 3600000, day: 1 }) //=> 1
 * daysBetween({ at: 0, day: 0 }, { at: 129600000, day: 1 }) //=> 1.5
 */
export function daysBetween(from: DayMoment, to: DayMoment): number {
  checkMoment('daysBetween.from', from);
  checkMoment('daysBetween.to', to);
  return to.day <= from.day ? 0 : Math.max(1, (to.at - from.at) / DAY_MS);
}

function checkMoment(where: string, moment: DayMoment): void {
  checkObject(where, moment);
  checkInstant(`${where}.at`, moment.at);
  checkDay(`${where}.day`, moment.day);
}
