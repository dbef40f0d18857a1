import { invalidInput } from '../../errors.js';
import { checkCount, checkList, checkObject } from '../argument-checks.js';
import { checkDay } from './check-day.js';
import { checkStudyDay, type StudyDay } from './study-day.js';

const DAY_MINUTES = 1_440;
/** The state of a learner's streak. The streaks are exact without storing the list of study days. */
export type StreakState = {
  /** Consecutive study days up to and including the last one. {@link streakAt} says whether the streak is still unbroken today. */
  readonly current: number;
  /** The longest streak so far, in days. */
  readonly longest: number;
  /** The total number of study days. */
  readonly study_days: number;
  /** The number of the day on which the current streak began; null before the first study day. */
  readonly since_day: number | null;
  /** The latest moment of study, with its day; null before the first. */
  readonly last: StudyDay | null;
};

/** A streak as of today. */
export type StreakNow = {
  /** Consecutive study days up to today or yesterday; 0 if a day was missed. */
  readonly current: number;
  readonly longest: number;
  readonly studyDays: number;
  /** Whether the learner has studied today. If not, and `current` is above 0, the streak breaks unless they study today. */
  readonly studiedToday: boolean;
};

const NO_STREAK: StreakState = { current: 0, longest: 0, study_days: 0, since_day: null, last: null };

/**
 * The streak after one more moment of study, in constant time and space.
 *
 *     gap     = day − last day − 1
 *     missed  = min(gap, round(gap − (offset − last offset) / 24 h)) − frozen days between
 *     current = missed > 0 ? 1 : current + 1, unless the day is the last one again
 *
 * The second line counts a day as missed only if the learner had at least half of it. A day that a flight west across the date line removed, or that
 * a zone skipped (Samoa's 30 December 2011), breaks no streak. A day that a flight east repeats changes nothing, and neither do clock changes and
 * moves between zones on the same side of the date line.
 *
 * Pass moments in chronological order. A late moment on a study day of the current streak changes nothing. Any other late moment is rejected, because
 * it may join the current streak to an earlier one that the state does not contain: recount with {@link streakOf}.
 *
 * @param state - null before the first study day
 * @param moment - from {@link studyDay}; if the learner never changes zones, the day number is enough
 * @param frozenDays - numbers of days without study that neither break nor lengthen the streak, such as holidays and streak freezes
 * @returns a new state; store it completely
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range, or the moment is too late to be counted
 *
 * @example
 * const on = (text, zone) => studyDay(Date.parse(text), zone);
 * const monday = updateStreak(null, on('2025-06-09T18:00:00Z', 'Europe/Zurich'));
 * const tuesday = updateStreak(monday, on('2025-06-10T23:00:00Z', 'Europe/Zurich'));
 * [tuesday.current, tuesday.longest, tuesday.study_days] //=> [2, 2, 2]
 * updateStreak(tuesday, on('2025-06-12T18:00:00Z', 'Europe/Zurich')).current //=> 1
 * updateStreak(tuesday, on('2025-06-12T18:00:00Z', 'Europe/Zurich'), [20250]).current //=> 3
 * updateStreak(tuesday, on('2025-06-01T18:00:00Z', 'Europe/Zurich')) //=> throws invalid_input
 */
export function updateStreak(state: StreakState | null, moment: StudyDay | number, frozenDays: readonly number[] = []): StreakState {
  if (state !== null) checkStreak('updateStreak.state', state);
  const day = checkStudyDay('updateStreak.moment', moment);
  checkFrozenDays('updateStreak.frozenDays', frozenDays);
  return extended(state ?? NO_STREAK, day, sortedDays(frozenDays));
}

/**
 * The streak after a list of moments of study in any order, with any number per day: the same as calling {@link updateStreak} for each in
 * chronological order.
 *
 * @param frozenDays - as in {@link updateStreak}
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const evenings = ['2025-06-11T20:00:00Z', '2025-06-09T20:00:00Z', '2025-06-10T20:00:00Z', '2025-06-06T20:00:00Z'];
 * const streak = streakOf(evenings.map((text) => studyDay(Date.parse(text), 'Africa/Cairo')));
 * [streak.current, streak.longest, streak.study_days] //=> [3, 3, 4]
 */
export function streakOf(moments: readonly (StudyDay | number)[], frozenDays: readonly number[] = []): StreakState {
  checkList('streakOf.moments', moments);
  checkFrozenDays('streakOf.frozenDays', frozenDays);
  const days = Array.from(moments, (moment) => checkStudyDay('streakOf.moments', moment));
  days.sort((a, b) => a.at - b.at || a.day - b.day || a.offset_minutes - b.offset_minutes);
  let state = NO_STREAK;
  const frozen = sortedDays(frozenDays);
  for (const day of days) state = extended(state, day, frozen);
  return state;
}

/**
 * The streak as of today: unbroken if the learner studied today or yesterday, 0 if a day was missed as counted by {@link updateStreak}.
 *
 * @param state - null before the first study day
 * @param now - today, from {@link studyDay}
 * @param frozenDays - as in {@link updateStreak}
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const on = (text) => studyDay(Date.parse(text), 'UTC');
 * const state = updateStreak(null, on('2025-06-09T18:00:00Z'));
 * streakAt(state, on('2025-06-10T09:00:00Z')) //=> { current: 1, longest: 1, studyDays: 1, studiedToday: false }
 * streakAt(state, on('2025-06-11T09:00:00Z')).current //=> 0
 */
export function streakAt(state: StreakState | null, now: StudyDay | number, frozenDays: readonly number[] = []): StreakNow {
  if (state !== null) checkStreak('streakAt.state', state);
  const today = checkStudyDay('streakAt.now', now);
  checkFrozenDays('streakAt.frozenDays', frozenDays);
  const { current, longest, study_days, last } = state ?? NO_STREAK;
  const whole = last !== null && missedDays(last, today, sortedDays(frozenDays)) === 0;
  return { current: whole ? current : 0, longest, studyDays: study_days, studiedToday: last !== null && today.day <= last.day };
}

function extended(state: StreakState, moment: StudyDay, frozen: readonly number[]): StreakState {
  const { current, longest, study_days, since_day, last } = state;
  if (last === null || since_day === null) return { current: 1, longest: 1, study_days: 1, since_day: moment.day, last: moment };
  if (moment.at < last.at) {
    if (isCounted(moment.day, state)) return state;
    throw invalidInput(
      'updateStreak.moment',
      'a moment on a day of the current streak or later; streakOf counts any list again',
      moment.at,
    );
  }
  // The same day again, or one that a flight east brought back: the day stays the later of the two, and so does the place.
  if (moment.day <= last.day) return { ...state, last: moment.day === last.day ? moment : { ...last, at: moment.at } };
  const unbroken = missedDays(last, moment, frozen) === 0;
  const next = unbroken ? current + 1 : 1;
  return {
    current: next,
    longest: Math.max(longest, next),
    study_days: study_days + 1,
    since_day: unbroken ? since_day : moment.day,
    last: moment,
  };
}

/** Whether a day is a study day for sure: the last one, or any since the streak began, where the streak left none out. */
function isCounted(day: number, { current, since_day, last }: StreakState): boolean {
  if (last === null || since_day === null || day === last.day) return true;
  return day >= since_day && day < last.day && current === last.day - since_day + 1;
}

/** @param frozen - from {@link sortedDays} */
function missedDays(last: StudyDay, next: StudyDay, frozen: readonly number[]): number {
  const gap = next.day - last.day - 1;
  if (gap <= 0) return 0;
  const lived = Math.min(gap, Math.round(gap - (next.offset_minutes - last.offset_minutes) / DAY_MINUTES));
  if (lived <= 0) return 0;
  return Math.max(0, lived - (placeOf(frozen, next.day) - placeOf(frozen, last.day + 1)));
}

/** Each day once, in order: how many lie between two is then found by halving. */
function sortedDays(days: readonly number[]): readonly number[] {
  return [...new Set(days)].sort((a, b) => a - b);
}

/** How many of the days come before one. */
function placeOf(days: readonly number[], day: number): number {
  let [from, to] = [0, days.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((days[middle] as number) < day) from = middle + 1;
    else to = middle;
  }
  return from;
}

function checkStreak(where: string, state: StreakState): void {
  checkObject(where, state);
  checkCount(`${where}.current`, state.current);
  checkCount(`${where}.longest`, state.longest);
  checkCount(`${where}.study_days`, state.study_days);
  if (state.since_day !== null) checkDay(`${where}.since_day`, state.since_day);
  if (state.last !== null) checkStudyDay(`${where}.last`, state.last);
}

function checkFrozenDays(where: string, days: readonly number[]): void {
  checkList(where, days);
  for (const day of days) checkDay(where, day);
}
