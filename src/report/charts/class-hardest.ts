import { type ClassRows, conceptsOf, isWeak, type Line, leastMet, WEAK } from '../class-figures.js';
import { noData } from '../left-out.js';
import type { Section } from '../report.js';
import { quoted } from '../shown-text.js';
import { shares } from '../spec/axis-labels.js';
import { barList } from '../spec/bar-list.js';
import { ENGLISH_WORDING, type Wording } from '../wording/wording.js';
import { QUARTERS } from './mastery-by-topic.js';

const MOST_CONCEPTS = 12;

/**
 * The hardest concepts for a class, by the mean mastery of the learners who have practised them.
 *
 * @param rows - the class with the rows of `class_mastery`; draws the twelve hardest
 */
export function classHardest(rows: Pick<ClassRows, 'learners' | 'mastery' | 'masteredAbove'>, wording: Wording = ENGLISH_WORDING): Section {
  const id = 'hardest_concepts';
  const concepts = conceptsOf(rows).slice(0, MOST_CONCEPTS);
  const [hardest] = concepts;
  if (hardest === undefined) return noData(id, 'No concept was met by enough learners of this class.');
  const { say, percent, count } = wording;
  const mastered = ({ cells }: Line) => [...cells.values()].filter(({ mastery }) => mastery > rows.masteredAbove).length / cells.size;
  const weak = ({ cells }: Line) => [...cells.values()].filter(({ mastery }) => isWeak(mastery)).length;
  const list = {
    description: say('hardest_title'),
    rows: concepts.map(([, line]) => ({
      label: line.title,
      value: line.mean,
      text: say('share_mastered', { share: percent(mastered(line)) }),
    })),
    most: 1,
    axis: shares(QUARTERS, wording),
  };
  const [, first] = hardest;
  return {
    id,
    title: say('hardest_title'),
    width: 'full',
    says: say('hardest_says', {
      n: first.cells.size,
      concept: quoted(first.title),
      mean: percent(first.mean),
      share: percent(mastered(first)),
    }),
    note: say('hardest_note', { n: leastMet(rows.learners.length) }),
    key: [{ mark: 'bar', color: 'mark', text: say('key_mean_mastery') }],
    panels: [{ wide: barList(list, 'wide'), narrow: barList(list, 'narrow') }],
    table: {
      columns: [
        { title: say('concept'), side: 'left' },
        { title: say('mean_mastery'), side: 'right' },
        { title: say('mastered_it'), side: 'right' },
        { title: say('below_weak', { weak: percent(WEAK) }), side: 'right' },
        { title: say('learners'), side: 'right' },
      ],
      rows: concepts.map(([, line]) => [
        line.title,
        percent(line.mean),
        percent(mastered(line)),
        count(weak(line)),
        count(line.cells.size),
      ]),
    },
  };
}
