import { invalidInput } from '../../../errors.js';
import { checkObject } from '../../argument-checks.js';

/**
 * Answers of many learners in columns; row i is one answer. The rows of each learner and concept must be in chronological order; otherwise the order
 * does not matter.
 */
export type KnowledgeLog = {
  /** The learner of each answer, numbered from 0. */
  readonly learner: Int32Array;
  /** The concept or skill of each answer, numbered from 0. */
  readonly concept: Int32Array;
  /** 1 right, 0 wrong. */
  readonly correct: Uint8Array;
};

/** The rows of a log, concept by concept. */
export interface ConceptRows {
  /** The concepts that have answers, by rising number. */
  readonly concepts: Int32Array;
  /** The rows of `concepts[i]` are `rows[from[i]]` to `rows[from[i + 1] − 1]`, in the order of the log. */
  readonly from: Int32Array;
  readonly rows: Int32Array;
  /** Learners of the rows, renumbered without gaps. */
  readonly learner: Int32Array;
  readonly learners: number;
}

/** Sorts the rows of a log by concept, without changing their order within. */
export function rowsByConcept({ learner, concept }: KnowledgeLog): ConceptRows {
  const learners = withoutGaps(learner);
  const numbered = withoutGaps(concept);
  const concepts = Int32Array.from(numbered.numbers).sort();
  const place = new Int32Array(concepts.length);
  for (const [at, number] of concepts.entries()) place[numbered.index.get(number) as number] = at;
  const from = new Int32Array(concepts.length + 1);
  for (const seen of numbered.column) from[(place[seen] as number) + 1] = (from[(place[seen] as number) + 1] as number) + 1;
  for (let at = 0; at < concepts.length; at += 1) from[at + 1] = (from[at + 1] as number) + (from[at] as number);
  const rows = new Int32Array(concept.length);
  const next = from.slice();
  for (let row = 0; row < rows.length; row += 1) {
    const at = place[numbered.column[row] as number] as number;
    rows[next[at] as number] = row;
    next[at] = (next[at] as number) + 1;
  }
  return { concepts, from, rows, learner: learners.column, learners: learners.numbers.length };
}

/** The same column with its values numbered from 0 by their first appearance. */
function withoutGaps(column: Int32Array): {
  readonly column: Int32Array;
  readonly numbers: readonly number[];
  readonly index: ReadonlyMap<number, number>;
} {
  const index = new Map<number, number>();
  const numbers: number[] = [];
  const renumbered = column.map((value) => {
    const known = index.get(value);
    if (known !== undefined) return known;
    index.set(value, numbers.length);
    return numbers.push(value) - 1;
  });
  return { column: renumbered, numbers, index };
}

export function checkKnowledgeLog(where: string, log: KnowledgeLog): void {
  checkObject(where, log);
  const { learner, concept, correct } = log;
  if (!(correct instanceof Uint8Array)) throw invalidInput(`${where}.correct`, 'a Uint8Array', correct);
  for (const each of correct) if (each > 1) throw invalidInput(`${where}.correct`, '1 or 0', each);
  checkNumbers(`${where}.learner`, learner, correct.length);
  checkNumbers(`${where}.concept`, concept, correct.length);
}

/** A column of numbers from 0, as long as the others. */
export function checkNumbers(where: string, column: Int32Array, length: number): void {
  if (!(column instanceof Int32Array && column.length === length))
    throw invalidInput(where, `an Int32Array of ${length}, as long as correct`, column);
  for (const each of column) if (each < 0) throw invalidInput(where, 'whole numbers, 0 or more', each);
}
