import { checkZone } from '../days/learner-day.js';
import { zoneOffset } from '../days/zone-offset.js';
import { emotionRole } from './emotion-role.js';
import { type EmotionMoment, type EmotionSpell, spellsOf, type TimelineParams, timelineDefaults } from './emotion-timeline.js';
import { ROUNDING, rounded } from './rounding.js';

const HOUR_MS = 3_600_000;
const HOURS = 24;

/** Readings that an hour must have before anything is said of it, and the most hours that are named; ours. */
const LEAST_READINGS = 5;
const MOST_NAMED = 3;
/** An hour is challenging when hindering states take at least this share of its time. */
const CHALLENGING_SHARE = 0.4;

/** A learner's emotions in one hour of the day. */
export type EmotionalHour = {
  /** The hour in the learner's zone, 0 to 23. */
  readonly hour: number;
  readonly readings: number;
  /** Time-weighted mean of valence times intensity, −1 to 1. */
  readonly meanValence: number;
  /** Share of the time in hindering states, 0 to 1. */
  readonly hinderingShare: number;
};

export type EmotionalHours = {
  /** Hours with readings, in order. */
  readonly hours: readonly EmotionalHour[];
  /**
   * The hours with the highest valence, such as `09:00`, best first, at most three. Each has at least five readings and is above the learner's mean.
   */
  readonly best_learning_times: readonly string[];
  /** The hours with hindering states for at least 40 % of the time, worst first, at most three. Each has at least five readings. */
  readonly challenging_periods: readonly string[];
};

/**
 * At which hours of the day a learner feels well or unwell, in their time zone. This describes and does not explain: it cannot separate the effect of
 * the hour from that of what the learner does then. The thresholds are our own choice.
 *
 * @param timeline - readings in any order; each counts for the hour in which it begins
 * @param zone - an IANA time zone, or an offset
 * @param params - see {@link TimelineParams}
 * @throws AdaptiveLearningError `invalid_input` when a reading, the zone or a number is out of range
 *
 * @example
 * const day = (hour, emotion) => [0, 1, 2, 3, 4].map((minute) => ({ at: 3600000 * hour + 60000 * minute, emotion }));
 * const { best_learning_times: best, challenging_periods: hard } = emotionalHours([...day(8, 'curiosity'), ...day(20, 'boredom')], 'Europe/Paris');
 * [best, hard] //=> [['09:00'], ['21:00']]
 */
export function emotionalHours(
  timeline: readonly EmotionMoment[],
  zone: string,
  params: TimelineParams = timelineDefaults,
): EmotionalHours {
  checkZone('emotionalHours.zone', zone);
  return hoursOf(hourSums(spellsOf('emotionalHours', timeline, params), zone));
}

/** Sums for one hour of the day. */
export type HourSum = {
  readonly hour: number;
  readonly readings: number;
  readonly minutes: number;
  readonly value_minutes: number;
  readonly hindered_minutes: number;
};

/** Hours with readings, in order. */
export function hourSums(spells: readonly EmotionSpell[], zone: string): readonly HourSum[] {
  const sums = new Map<number, HourSum>();
  for (const { at, minutes, value, emotion } of spells) {
    const hour = hourOf(at, zone);
    const sum = sums.get(hour);
    sums.set(hour, {
      hour,
      readings: (sum?.readings ?? 0) + 1,
      minutes: (sum?.minutes ?? 0) + minutes,
      value_minutes: (sum?.value_minutes ?? 0) + minutes * value,
      hindered_minutes: (sum?.hindered_minutes ?? 0) + (emotionRole(emotion) === 'hindering' ? minutes : 0),
    });
  }
  return [...sums.values()].sort((a, b) => a.hour - b.hour);
}

export function hoursOf(sums: readonly HourSum[]): EmotionalHours {
  const minutes = sums.reduce((total, sum) => total + sum.minutes, 0);
  const valence = sums.reduce((total, sum) => total + sum.value_minutes, 0);
  const hours = sums
    .filter((sum) => sum.minutes > 0)
    .map((sum) => ({
      hour: sum.hour,
      readings: sum.readings,
      meanValence: Math.min(1, Math.max(-1, sum.value_minutes / sum.minutes)) + 0,
      hinderingShare: Math.min(1, sum.hindered_minutes / sum.minutes),
    }));
  const known = hours.filter(({ readings }) => readings >= LEAST_READINGS);
  const better = known
    .filter(({ meanValence }) => meanValence > valence / minutes + ROUNDING)
    .sort((a, b) => rounded(b.meanValence) - rounded(a.meanValence));
  const worse = known
    .filter((hour) => hour.hinderingShare >= CHALLENGING_SHARE - ROUNDING)
    .sort((a, b) => rounded(b.hinderingShare) - rounded(a.hinderingShare));
  return { hours, best_learning_times: better.slice(0, MOST_NAMED).map(clock), challenging_periods: worse.slice(0, MOST_NAMED).map(clock) };
}

function hourOf(at: number, zone: string): number {
  const hours = Math.floor((at + zoneOffset(zone, at)) / HOUR_MS);
  return ((hours % HOURS) + HOURS) % HOURS;
}

function clock({ hour }: EmotionalHour): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
