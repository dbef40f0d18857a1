import type { Unreadable } from '../engine/index.js';
import { calibrationOf } from './charts/calibration.js';
import { dominantEmotions } from './charts/dominant-emotions.js';
import { emotionalWellness } from './charts/emotional-wellness.js';
import { fadingMemories } from './charts/fading-memories.js';
import { masteryByTopic } from './charts/mastery-by-topic.js';
import { reviewsAhead } from './charts/reviews-ahead.js';
import { studyCalendar } from './charts/study-calendar.js';
import { studyNext } from './charts/study-next.js';
import { weakestConcepts } from './charts/weakest-concepts.js';
import type { Followed } from './followed.js';
import { sorted } from './left-out.js';
import { pageTexts } from './page-texts.js';
import type { KeyFigure, LeftOut, Report, Section } from './report.js';
import type { CalibrationRow, ForecastRow, MasteryRow, MemoryRow, RecommendationRow, StudyDayRow, TopicRow, WellnessRow } from './rows.js';
import { unreadableIn } from './unreadable.js';
import { ENGLISH_WORDING, type Wording } from './wording/wording.js';

/** Everything that a learner report is made of. */
export interface LearnerReportRows {
  readonly name: string;
  readonly at: Date;
  /** Returns the learner's day of an instant, such as `2026-11-21`. */
  readonly dayAt: (instant: Date) => string;
  readonly timezone: string;
  /** How many weeks it looks back on. */
  readonly weeks: number;
  readonly recommendations: readonly RecommendationRow[];
  readonly masteries: readonly MasteryRow[];
  readonly topics: readonly TopicRow[];
  readonly memories: readonly MemoryRow[];
  readonly forecast: readonly ForecastRow[];
  readonly wellness: readonly WellnessRow[];
  /** How far the rows of wellness have come. */
  readonly summedUp: Followed;
  /** Whether the learner lets their emotions be used. */
  readonly sharesEmotions: boolean;
  readonly calibration: readonly CalibrationRow[];
  readonly days: readonly StudyDayRow[];
  /** Of each answer, what could not be read. */
  readonly unreadable: readonly (readonly Unreadable[])[];
}

/** Makes a learner report of rows that were already read. */
export function composeLearnerReport(rows: LearnerReportRows, wording: Wording = ENGLISH_WORDING): Report {
  const { name, at, dayAt, timezone, weeks, topics, memories, forecast, calibration, days } = rows;
  const as_of = dayAt(at);
  const { charts, left_out } = sorted([
    studyNext(rows.recommendations, wording),
    masteryByTopic(topics, wording),
    weakestConcepts(rows.masteries, wording),
    reviewsAhead(forecast, wording),
    fadingMemories(memories, { at, dayAt }, wording),
    studyCalendar(days, as_of, wording),
    ...emotions(rows, wording),
    calibrationOf(calibration, 'retention', wording),
    calibrationOf(calibration, 'success', wording),
  ]);
  const unreadable = unreadableIn(rows.unreadable, wording);
  return {
    kind: 'learner',
    locale: wording.locale,
    title: wording.say('learner_report'),
    about: name,
    as_of,
    timezone,
    period: wording.say('weeks_back', { n: weeks }),
    figures: figuresOf(rows, as_of, wording),
    charts,
    texts: pageTexts({ as_of, timezone, isEmpty: charts.length === 0, unreadable: unreadable.says }, wording),
    left_out,
    unreadable: unreadable.documents,
  };
}

function emotions({ wellness, summedUp, sharesEmotions }: LearnerReportRows, wording: Wording): readonly Section[] {
  const withheld = (section: string): LeftOut => ({
    section,
    code: 'no_consent',
    says: 'The learner does not let their emotions be used (preferences.privacy_settings.emotional_data_usage).',
  });
  if (!sharesEmotions) return [withheld('emotional_wellness'), withheld('dominant_emotions')];
  return [emotionalWellness(wellness, summedUp, wording), dominantEmotions(wellness, summedUp, wording)];
}

function figuresOf({ topics, forecast, days }: LearnerReportRows, as_of: string, wording: Wording): readonly KeyFigure[] {
  const { say, count, percent, hours } = wording;
  const seen = topics.reduce((sum, row) => sum + row.concepts_seen, 0);
  const mastered = topics.reduce((sum, row) => sum + row.concepts_mastered, 0);
  const kept = topics.reduce((sum, row) => sum + row.mean_retention * row.concepts_seen, 0);
  const today = forecast[0];
  const minutes = days.reduce((sum, row) => sum + row.minutes, 0);
  return [
    { name: say('figure_mastered'), value: count(mastered), more: say('of_met', { n: seen }) },
    { name: say('figure_remembered'), value: seen === 0 ? say('none') : percent(kept / seen), more: say('mean_chance') },
    { name: say('figure_review'), value: count(today?.reviews ?? 0), more: say('of_them_overdue', { n: today?.overdue ?? 0 }) },
    { name: say('figure_studied'), value: hours(minutes), more: studiedOn(days, as_of, wording) },
  ];
}

function studiedOn(days: readonly StudyDayRow[], as_of: string, { say, dayName }: Wording): string {
  const last = days.at(-1);
  if (last === undefined) return say('on_days', { n: 0 });
  if (last.day === as_of) return say('on_days_today', { n: days.length });
  return say('on_days_last', { n: days.length, day: dayName(last.day) });
}
