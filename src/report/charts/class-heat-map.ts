import { type ClassRows, conceptsOf, isWeak, type Line, leastMet, peopleOf, WEAK } from '../class-figures.js';
import { memberLabels } from '../labels-apart.js';
import { noData } from '../left-out.js';
import type { Section } from '../report.js';
import { quoted } from '../shown-text.js';
import { ENGLISH_WORDING, type Wording } from '../wording/wording.js';

/** What a page can show legibly. */
const MOST_LEARNERS = 40;
const MOST_CONCEPTS = 18;

/**
 * Mastery by learner and concept, weakest first. Includes concepts that at least five learners or a tenth of the class have practised.
 *
 * @param rows - the class with the rows of `class_mastery`
 */
export function classHeatMap(rows: Omit<ClassRows, 'study'>, wording: Wording = ENGLISH_WORDING): Section {
  const id = 'class_mastery';
  const { learners } = rows;
  const unread = new Set(rows.unread);
  const members = new Set(learners.map(({ user_id }) => user_id));
  const own = { ...rows, mastery: rows.mastery.filter(({ user_id }) => members.has(user_id)) };
  const read = learners.length - [...unread].filter((user_id) => members.has(user_id)).length;
  if (own.mastery.length === 0) {
    if (read === learners.length) return noData(id, 'Nobody in this class has practised anything yet.');
    return {
      section: id,
      code: 'not_read',
      says: 'The class has more figures than one report reads: ask for fewer learners, or one subject.',
    };
  }
  const { say, percent } = wording;
  const names = memberLabels(learners);
  const people = peopleOf(own);
  const concepts = conceptsOf(own);
  const columns = concepts.slice(0, MOST_CONCEPTS);
  const lines = people.slice(0, MOST_LEARNERS);
  const practised = new Set(people.map(([user_id]) => user_id));
  const silent = learners.filter(({ user_id }) => !practised.has(user_id));
  const notes = [
    say('map_note', { weak: percent(WEAK) }),
    say('map_least', { n: leastMet(learners.length) }),
    ...(columns.length < concepts.length ? [say('map_concepts_cut', { n: columns.length })] : []),
    ...(lines.length < people.length ? [say('map_learners_cut', { n: lines.length, all: people.length })] : []),
  ];
  return {
    id,
    title: say('map_title'),
    width: 'full',
    says: [
      ...(read < learners.length ? [say('only_read', { n: learners.length, read })] : []),
      sentence(own, people.length, read, concepts[0]?.[1], wording),
    ].join(' '),
    note: notes.join(' '),
    key: [],
    panels: [],
    grid: {
      corner: say('learner'),
      columns: columns.map(([, { title }]) => title),
      rows: lines.map(([, line]) => ({ title: line.title, cells: columns.map(([key]) => line.cells.get(key)?.mastery ?? null) })),
      weakBelow: WEAK,
    },
    table: {
      ...(lines.length === people.length && { screenOnly: true as const }),
      columns: [
        { title: say('learner'), side: 'left' },
        { title: say('mean'), side: 'right' },
        ...columns.map(([, { title }]) => ({ title, side: 'right' }) as const),
      ],
      rows: [
        ...people.map(([, { title, mean, cells }]) => [
          title,
          percent(mean),
          ...columns.map(([key]) => {
            const found = cells.get(key);
            return found === undefined ? say('none') : percent(found.mastery);
          }),
        ]),
        ...silent.map(({ user_id, name }) => [
          names.get(user_id) ?? name,
          unread.has(user_id) ? say('not_read') : say('none'),
          ...columns.map(() => (unread.has(user_id) ? '' : say('none'))),
        ]),
      ],
    },
  };
}

function sentence(
  { mastery, masteredAbove }: Omit<ClassRows, 'study'>,
  practised: number,
  read: number,
  weakest: Line | undefined,
  { say, percent }: Wording,
): string {
  const mastered = mastery.filter((row) => row.mastery > masteredAbove).length;
  const whole = say('map_says', { n: read, practised, share: percent(mastered / mastery.length) });
  if (weakest === undefined) return whole;
  const struggling = [...weakest.cells.values()].filter((cell) => isWeak(cell.mastery)).length;
  const of = { concept: quoted(weakest.title), mean: percent(weakest.mean), met: weakest.cells.size, weak: percent(WEAK) };
  return `${whole} ${say('map_weakest', { n: struggling, ...of })}`;
}
