import type { ClassRows } from '../class-figures.js';
import { memberLabels } from '../labels-apart.js';
import { noData } from '../left-out.js';
import type { Section } from '../report.js';
import type { ClassStudyRow } from '../rows.js';
import { barList } from '../spec/bar-list.js';
import { ENGLISH_WORDING, type Wording } from '../wording/wording.js';

const MOST_LEARNERS = 40;

/**
 * The study time of each learner of a class, least first.
 *
 * @param rows - the class with the rows of `class_study`
 * @param dayAt - returns the day of an instant, such as `2026-11-21`
 */
export function classStudyTime(
  { learners, study }: Pick<ClassRows, 'learners' | 'study'>,
  dayAt: (instant: Date) => string,
  wording: Wording = ENGLISH_WORDING,
): Section {
  const id = 'class_study';
  if (study.length === 0) return noData(id, 'Nobody in this class had a session in this time.');
  const { say, count, duration } = wording;
  const names = memberLabels(learners);
  const byLearner = new Map(study.map((row) => [row.user_id, row]));
  const lines = learners
    .map(({ user_id, name }) => ({ name: names.get(user_id) ?? name, row: byLearner.get(user_id) }))
    .sort((a, b) => (a.row?.minutes ?? -1) - (b.row?.minutes ?? -1) || (a.name < b.name ? -1 : 1));
  const drawn = lines.slice(0, MOST_LEARNERS);
  const minutes = study.reduce((sum, row) => sum + row.minutes, 0);
  const sessions = study.reduce((sum, row) => sum + row.sessions, 0);
  const silent = lines.filter(({ row }) => row === undefined).length;
  const listOf = (textOf: (row: ClassStudyRow) => string) => ({
    description: say('study_title'),
    rows: drawn.map(({ name, row }) => ({
      label: name,
      value: row?.minutes ?? 0,
      text: row === undefined ? say('study_bar_none') : textOf(row),
    })),
    most: Math.max(1, ...study.map((row) => row.minutes)),
    axis: { values: [] },
  });
  const wide = listOf((row) => say('study_bar', { time: duration(row.minutes), day: wording.tick(dayAt(row.last_studied)) }));
  // On a phone the names need the room.
  const narrow = listOf((row) => duration(row.minutes));
  return {
    id,
    title: say('study_title'),
    width: 'full',
    says: [say('study_says', { n: sessions, time: duration(minutes) }), say('study_not', { n: silent })].join(' '),
    ...(drawn.length < lines.length && { note: say('study_note', { drawn: drawn.length, all: lines.length }) }),
    key: [],
    panels: [{ wide: barList(wide, 'wide'), narrow: barList(narrow, 'narrow') }],
    table: {
      columns: [
        { title: say('learner'), side: 'left' },
        { title: say('time'), side: 'right' },
        { title: say('sessions'), side: 'right' },
        { title: say('answers'), side: 'right' },
        { title: say('last_studied'), side: 'right' },
      ],
      rows: lines.map(({ name, row }) =>
        row === undefined
          ? [name, duration(0), count(0), count(0), say('none')]
          : [name, duration(row.minutes), count(row.sessions), count(row.questions), wording.shortDay(dayAt(row.last_studied))],
      ),
    },
  };
}
