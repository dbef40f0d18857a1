import { invalidInput } from '../../errors.js';
import { checkInstant, checkObject } from '../argument-checks.js';
import { checkDay } from './check-day.js';
import { checkRolloverHour, checkZone, DEFAULT_ROLLOVER_HOUR, learnerDayNumber } from './learner-day.js';
import { zoneOffset } from './zone-offset.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Zones lie within fifteen hours or so of UTC; a day either way refuses nonsense and no place. */
const FARTHEST_OFFSET_MINUTES = 1_440;

/** A moment of study with the day that it was to the learner, in the place where it happened. JSON-safe; keep it with the event. */
export type StudyDay = {
  /** When it was, ms since 1970. */
  readonly at: number;
  /** The number of the learner's day then and there, counted from 1970. */
  readonly day: number;
  /** How far the clock there was ahead of UTC, in minutes; it tells a flight or a day that was left out from a day that was missed. */
  readonly offset_minutes: number;
};

/**
 * The learner's day of an instant, in the zone where they were: what {@link updateStreak} counts. Work it out once, when the event happens,
 * and later moves of the learner do not change it.
 *
 * @param at - ms since 1970
 * @param zone - where the learner was then: an IANA time zone, or an offset
 * @param rolloverHour - when a day turns, a whole hour from 0 to 23; 4 unless told
 * @throws AdaptiveLearningError `invalid_input` when the instant, the zone or the hour is none
 *
 * @example
 * studyDay(1749546000000, 'Asia/Tokyo') //=> { at: 1749546000000, day: 20249, offset_minutes: 540 }
 */
export function studyDay(at: number, zone: string, rolloverHour: number = DEFAULT_ROLLOVER_HOUR): StudyDay {
  checkInstant('studyDay.at', at);
  checkZone('studyDay.zone', zone);
  checkRolloverHour('studyDay.rolloverHour', rolloverHour);
  return { at: at + 0, day: learnerDayNumber(at, zone, rolloverHour), offset_minutes: zoneOffset(zone, at) / MINUTE_MS };
}

/** The moment, checked and copied; the number of a day alone stands for its beginning in UTC. */
export function checkStudyDay(where: string, moment: StudyDay | number): StudyDay {
  if (typeof moment === 'number') {
    checkDay(where, moment);
    return { at: moment * DAY_MS + 0, day: moment + 0, offset_minutes: 0 };
  }
  checkObject(where, moment);
  const { at, day, offset_minutes: offset } = moment;
  checkInstant(`${where}.at`, at);
  checkDay(`${where}.day`, day);
  if (!(Number.isFinite(offset) && Math.abs(offset) <= FARTHEST_OFFSET_MINUTES)) {
    throw invalidInput(`${where}.offset_minutes`, 'minutes ahead of UTC', offset);
  }
  return { at: at + 0, day: day + 0, offset_minutes: offset + 0 };
}
