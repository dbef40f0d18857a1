import type { Chart } from '../report.js';
import type { ClassMasteryRow } from '../rows.js';
import { type Cell, heatMap } from '../spec/heat-map.js';
import { count, percent, plural, quoted } from '../spec/words.js';
import { nothingToShow } from './nothing-to-show.js';

/** What a page can show legibly. */
const MOST_LEARNERS = 40;
const MOST_CONCEPTS = 18;
/** Below this, a concept is one that a learner struggles with. */
const WEAK = 0.4;
/** What to do about learners that were not read. */
const FEWER = 'The class has more figures than one report reads: ask for fewer learners, or for one subject.';

export interface ClassMember {
  readonly user_id: string;
  readonly name: string;
}

interface Line {
  readonly title: string;
  readonly cells: ReadonlyMap<string, ClassMasteryRow>;
  readonly mean: number;
}

/**
 * Learners by concepts, the weakest of both first: who needs help, and with what. An empty field is a concept that the learner has not met.
 *
 * @param rows - of `class_mastery`
 * @param learners - the class, with the names to show; whoever has no rows has a line without figures in the table
 * @param masteredAbove - a concept is mastered above this level
 * @param unread - ids of those in the class whose rows were not read, so that nothing is known of them; nobody if not given
 */
export function classHeatMap(
  rows: readonly ClassMasteryRow[],
  learners: readonly ClassMember[],
  masteredAbove: number,
  unread: readonly string[] = [],
): Chart {
  const about = { id: 'class_mastery', title: 'Who knows what', width: 'full' } as const;
  const members = new Set(learners.map(({ user_id }) => user_id));
  const known = rows.filter(({ user_id }) => members.has(user_id));
  const isUnread = new Set(unread);
  const read = learners.filter(({ user_id }) => !isUnread.has(user_id)).length;
  const only = read === learners.length ? '' : `Only ${count(read)} of ${plural(learners.length, 'learner')} could be read. `;
  if (known.length === 0) return nothingToShow(about, only === '' ? 'Nobody in this class has practised anything yet.' : `${only}${FEWER}`);
  const concepts = linesBy(
    known,
    conceptKey,
    (row) => row.concept,
    ({ user_id }) => user_id,
  );
  const names = new Map(learners.map(({ user_id, name }) => [user_id, name]));
  const people = linesBy(
    known,
    ({ user_id }) => user_id,
    ({ user_id }) => names.get(user_id) ?? '',
    conceptKey,
  );
  const columns = concepts.slice(0, MOST_CONCEPTS);
  const lines = people.slice(0, MOST_LEARNERS);
  const cells: Cell[] = lines.flatMap(([, line], row) =>
    columns.flatMap(([key], column) => {
      const found = line.cells.get(key);
      return found === undefined ? [] : [{ row, column, value: found.mastery }];
    }),
  );
  const spec = heatMap({
    description: 'Mastery of each concept by each learner',
    rows: lines.map(([, { title }]) => title),
    columns: columns.map(([, { title }]) => title),
    cells,
  });
  const left = [
    ...(columns.length < concepts.length ? [`the ${count(columns.length)} weakest of ${plural(concepts.length, 'concept')}`] : []),
    ...(lines.length < people.length ? [`the ${count(lines.length)} weakest of ${plural(people.length, 'learner')}`] : []),
  ];
  return {
    ...about,
    says: only + sentence(known, people, concepts, { learners: read, masteredAbove }),
    note: `Mastery in percent: the more a field stands out, the more is mastered; an empty one was not met. Weakest first, downwards and to the right${left.length === 0 ? '' : `; shown are ${left.join(' and ')}`}.${only === '' ? '' : ` ${FEWER}`}`,
    key: [],
    panels: [{ wide: spec }],
    table: {
      columns: [
        { title: 'Learner', side: 'left' },
        { title: 'Mean', side: 'right' },
        ...columns.map(([, { title }]) => ({ title, side: 'right' }) as const),
      ],
      rows: [
        ...lines.map(([, { title, mean, cells: own }]) => [
          title,
          percent(mean),
          ...columns.map(([key]) => {
            const found = own.get(key);
            return found === undefined ? '–' : percent(found.mastery);
          }),
        ]),
        ...learners
          .filter(({ user_id }) => !people.some(([id]) => id === user_id))
          .map(({ user_id, name }) => [
            name,
            isUnread.has(user_id) ? 'not read' : '–',
            ...columns.map(() => (isUnread.has(user_id) ? '' : '–')),
          ]),
      ],
    },
  };
}

function sentence(
  rows: readonly ClassMasteryRow[],
  people: readonly (readonly [string, Line])[],
  concepts: readonly (readonly [string, Line])[],
  { learners, masteredAbove }: { readonly learners: number; readonly masteredAbove: number },
): string {
  const mastered = rows.filter(({ mastery }) => mastery > masteredAbove).length;
  const weak = concepts[0]?.[1];
  const struggling = weak === undefined ? 0 : [...weak.cells.values()].filter(({ mastery }) => mastery < WEAK).length;
  return (
    `${count(people.length)} of ${plural(learners, 'learner')} ${people.length === 1 ? 'has' : 'have'} practised; ${percent(mastered / rows.length)} of what they met is mastered. ` +
    `${quoted(weak?.title ?? '')} is the weakest concept, at ${percent(weak?.mean ?? 0)} on average: ` +
    `${count(struggling)} of the ${count(weak?.cells.size ?? 0)} who met it ${struggling === 1 ? 'is' : 'are'} below ${percent(WEAK)}.`
  );
}

/** A line for each key, with its cells by the other key; the lowest mean first. */
function linesBy(
  rows: readonly ClassMasteryRow[],
  keyOf: (row: ClassMasteryRow) => string,
  titleOf: (row: ClassMasteryRow) => string,
  cellOf: (row: ClassMasteryRow) => string,
): readonly (readonly [string, Line])[] {
  const groups = new Map<string, ClassMasteryRow[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return [...groups]
    .map(([key, own]) => {
      const [first] = own;
      const mean = own.reduce((sum, { mastery }) => sum + mastery, 0) / own.length;
      const cells = new Map(own.map((row) => [cellOf(row), row]));
      return [key, { title: first === undefined ? '' : titleOf(first), cells, mean }] as const;
    })
    .sort(([a, { mean: m }], [b, { mean: n }]) => m - n || (a < b ? -1 : 1));
}

/** Names may hold any character but NUL, which therefore keeps them apart. */
function conceptKey({ subject, topic, concept }: ClassMasteryRow): string {
  return `${subject}\0${topic}\0${concept}`;
}
