import { invalidInput } from '../../errors.js';
import { checkInstant, checkObject } from '../argument-checks.js';
import { checkDay } from './check-day.js';
import { checkRolloverHour, checkZone, DEFAULT_ROLLOVER_HOUR, learnerDayNumber } from './learner-day.js';
import { zoneOffset } from './zone-offset.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Zones lie within fifteen hours or so of UTC; a day either way refuses nonsense and no place. */
const FARTHEST_OFFSET_MINUTES = 1_440;

/** A moment of study with the learner's day, in the zone where the learner was. JSON-safe; store it with the event. */
export type StudyDay = {
  /** The instant, in ms since 1970. */
  readonly at: number;
  /** The number of the learner's day, counted from 1970-01-01. */
  readonly day: number;
  /** The zone's offset from UTC in minutes, positive east of Greenwich. It distinguishes a missed day from a flight or a skipped date. */
  readonly offset_minutes: number;
};

/**
 * The learner's day of an instant, in the zone where the learner was: the input of {@link updateStreak}. Compute it once, when the event happens, so
 * that later changes of the learner's zone do not affect it.
 *
 * @param at - ms since 1970
 * @param zone - the learner's zone at that instant: an IANA time zone, or an offset
 * @param rolloverHour - the hour at which a day begins, an integer from 0 to 23; 4 by default
 * @throws AdaptiveLearningError `invalid_input` when the instant, the zone or the hour is invalid
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
