import { checkKnowledgeLog, checkNumbers, type KnowledgeLog } from '../../fit/knowledge-log.js';

/** The answers to fit. With classes of learners, items or lessons, each row contains its class numbers, from 0. */
export type BktLog = KnowledgeLog & {
  /** Selects the prior; read at the learner's first answer to the concept. */
  readonly learnerClass?: Int32Array | undefined;
  /** Selects guess and slip. */
  readonly itemClass?: Int32Array | undefined;
  /** Selects learn and forget between this answer and the next. */
  readonly lessonClass?: Int32Array | undefined;
};

/** The numbers of the classes of one concept, rising; empty where the log has no such column. */
export interface ClassNumbers {
  readonly learner: Int32Array;
  readonly item: Int32Array;
  readonly lesson: Int32Array;
}

export function checkBktLog(where: string, log: BktLog): void {
  checkKnowledgeLog(where, log);
  const { learnerClass, itemClass, lessonClass, correct } = log;
  if (learnerClass !== undefined) checkNumbers(`${where}.learnerClass`, learnerClass, correct.length);
  if (itemClass !== undefined) checkNumbers(`${where}.itemClass`, itemClass, correct.length);
  if (lessonClass !== undefined) checkNumbers(`${where}.lessonClass`, lessonClass, correct.length);
}

/** The class of each of some rows, numbered from 0 without gaps by rising number; all 0 without a column. */
export function classesOf(
  column: Int32Array | undefined,
  rows: Int32Array,
): { readonly ofRow: Int32Array; readonly numbers: Int32Array; readonly count: number } {
  if (column === undefined) return { ofRow: new Int32Array(rows.length), numbers: new Int32Array(0), count: 1 };
  const own = rows.map((row) => column[row] as number);
  const numbers = Int32Array.from(new Set(own)).sort();
  const index = new Map(Array.from(numbers, (number, at) => [number, at]));
  return { ofRow: own.map((number) => index.get(number) as number), numbers, count: numbers.length };
}
