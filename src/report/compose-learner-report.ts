import type { Unreadable } from '../engine/index.js';
import { calibrationOf } from './charts/calibration.js';
import { dominantEmotions } from './charts/dominant-emotions.js';
import { emotionalWellness } from './charts/emotional-wellness.js';
import { fadingMemories } from './charts/fading-memories.js';
import { masteryByTopic } from './charts/mastery-by-topic.js';
import { reviewsAhead } from './charts/reviews-ahead.js';
import { studyCalendar } from './charts/study-calendar.js';
import type { Followed } from './followed.js';
import { leftOutOf } from './left-out.js';
import type { KeyFigure, Report } from './report.js';
import type { CalibrationRow, ForecastRow, MemoryRow, StudyDayRow, TopicRow, WellnessRow } from './rows.js';
import { count, dayName, hours, percent, plural } from './spec/words.js';

/** Everything that a learner report is made of. */
export interface LearnerReportRows {
  readonly name: string;
  /** The learner's day at `at`, `2026-11-21`. */
  readonly as_of: string;
  readonly at: Date;
  readonly timezone: string;
  readonly period: string;
  readonly topics: readonly TopicRow[];
  readonly memories: readonly MemoryRow[];
  readonly forecast: readonly ForecastRow[];
  readonly wellness: readonly WellnessRow[];
  /** How far the rows of wellness have come. */
  readonly summedUp: Followed;
  readonly calibration: readonly CalibrationRow[];
  readonly days: readonly StudyDayRow[];
  /** How far the learner's clock is ahead of UTC at `at`. Milliseconds. */
  readonly offsetMs: number;
  /** Of each answer, what could not be counted. */
  readonly unreadable: readonly (readonly Unreadable[])[];
}

/** Makes a learner report of rows that were already read. */
export function composeLearnerReport(rows: LearnerReportRows): Report {
  const { name, as_of, at, timezone, period, topics, memories, forecast, wellness, summedUp, calibration, days, offsetMs } = rows;
  const left_out = leftOutOf(rows.unreadable);
  return {
    kind: 'learner',
    title: 'Learning report',
    about: name,
    as_of,
    timezone,
    period,
    figures: figuresOf(rows),
    charts: [
      masteryByTopic(topics),
      reviewsAhead(forecast),
      fadingMemories(memories, { at, offsetMs }),
      studyCalendar(days, as_of),
      emotionalWellness(wellness, summedUp),
      dominantEmotions(wellness, summedUp),
      calibrationOf(calibration, 'retention'),
      calibrationOf(calibration, 'success'),
    ],
    ...(left_out !== undefined && { left_out }),
  };
}

function figuresOf({ topics, forecast, days, as_of }: LearnerReportRows): readonly KeyFigure[] {
  const seen = topics.reduce((sum, row) => sum + row.concepts_seen, 0);
  const mastered = topics.reduce((sum, row) => sum + row.concepts_mastered, 0);
  const kept = topics.reduce((sum, row) => sum + row.mean_retention * row.concepts_seen, 0);
  const today = forecast[0];
  const minutes = days.reduce((sum, row) => sum + row.minutes, 0);
  const last = days.at(-1);
  return [
    { name: 'concepts mastered', value: count(mastered), more: `of ${count(seen)} met` },
    { name: 'remembered today', value: seen === 0 ? '–' : percent(kept / seen), more: 'the mean chance of a concept' },
    { name: 'to review today', value: count(today?.reviews ?? 0), more: `${count(today?.overdue ?? 0)} of them overdue` },
    {
      name: 'studied',
      value: hours(minutes),
      more:
        last === undefined
          ? `on ${plural(0, 'day')}`
          : `on ${plural(days.length, 'day')}, last ${last.day === as_of ? 'today' : `on ${dayName(last.day)}`}`,
    },
  ];
}
