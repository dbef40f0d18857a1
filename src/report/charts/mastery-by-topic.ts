import type { Chart } from '../report.js';
import type { TopicRow } from '../rows.js';
import { type BarRow, barList } from '../spec/bar-list.js';
import { count, percent, plural, quoted } from '../spec/words.js';
import { nothingToShow } from './nothing-to-show.js';

/** As many topics as a glance takes in. */
const MOST_TOPICS = 20;
const SHARES = { values: [0, 0.25, 0.5, 0.75, 1], format: '.0%' } as const;

/**
 * How far a learner has come, topic by topic: mean mastery as a bar, and the chance that it is remembered today as a mark across it.
 *
 * @param rows - of `user_progress_dashboard`; with more than 20 topics, those with the most answers are drawn, and the table has all
 */
export function masteryByTopic(rows: readonly TopicRow[]): Chart {
  const about = { id: 'mastery_by_topic', title: 'Mastery by topic', width: 'full' } as const;
  if (rows.length === 0) return nothingToShow(about, 'Nothing has been practised yet.');
  const drawn = new Set([...rows].sort((a, b) => b.answers - a.answers).slice(0, MOST_TOPICS));
  const bars = barsBySubject(rows.filter((row) => drawn.has(row)));
  const list = { description: 'Mastery by topic', rows: bars, most: 1, axis: SHARES };
  return {
    ...about,
    says: sentence(rows),
    ...(drawn.size < rows.length && {
      note: `The ${count(drawn.size)} topics with the most answers are drawn; the table has all ${count(rows.length)}.`,
    }),
    key: [
      { mark: 'bar', color: 'mark', text: 'mastery when last practised' },
      { mark: 'tick', color: 'accent', text: 'chance to remember it today' },
    ],
    panels: [{ wide: barList(list, 'wide'), narrow: barList(list, 'narrow') }],
    table: {
      columns: [
        { title: 'Subject', side: 'left' },
        { title: 'Topic', side: 'left' },
        { title: 'Mastery', side: 'right' },
        { title: 'Remembered today', side: 'right' },
        { title: 'Concepts mastered', side: 'right' },
        { title: 'Concepts due', side: 'right' },
        { title: 'Answers', side: 'right' },
      ],
      rows: rows.map((row) => [
        row.subject,
        row.topic,
        percent(row.mean_mastery),
        percent(row.mean_retention),
        `${count(row.concepts_mastered)} of ${count(row.concepts_seen)}`,
        count(row.concepts_due),
        count(row.answers),
      ]),
    },
  };
}

/** A heading for each subject where there are several. */
function barsBySubject(rows: readonly TopicRow[]): readonly BarRow[] {
  const subjects = [...new Set(rows.map(({ subject }) => subject))];
  return subjects.flatMap((subject) => [
    ...(subjects.length > 1 ? [{ heading: subject }] : []),
    ...rows
      .filter((row) => row.subject === subject)
      .map((row) => ({
        label: row.topic,
        value: row.mean_mastery,
        tick: row.mean_retention,
        text: `${count(row.concepts_mastered)} of ${count(row.concepts_seen)} mastered`,
      })),
  ]);
}

function sentence(rows: readonly TopicRow[]): string {
  const seen = rows.reduce((sum, row) => sum + row.concepts_seen, 0);
  const mastered = rows.reduce((sum, row) => sum + row.concepts_mastered, 0);
  const whole = `${count(mastered)} of ${plural(seen, 'concept')} ${mastered === 1 ? 'is' : 'are'} mastered`;
  if (rows.length === 1) return `${whole}.`;
  const [best, ...others] = [...rows].sort((a, b) => b.mean_mastery - a.mean_mastery);
  const least = others.at(-1);
  if (best === undefined || least === undefined) return `${whole}.`;
  return (
    `${whole}. ${quoted(best.topic)} stands highest, at ${percent(best.mean_mastery)}; ` +
    `${quoted(least.topic)} lowest, at ${percent(least.mean_mastery)}.`
  );
}
