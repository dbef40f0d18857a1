import { conceptKey } from '../engine/index.js';
import { groupBy } from './group-by.js';
import { conceptLabels, memberLabels } from './labels-apart.js';
import type { ClassMasteryRow, ClassStudyRow } from './rows.js';

/** Below this, a concept is one that a learner struggles with: by what mastery means, fewer than two of five average questions are solved now. */
export const WEAK = 0.4;
/** Whether a mastery is weak, by the percentage that is shown. */
export function isWeak(mastery: number): boolean {
  return Math.round(mastery * 100) < WEAK * 100;
}

/** A learner whose mean mastery lies so far below the class's is behind. */
export const BEHIND = 0.15;
/** A concept counts for the class when so many of its learners met it, or a tenth of the class, whichever is fewer. */
const LEAST_MET = 5;
const LEAST_SHARE = 0.1;

/** A learner of a class, with a display name. */
export interface ClassMember {
  readonly user_id: string;
  readonly name: string;
}

/** The data of a class report. */
export interface ClassRows {
  readonly learners: readonly ClassMember[];
  readonly mastery: readonly ClassMasteryRow[];
  /** Ids of learners whose mastery was not read because the class is too large. */
  readonly unread: readonly string[];
  /** The study totals of each learner with a session in the span. */
  readonly study: readonly ClassStudyRow[];
  /** A concept is mastered above this level. */
  readonly masteredAbove: number;
}

/** How many learners must have met a concept so that it is the class's. */
export function leastMet(learners: number): number {
  return Math.max(1, Math.min(LEAST_MET, Math.ceil(learners * LEAST_SHARE)));
}

/** A learner's or a concept's masteries, by the other one. */
export interface Line {
  readonly title: string;
  readonly cells: ReadonlyMap<string, ClassMasteryRow>;
  readonly mean: number;
}

/** The concepts that enough of the class have met, the weakest first. */
export function conceptsOf({ mastery, learners }: Pick<ClassRows, 'mastery' | 'learners'>): readonly (readonly [string, Line])[] {
  const least = leastMet(learners.length);
  const all = linesBy(mastery, conceptKey, conceptLabels(mastery), ({ user_id }) => user_id);
  return all.filter(([, { cells }]) => cells.size >= least);
}

/** Learners who have practised, the weakest first, each with all that they met. */
export function peopleOf({ mastery, learners }: Pick<ClassRows, 'mastery' | 'learners'>): readonly (readonly [string, Line])[] {
  const names = memberLabels(learners);
  return linesBy(
    mastery.filter(({ user_id }) => names.has(user_id)),
    ({ user_id }) => user_id,
    ({ user_id }) => names.get(user_id) ?? '',
    conceptKey,
  );
}

/** The mean mastery of all that a class has met. */
export function meanMastery(mastery: readonly ClassMasteryRow[]): number {
  return mastery.reduce((sum, row) => sum + row.mastery, 0) / mastery.length;
}

/** A line for each key, with its cells by the other key; the lowest mean first. */
function linesBy(
  rows: readonly ClassMasteryRow[],
  keyOf: (row: ClassMasteryRow) => string,
  titleOf: (row: ClassMasteryRow) => string,
  cellOf: (row: ClassMasteryRow) => string,
): readonly (readonly [string, Line])[] {
  return [...groupBy(rows, keyOf)]
    .map(([key, own]) => {
      const [first] = own;
      const cells = new Map(own.map((row) => [cellOf(row), row]));
      return [key, { title: first === undefined ? '' : titleOf(first), cells, mean: meanMastery(own) }] as const;
    })
    .sort(([a, { mean: m }], [b, { mean: n }]) => m - n || (a < b ? -1 : 1));
}
