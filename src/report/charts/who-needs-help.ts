import { BEHIND, type ClassRows, isWeak, meanMastery, peopleOf, WEAK } from '../class-figures.js';
import { conceptLabels, memberLabels } from '../labels-apart.js';
import type { Chart } from '../report.js';
import { quoted } from '../shown-text.js';
import { ENGLISH_WORDING, type Wording } from '../wording/wording.js';

/** Concepts that are named for a learner; further ones are counted. */
const NAMED = 3;

interface Need {
  readonly name: string;
  readonly reasons: readonly string[];
  /** Weak concepts first, then those who do not come. */
  readonly weight: number;
}

/**
 * The learners of a class who need help, with the reasons: weak concepts, mastery below the class, no study.
 *
 * @param rows - the class with the rows of `class_mastery` and `class_study`
 */
export function whoNeedsHelp(rows: ClassRows, wording: Wording = ENGLISH_WORDING): Chart {
  const { say, percent, count } = wording;
  const needs = needsOf(rows, wording);
  return {
    id: 'who_needs_help',
    title: say('help_title'),
    width: 'full',
    says: say('help_says', { n: needs.length }),
    note: say('help_note', { weak: percent(WEAK), behind: count(BEHIND * 100) }),
    key: [],
    panels: [],
    items: needs.map(({ name, reasons }) => ({ title: name, text: reasons.join('; ') })),
    table: null,
  };
}

/** Who needs help, those who need it most first. */
export function needsOf(rows: ClassRows, wording: Wording): readonly Need[] {
  const { learners, mastery, study } = rows;
  const unread = new Set(rows.unread);
  const people = new Map(peopleOf(rows));
  const studied = new Set(study.map(({ user_id }) => user_id));
  const mean = mastery.length === 0 ? 0 : meanMastery(mastery);
  const { say, percent } = wording;
  const names = memberLabels(learners);
  const labelOf = conceptLabels(mastery);
  const ofMember = ({ user_id, name: shown }: ClassRows['learners'][number]): Need => {
    const name = names.get(user_id) ?? shown;
    const line = people.get(user_id);
    if (line === undefined) return { name, reasons: [say('help_never')], weight: 0.5 };
    const weak = [...line.cells.values()].filter((cell) => isWeak(cell.mastery)).sort((a, b) => a.mastery - b.mastery);
    const isBehind = line.mean <= mean - BEHIND;
    const named = weak.slice(0, NAMED).map((cell) => `${quoted(labelOf(cell))} (${percent(cell.mastery)})`);
    const more = weak.length - named.length;
    const concepts = [...named, ...(more > 0 ? [say('and_more', { n: more })] : [])].join(', ');
    return {
      name,
      reasons: [
        ...(weak.length > 0 ? [say('help_weak', { n: weak.length, concepts })] : []),
        ...(isBehind ? [say('help_behind', { mean: percent(line.mean), class: percent(mean) })] : []),
        ...(studied.has(user_id) ? [] : [say('help_not_studied')]),
      ],
      weight: weak.length + (isBehind ? 1 : 0) + (studied.has(user_id) ? 0 : 0.5),
    };
  };
  return learners
    .filter(({ user_id }) => !unread.has(user_id))
    .map(ofMember)
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1));
}
