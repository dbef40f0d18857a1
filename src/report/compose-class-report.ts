import type { Unreadable } from '../engine/index.js';
import { classHardest } from './charts/class-hardest.js';
import { classHeatMap } from './charts/class-heat-map.js';
import { classStudyTime } from './charts/class-study-time.js';
import { needsOf, whoNeedsHelp } from './charts/who-needs-help.js';
import { type ClassRows, meanMastery, peopleOf } from './class-figures.js';
import { sorted } from './left-out.js';
import { pageTexts } from './page-texts.js';
import type { KeyFigure, Report } from './report.js';
import { unreadableIn } from './unreadable.js';
import { ENGLISH_WORDING, type Wording } from './wording/wording.js';

/** Everything that a class report is made of: the class's own learners and nobody else. */
export interface ClassReportRows extends ClassRows {
  readonly name: string;
  readonly at: Date;
  /** The day of an instant in `timezone`, `2026-11-21`: the one clock of the report. */
  readonly dayAt: (instant: Date) => string;
  readonly timezone: string;
  /** How many weeks of study it looks back on. */
  readonly weeks: number;
  /** Of each answer, what could not be read. */
  readonly unreadable: readonly (readonly Unreadable[])[];
}

/** Makes a class report of rows that were already read. */
export function composeClassReport(rows: ClassReportRows, wording: Wording = ENGLISH_WORDING): Report {
  const { name, at, dayAt, timezone, weeks, mastery, study } = rows;
  const as_of = dayAt(at);
  const isEmpty = mastery.length === 0 && study.length === 0;
  const { charts, left_out } = sorted([
    ...(isEmpty ? [] : [whoNeedsHelp(rows, wording)]),
    classHeatMap(rows, wording),
    classHardest(rows, wording),
    classStudyTime(rows, dayAt, wording),
  ]);
  const unreadable = unreadableIn(rows.unreadable, wording);
  return {
    kind: 'class',
    locale: wording.locale,
    title: wording.say('class_report'),
    about: name,
    as_of,
    timezone,
    period: wording.say('weeks_back', { n: weeks }),
    figures: figuresOf(rows, wording),
    charts,
    texts: pageTexts({ as_of, timezone, isEmpty: charts.length === 0, unreadable: unreadable.says }, wording),
    left_out,
    unreadable: unreadable.documents,
  };
}

function figuresOf(rows: ClassReportRows, wording: Wording): readonly KeyFigure[] {
  const { learners, mastery, unread, study, masteredAbove } = rows;
  const { say, count, percent, hours } = wording;
  const practised = peopleOf(rows).length;
  const done = mastery.filter((row) => row.mastery > masteredAbove).length;
  const sessions = study.reduce((sum, row) => sum + row.sessions, 0);
  const minutes = study.reduce((sum, row) => sum + row.minutes, 0);
  const read = learners.length - unread.length;
  return [
    {
      name: say('figure_learners', { n: learners.length }),
      value: count(learners.length),
      more: unread.length === 0 ? say('have_practised', { n: practised }) : say('of_read_practised', { n: practised, read }),
    },
    {
      name: say('figure_mean_mastery'),
      value: mastery.length === 0 ? say('none') : percent(meanMastery(mastery)),
      more: say('share_mastered', { share: percent(mastery.length === 0 ? 0 : done / mastery.length) }),
    },
    { name: say('figure_class_studied'), value: hours(minutes), more: say('in_sessions', { n: sessions }) },
    {
      name: say('figure_need_help'),
      value: count(needsOf(rows, wording).length),
      more: say('not_studied_count', { n: learners.length - study.length }),
    },
  ];
}
