import { invalidInput } from '../../errors.js';
import { checkInstant, checkList, checkNotNegative, checkObject } from '../argument-checks.js';
import type { EmotionDistribution } from './emotion-distribution.js';
import { EMOTIONAL_STATES, type EmotionalState } from './emotional-states.js';
import { ROUNDING } from './rounding.js';

/** A change of less than this many points of a hundred is called stable; ours, about what a day of readings can tell. */
const DEFAULT_LEAST_CHANGE = 5;
/** From next to nothing any change is endless percent; it is reported as this. */
const LARGEST_CHANGE_PERCENTAGE = 1_000;
const DAY_MS = 86_400_000;

export type TrendDirection = 'increasing' | 'decreasing' | 'stable';

/** The change in the share of one state. Fields have their stored names. */
export type EmotionTrend = {
  readonly emotion: EmotionalState;
  readonly trend_direction: TrendDirection;
  /** In percent of the earlier share: 50 is half as much again, −100 is gone. At most 1000; 100 for a state that did not occur before. */
  readonly change_percentage: number;
};

/** A score, 0 to 1, at an instant. */
export type ScorePoint = { readonly at: number; readonly value: number };

export type ScoreTrend = {
  readonly trend_direction: TrendDirection;
  /** Change from the start of the fitted line to its end, in percent of the start; −100 to 1000. */
  readonly change_percentage: number;
  /** Slope of the fitted line. */
  readonly change_a_day: number;
};

/**
 * How the shares of the emotional states changed from one period to the next, for example from last week to this week.
 *
 *     change_percentage = 100·(after − before) / before
 *
 * A state is increasing or decreasing if its share changed by at least `leastChange` percentage points. A relative change does not matter: from 1 %
 * to 2 % of the time counts as stable.
 *
 * @param before - from {@link emotionDistribution}
 * @param after - from {@link emotionDistribution}
 * @param leastChange - in percentage points; 5 by default
 * @returns one trend for each state that occurred in either, in the order of {@link EMOTIONAL_STATES}
 * @throws AdaptiveLearningError `invalid_input` when a percentage is outside 0 to 100
 *
 * @example
 * const share = (percentage) => ({ percentage, total_time_minutes: 10, session_count: 1 });
 * emotionTrends({ boredom: share(40), curiosity: share(60) }, { boredom: share(37), curiosity: share(63) })[1]
 * //=> { emotion: 'boredom', trend_direction: 'stable', change_percentage: -7.5 }
 */
export function emotionTrends(
  before: EmotionDistribution,
  after: EmotionDistribution,
  leastChange: number = DEFAULT_LEAST_CHANGE,
): readonly EmotionTrend[] {
  checkObject('emotionTrends.before', before);
  checkObject('emotionTrends.after', after);
  checkNotNegative('emotionTrends.leastChange', leastChange);
  return EMOTIONAL_STATES.filter((state) => before[state] !== undefined || after[state] !== undefined).map((emotion) => {
    const was = percentageOf('emotionTrends.before', before, emotion);
    const is = percentageOf('emotionTrends.after', after, emotion);
    return { emotion, trend_direction: directionOf(is - was, leastChange), change_percentage: percentChange(was, is) };
  });
}

/**
 * Whether a score, such as the daily wellness, rises or falls, by a least-squares line.
 *
 *     slope = Σ (t_i − t̄)(y_i − ȳ) / Σ (t_i − t̄)²
 *
 * @param points - in any order
 * @param leastChange - the change of the line over the whole period below which the trend is stable, in percentage points; 5 by default
 * @returns null with fewer than two points, or if all have the same instant
 * @throws AdaptiveLearningError `invalid_input` when an instant is invalid or a score is outside 0 to 1
 *
 * @example
 * const week = [0.5, 0.55, 0.5, 0.6, 0.65, 0.6, 0.7].map((value, day) => ({ at: 86400000 * day, value }));
 * scoreTrend(week) //=> { trend_direction: 'increasing', change_percentage: 36.8…, change_a_day: 0.0304… }
 */
export function scoreTrend(points: readonly ScorePoint[], leastChange: number = DEFAULT_LEAST_CHANGE): ScoreTrend | null {
  checkList('scoreTrend.points', points);
  for (const point of points) checkPoint(point);
  checkNotNegative('scoreTrend.leastChange', leastChange);
  // In chronological order, so that sums are the same whatever the order given.
  const sorted = [...points].sort((a, b) => a.at - b.at || a.value - b.value);
  const n = sorted.length;
  const [first, last] = [sorted[0], sorted[n - 1]];
  if (first === undefined || last === undefined || first.at === last.at) return null;
  const days = sorted.map(({ at }) => (at - first.at) / DAY_MS);
  const meanDay = days.reduce((sum, day) => sum + day, 0) / n;
  const meanValue = sorted.reduce((sum, { value }) => sum + value, 0) / n;
  const spread = days.reduce((sum, day) => sum + (day - meanDay) ** 2, 0);
  const shared = sorted.reduce((sum, { value }, at) => sum + ((days[at] as number) - meanDay) * (value - meanValue), 0);
  const slope = shared / spread;
  const length = days[n - 1] as number;
  const begin = Math.max(0, meanValue - slope * meanDay);
  const change = slope * length;
  if (!Number.isFinite(change)) return null;
  return {
    trend_direction: directionOf(100 * change, leastChange),
    change_percentage: percentChange(begin, Math.max(0, begin + change)),
    change_a_day: slope + 0,
  };
}

function directionOf(points: number, leastChange: number): TrendDirection {
  if (points === 0 || Math.abs(points) < leastChange - ROUNDING) return 'stable';
  return points > 0 ? 'increasing' : 'decreasing';
}

function percentChange(was: number, is: number): number {
  if (was === 0) return is === 0 ? 0 : 100;
  return Math.min(LARGEST_CHANGE_PERCENTAGE, (100 * (is - was)) / was) + 0;
}

function percentageOf(where: string, distribution: EmotionDistribution, emotion: EmotionalState): number {
  const share = distribution[emotion];
  if (share === undefined) return 0;
  checkObject(`${where}.${emotion}`, share);
  const { percentage } = share;
  if (!(Number.isFinite(percentage) && percentage >= 0 && percentage <= 100)) {
    throw invalidInput(`${where}.${emotion}.percentage`, 'a number from 0 to 100', percentage);
  }
  return percentage;
}

function checkPoint(point: ScorePoint): void {
  checkObject('scoreTrend.points', point);
  checkInstant('scoreTrend.points.at', point.at);
  const { value } = point;
  if (!(Number.isFinite(value) && value >= 0 && value <= 1)) throw invalidInput('scoreTrend.points.value', 'a number from 0 to 1', value);
}
