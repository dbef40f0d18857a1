import type { Chart } from '../report.js';
import type { HardConceptRow } from '../rows.js';
import { barList } from '../spec/bar-list.js';
import { count, percent, plural, quoted } from '../spec/words.js';
import { nothingToShow } from './nothing-to-show.js';

const MOST_CONCEPTS = 12;
const SHARES = { values: [0, 0.25, 0.5, 0.75, 1], format: '.0%' } as const;

/**
 * The concepts that learners find hardest: mean mastery as a bar, the share of right answers as a mark across it.
 *
 * @param rows - of `hardest_concepts`, in its order; the first twelve are drawn
 */
export function hardConcepts(rows: readonly HardConceptRow[]): Chart {
  const about = { id: 'hardest_concepts', title: 'The hardest concepts', width: 'full' } as const;
  const [hardest] = rows;
  if (hardest === undefined) return nothingToShow(about, 'No concept has been met by enough learners to say how hard it is.');
  const list = {
    description: 'Mean mastery of the hardest concepts',
    rows: rows.slice(0, MOST_CONCEPTS).map((row) => ({
      label: row.concept,
      value: row.mean_mastery,
      ...(row.success_rate !== null && { tick: row.success_rate }),
      text: `${percent(row.mastered_share)} mastered`,
    })),
    most: 1,
    axis: SHARES,
  };
  return {
    ...about,
    says:
      `${quoted(hardest.concept)} is the hardest: ${plural(hardest.learners, 'learner')} stand at ${percent(hardest.mean_mastery)} on average, ` +
      `${hardest.success_rate === null ? '' : `${percent(hardest.success_rate)} of their ${plural(hardest.answers, 'answer')} were right, and `}` +
      `${percent(hardest.mastered_share)} of them have mastered it.`,
    note: 'Over all learners of the platform, not this class alone.',
    key: [
      { mark: 'bar', color: 'mark', text: 'mean mastery' },
      { mark: 'tick', color: 'accent', text: 'share of answers that were right' },
    ],
    panels: [{ wide: barList(list, 'wide'), narrow: barList(list, 'narrow') }],
    table: {
      columns: [
        { title: 'Concept', side: 'left' },
        { title: 'Topic', side: 'left' },
        { title: 'Subject', side: 'left' },
        { title: 'Mean mastery', side: 'right' },
        { title: 'Right', side: 'right' },
        { title: 'Mastered it', side: 'right' },
        { title: 'Learners', side: 'right' },
        { title: 'Answers', side: 'right' },
      ],
      rows: rows.map((row) => [
        row.concept,
        row.topic,
        row.subject,
        percent(row.mean_mastery),
        row.success_rate === null ? '–' : percent(row.success_rate),
        percent(row.mastered_share),
        count(row.learners),
        count(row.answers),
      ]),
    },
  };
}
