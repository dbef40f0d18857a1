import { invalidInput } from '../../../../errors.js';
import { checkInstant, checkList, checkObject } from '../../../argument-checks.js';

/** Answers of many learners in columns; row i is one answer. The rows of each learner are in chronological order. */
export type LogisticLog = {
  /** The learner of each answer, numbered from 0. */
  readonly learner: Int32Array;
  /** The ids of the skills, as passed to {@link logisticPredict}. */
  readonly skills: readonly string[];
  /** The skill of each answer, as an index of `skills`. */
  readonly skill: Int32Array;
  /** 1 right, 0 wrong. */
  readonly correct: Uint8Array;
  /** The ids of the items, and the item of each answer as an index of them, −1 if unknown. Leave both out without items. */
  readonly items?: readonly string[] | undefined;
  readonly item?: Int32Array | undefined;
  /** The instant of each answer, ms since 1970; leave it out without times. */
  readonly at?: Float64Array | undefined;
};

export function checkLogisticLog(where: string, log: LogisticLog): void {
  checkObject(where, log);
  const { learner, skills, skill, correct, items, item, at } = log;
  if (!(correct instanceof Uint8Array)) throw invalidInput(`${where}.correct`, 'a Uint8Array', correct);
  for (const each of correct) if (each > 1) throw invalidInput(`${where}.correct`, '1 or 0', each);
  checkColumn(`${where}.learner`, learner, correct.length, 0, Number.POSITIVE_INFINITY);
  checkIds(`${where}.skills`, skills);
  checkColumn(`${where}.skill`, skill, correct.length, 0, skills.length);
  if ((items === undefined) !== (item === undefined)) throw invalidInput(`${where}.item`, 'together with items, or neither', item);
  if (items !== undefined && item !== undefined) {
    checkIds(`${where}.items`, items);
    checkColumn(`${where}.item`, item, correct.length, -1, items.length);
  }
  if (at === undefined) return;
  if (!(at instanceof Float64Array && at.length === correct.length)) {
    throw invalidInput(`${where}.at`, 'a Float64Array as long as correct', at);
  }
  for (const each of at) checkInstant(`${where}.at`, each);
}

function checkIds(where: string, ids: readonly string[]): void {
  checkList(where, ids);
  const seen = new Set<string>();
  for (const id of ids) {
    if (typeof id !== 'string') throw invalidInput(where, 'strings', id);
    if (seen.has(id)) throw invalidInput(where, 'each id once', id);
    seen.add(id);
  }
}

/** A column of whole numbers from `least` on and below `end`, as long as the others. */
function checkColumn(where: string, column: Int32Array, length: number, least: number, end: number): void {
  if (!(column instanceof Int32Array && column.length === length)) {
    throw invalidInput(where, 'an Int32Array as long as correct', column);
  }
  for (const each of column) {
    if (!(each >= least && each < end))
      throw invalidInput(where, `whole numbers from ${least}${end < 2 ** 31 ? ` and below ${end}` : ''}`, each);
  }
}
