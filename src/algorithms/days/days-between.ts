import { checkInstant, checkObject } from '../argument-checks.js';
import { checkDay } from './check-day.js';

const DAY_MS = 86_400_000;

/** An instant in ms since 1970, and the number of the learner's day at that instant, in the zone where the learner was. */
export type DayMoment = { readonly at: number; readonly day: number };

/**
 * Days between two practices as memory models count them, from known learner's days: 0 on the same day, however many hours apart; otherwise the
 * elapsed time in days, with fractions, but at least 1.
 *
 * @param from - the earlier practice
 * @param to - the later practice; a day before that of `from`, as after a flight across the date line, counts as the same day
 * @returns 0, or a number ≥ 1
 * @throws AdaptiveLearningError `invalid_input` when an instant or a day is invalid
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
