import { topicLabels } from '../labels-apart.js';
import { noData } from '../left-out.js';
import type { Section } from '../report.js';
import type { TopicRow } from '../rows.js';
import { quoted } from '../shown-text.js';
import { shares } from '../spec/axis-labels.js';
import { type BarRow, barList } from '../spec/bar-list.js';
import { ENGLISH_WORDING, type Wording } from '../wording/wording.js';

/** As many topics as one can see at a glance. */
const MOST_TOPICS = 20;
export const QUARTERS = [0, 0.25, 0.5, 0.75, 1] as const;

/**
 * A learner's progress by topic: a bar for mean mastery, and a mark for the mean probability that concepts are remembered today.
 *
 * @param rows - rows of `user_progress_dashboard`; with more than 20 topics, draws those with the most answers, and the table lists all
 */
export function masteryByTopic(rows: readonly TopicRow[], wording: Wording = ENGLISH_WORDING): Section {
  const id = 'mastery_by_topic';
  if (rows.length === 0) return noData(id, 'The learner has not practised anything yet.');
  const { say, percent, count } = wording;
  const drawn = new Set([...rows].sort((a, b) => b.answers - a.answers).slice(0, MOST_TOPICS));
  const bars = barsBySubject(
    rows.filter((row) => drawn.has(row)),
    wording,
  );
  const list = { description: say('topics_title'), rows: bars, most: 1, axis: shares(QUARTERS, wording) };
  return {
    id,
    title: say('topics_title'),
    width: 'full',
    says: sentence(rows, wording),
    ...(drawn.size < rows.length && { note: say('topics_note', { drawn: drawn.size, all: rows.length }) }),
    key: [
      { mark: 'bar', color: 'mark', text: say('key_mastery') },
      { mark: 'tick', color: 'accent', text: say('key_chance_today') },
    ],
    panels: [{ wide: barList(list, 'wide'), narrow: barList(list, 'narrow') }],
    table: {
      columns: [
        { title: say('subject'), side: 'left' },
        { title: say('topic'), side: 'left' },
        { title: say('mastery'), side: 'right' },
        { title: say('remembered_today'), side: 'right' },
        { title: say('concepts_mastered'), side: 'right' },
        { title: say('concepts_due'), side: 'right' },
        { title: say('answers'), side: 'right' },
      ],
      rows: rows.map((row) => [
        row.subject,
        row.topic,
        percent(row.mean_mastery),
        percent(row.mean_retention),
        say('so_many_of', { part: row.concepts_mastered, whole: row.concepts_seen }),
        count(row.concepts_due),
        count(row.answers),
      ]),
    },
  };
}

/** A heading for each subject where there are several. */
function barsBySubject(rows: readonly TopicRow[], { say }: Wording): readonly BarRow[] {
  const subjects = [...new Set(rows.map(({ subject }) => subject))];
  return subjects.flatMap((subject) => [
    ...(subjects.length > 1 ? [{ heading: subject }] : []),
    ...rows
      .filter((row) => row.subject === subject)
      .map((row) => ({
        label: row.topic,
        value: row.mean_mastery,
        tick: row.mean_retention,
        text: say('mastered_of', { part: row.concepts_mastered, whole: row.concepts_seen }),
      })),
  ]);
}

function sentence(rows: readonly TopicRow[], { say, percent, count }: Wording): string {
  const seen = rows.reduce((sum, row) => sum + row.concepts_seen, 0);
  const mastered = rows.reduce((sum, row) => sum + row.concepts_mastered, 0);
  const whole = say('topics_says', { n: seen, mastered: count(mastered) });
  const [best, ...others] = [...rows].sort((a, b) => b.mean_mastery - a.mean_mastery);
  const least = others.at(-1);
  if (best === undefined || least === undefined) return whole;
  const labelOf = topicLabels(rows);
  const extremes = {
    best: quoted(labelOf(best)),
    most: percent(best.mean_mastery),
    least: quoted(labelOf(least)),
    fewest: percent(least.mean_mastery),
  };
  return `${whole} ${say('topics_extremes', extremes)}`;
}
