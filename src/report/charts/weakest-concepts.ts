import { conceptKey } from '../../engine/index.js';
import { conceptLabels } from '../labels-apart.js';
import { noData } from '../left-out.js';
import type { Section } from '../report.js';
import type { MasteryRow } from '../rows.js';
import { quoted } from '../shown-text.js';
import { shares } from '../spec/axis-labels.js';
import { barList } from '../spec/bar-list.js';
import { ENGLISH_WORDING, type Wording } from '../wording/wording.js';
import { QUARTERS } from './mastery-by-topic.js';

const MOST_CONCEPTS = 8;

/**
 * A learner's weakest concepts.
 *
 * @param rows - rows of `mastery`; draws the eight weakest
 */
export function weakestConcepts(rows: readonly MasteryRow[], wording: Wording = ENGLISH_WORDING): Section {
  const id = 'weakest_concepts';
  const weakest = [...rows]
    .sort((a, b) => a.mastery_level - b.mastery_level || (conceptKey(a) < conceptKey(b) ? -1 : 1))
    .slice(0, MOST_CONCEPTS);
  const [first] = weakest;
  if (first === undefined) return noData(id, 'The learner has not practised anything yet.');
  const labelOf = conceptLabels(weakest);
  const { say, percent, count } = wording;
  const list = {
    description: say('weakest_title'),
    rows: weakest.map((row) => ({
      label: labelOf(row),
      value: row.mastery_level,
      tick: row.retention,
      text: say('answers_count', { n: row.answers }),
    })),
    most: 1,
    axis: shares(QUARTERS, wording),
  };
  return {
    id,
    title: say('weakest_title'),
    width: 'full',
    says: say('weakest_says', { concept: quoted(labelOf(first)), mastery: percent(first.mastery_level) }),
    note: say('weakest_note', { n: weakest.length }),
    key: [
      { mark: 'bar', color: 'mark', text: say('key_mastery') },
      { mark: 'tick', color: 'accent', text: say('key_chance_today') },
    ],
    panels: [{ wide: barList(list, 'wide'), narrow: barList(list, 'narrow') }],
    table: {
      columns: [
        { title: say('concept'), side: 'left' },
        { title: say('topic'), side: 'left' },
        { title: say('mastery'), side: 'right' },
        { title: say('remembered_today'), side: 'right' },
        { title: say('answers'), side: 'right' },
      ],
      rows: weakest.map((row) => [labelOf(row), row.topic, percent(row.mastery_level), percent(row.retention), count(row.answers)]),
    },
  };
}
