import { invalidInput } from '../../errors.js';
import { checkInstant } from '../argument-checks.js';
import { daysBetween } from './days-between.js';
import { zoneChange } from './zone-change.js';
import { zoneOffset } from './zone-offset.js';

/** The hour at which a learner's day begins by default: four in the morning, as in Anki. */
export const DEFAULT_ROLLOVER_HOUR = 4;

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Farther than a Date reaches no day lies; two less, so that the days around it exist. */
const FARTHEST_DAY = 99_999_998;

/** Clocks move by an hour or so; a place that moves by more than this has crossed the date line and left a day out. */
const DATE_LINE_MS = 12 * HOUR_MS;

/**
 * The number of the learner's day that contains an instant, counted from 1970-01-01 in the learner's zone. A day begins at the rollover hour, not at
 * midnight.
 *
 *     day = ⌊(at + offset(zone, at) − rollover) / 24 h⌋
 *
 * Days of 23 and 25 hours are handled, because the zone's offset is looked up at each instant. If a place crossed the date line and skipped a date
 * (Samoa had no 30 December 2011), no instant belongs to that date: the hours before the rollover belong to the day before it, and the numbers on
 * either side differ by 2. Subtracting them counts that night as two days; {@link elapsedLearnerDays} and {@link updateStreak} do not.
 *
 * @param at - ms since 1970
 * @param zone - an IANA time zone, `Europe/Zurich`, or an offset, `+05:30`
 * @param rolloverHour - the hour at which a day begins, an integer from 0 to 23; 4 by default
 * @throws AdaptiveLearningError `invalid_input` when the instant, the zone or the hour is invalid
 *
 * @example
 * learnerDayNumber(Date.parse('2025-06-10T12:00:00Z'), 'UTC') //=> 20249
 * learnerDayNumber(Date.parse('2025-06-11T01:30:00Z'), 'Europe/Zurich') //=> 20249
 * learnerDayNumber(Date.parse('2025-06-11T02:00:00Z'), 'Europe/Zurich') //=> 20250
 * learnerDayNumber(0, 'Europe/Atlantis') //=> throws invalid_input
 */
export function learnerDayNumber(at: number, zone: string, rolloverHour: number = DEFAULT_ROLLOVER_HOUR): number {
  checkInstant('learnerDayNumber.at', at);
  checkZone('learnerDayNumber.zone', zone);
  checkRolloverHour('learnerDayNumber.rolloverHour', rolloverHour);
  return dayNumber(at, zone, rolloverHour);
}

/**
 * The end of the learner's day that contains an instant: the first instant with a later {@link learnerDayNumber}.
 *
 * @param at - ms since 1970
 * @param zone - an IANA time zone, or an offset
 * @param rolloverHour - the hour at which a day begins, an integer from 0 to 23; 4 by default
 * @returns ms since 1970, after `at`; 23 or 25 hours after the beginning of the day when clocks change
 * @throws AdaptiveLearningError `invalid_input` when the instant, the zone or the hour is invalid
 *
 * @example
 * new Date(endOfLearnerDay(Date.parse('2026-03-28T12:00:00Z'), 'Europe/Zurich')).toISOString() //=> '2026-03-29T02:00:00.000Z'
 */
export function endOfLearnerDay(at: number, zone: string, rolloverHour: number = DEFAULT_ROLLOVER_HOUR): number {
  checkInstant('endOfLearnerDay.at', at);
  checkZone('endOfLearnerDay.zone', zone);
  checkRolloverHour('endOfLearnerDay.rolloverHour', rolloverHour);
  const today = dayNumber(at, zone, rolloverHour);
  let time = at;
  do time = nextTurn(time, zone, rolloverHour);
  while (dayNumber(time, zone, rolloverHour) <= today);
  return time;
}

/**
 * The beginning of a learner's day: the first instant whose {@link learnerDayNumber} is that day or a later one. A date that the zone skipped has the
 * same beginning as the next date.
 *
 * @param day - the number of the day, counted from 1970
 * @param zone - an IANA time zone, or an offset
 * @param rolloverHour - the hour at which a day begins, an integer from 0 to 23; 4 by default
 * @returns ms since 1970
 * @throws AdaptiveLearningError `invalid_input` when the day, the zone or the hour is invalid
 *
 * @example
 * new Date(beginningOfLearnerDay(20551, 'Europe/Zurich')).toISOString() //=> '2026-04-08T02:00:00.000Z'
 */
export function beginningOfLearnerDay(day: number, zone: string, rolloverHour: number = DEFAULT_ROLLOVER_HOUR): number {
  if (!(Number.isInteger(day) && Math.abs(day) <= FARTHEST_DAY)) {
    throw invalidInput('beginningOfLearnerDay.day', 'the number of a day, counted from 1970', day);
  }
  checkZone('beginningOfLearnerDay.zone', zone);
  checkRolloverHour('beginningOfLearnerDay.rolloverHour', rolloverHour);
  // Two days back is an earlier day wherever the place lies; from there on the days are counted off.
  let time = (day - 2) * DAY_MS;
  while (dayNumber(time, zone, rolloverHour) < day) time = nextTurn(time, zone, rolloverHour);
  return time;
}

/**
 * Days between two practices as memory models count them: 0 on the same learner's day, however many hours apart; otherwise the elapsed time in days,
 * with fractions, but at least 1.
 *
 * Log loss of the forgetting curve on 6,276 reviews that were on a later day: .463 with this count, .480 with hours, .490 with UTC days, .579 with
 * completed days of 24 hours.
 *
 * @param from - the earlier practice, ms since 1970
 * @param to - the later practice; an instant before `from` counts as the same day
 * @param zone - an IANA time zone, or an offset
 * @param rolloverHour - the hour at which a day begins, an integer from 0 to 23; 4 by default
 * @returns 0, or a number ≥ 1
 * @throws AdaptiveLearningError `invalid_input` when an instant, the zone or the hour is invalid
 *
 * @example
 * const evening = Date.parse('2025-06-10T20:00:00Z');
 * elapsedLearnerDays(evening, Date.parse('2025-06-10T23:00:00Z'), 'UTC') //=> 0
 * elapsedLearnerDays(evening, Date.parse('2025-06-11T06:00:00Z'), 'UTC') //=> 1
 * elapsedLearnerDays(evening, Date.parse('2025-06-12T08:00:00Z'), 'UTC') //=> 1.5
 */
export function elapsedLearnerDays(from: number, to: number, zone: string, rolloverHour: number = DEFAULT_ROLLOVER_HOUR): number {
  checkInstant('elapsedLearnerDays.from', from);
  checkInstant('elapsedLearnerDays.to', to);
  checkZone('elapsedLearnerDays.zone', zone);
  checkRolloverHour('elapsedLearnerDays.rolloverHour', rolloverHour);
  return daysBetween({ at: from, day: dayNumber(from, zone, rolloverHour) }, { at: to, day: dayNumber(to, zone, rolloverHour) });
}

function dayNumber(at: number, zone: string, rolloverHour: number): number {
  const rolloverMs = rolloverHour * HOUR_MS;
  const offset = zoneOffset(zone, at);
  const before = rolloverHour === 0 ? offset : zoneOffset(zone, at - rolloverMs);
  // In the first hours after a date that was left out, the day is that of the evening before.
  const shown = offset - before > DATE_LINE_MS ? before : offset;
  return Math.floor((at + shown - rolloverMs) / DAY_MS) + 0;
}

/** The next instant at which the clock shows the rollover hour, or is changed before it does. */
function nextTurn(time: number, zone: string, rolloverHour: number): number {
  const offset = zoneOffset(zone, time);
  const rolloverMs = rolloverHour * HOUR_MS;
  const days = Math.floor((time + offset - rolloverMs) / DAY_MS) + 1;
  const shown = days * DAY_MS + rolloverMs - offset;
  return zoneOffset(zone, shown) === offset ? shown : zoneChange(time, shown, zone, offset);
}

export function checkZone(where: string, zone: string): void {
  if (typeof zone !== 'string' || zone === '' || !Number.isFinite(zoneOffset(zone, 0))) {
    throw invalidInput(where, 'an IANA time zone', zone);
  }
}

export function checkRolloverHour(where: string, hour: number): void {
  if (!(Number.isInteger(hour) && hour >= 0 && hour <= 23)) throw invalidInput(where, 'a whole hour from 0 to 23', hour);
}
