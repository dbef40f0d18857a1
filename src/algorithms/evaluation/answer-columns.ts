import { invalidInput } from '../../errors.js';
import { checkBoolean, checkGrade, checkInstant, checkList, checkObject, checkRating } from '../argument-checks.js';
import { checkAnswerScales } from '../memory/answer-agreement.js';
import type { Grade, Rating } from '../model.js';

/**
 * A log of answers in columns of equal length; row i is one answer. The rows of each learner are in chronological order; learners may be in any order
 * or interleaved.
 */
export type AnswerColumns = {
  /** The learner of each answer, numbered from 0. */
  readonly learner: Int32Array;
  /** The concept, card or skill of each answer, numbered from 0. */
  readonly concept: Int32Array;
  /** The instant of each answer, ms since 1970. */
  readonly at: Float64Array;
  /** The learner's day of each answer, counted from 1970-01-01; the UTC day by default. */
  readonly day?: Int32Array | undefined;
  /** 1 for right, 0 for wrong. Without it, a rating above 1 or a grade of at least 3 counts as right. */
  readonly correct?: Uint8Array | undefined;
  /** 1 again, 2 hard, 3 good, 4 easy. A scheduler needs `rating` or `grade`. */
  readonly rating?: Uint8Array | undefined;
  /** SM-2 grade, 0 to 5. */
  readonly grade?: Uint8Array | undefined;
};

/** One answer of a log. */
export type LoggedAnswer = {
  readonly learner: string;
  readonly concept: string;
  /** ms since 1970. */
  readonly at: number;
  /** The learner's day, counted from 1970-01-01: {@link learnerDayNumber}. Set it for all answers or for none. */
  readonly day?: number | undefined;
  readonly correct?: boolean | undefined;
  readonly rating?: Rating | undefined;
  readonly grade?: Grade | undefined;
};

/**
 * Converts a list of answers to the columns that {@link evaluateModel} takes. Learners and concepts are numbered in order of first appearance. If the
 * first answer has an optional field, all answers must have it.
 *
 * @throws AdaptiveLearningError `invalid_input` when a field is out of range, or is missing although the first answer has it
 *
 * @example
 * const log = answerColumns([
 *   { learner: 'ada', concept: 'brackets', at: 0, correct: true },
 *   { learner: 'bo', concept: 'brackets', at: 5, correct: false },
 * ]);
 * [...log.learner, ...log.concept, ...log.correct] //=> [0, 1, 0, 0, 1, 0]
 */
export function answerColumns(answers: readonly LoggedAnswer[]): AnswerColumns {
  checkList('answerColumns.answers', answers);
  const n = answers.length;
  const [first] = answers;
  const columns = {
    learner: new Int32Array(n),
    concept: new Int32Array(n),
    at: new Float64Array(n),
    ...(first?.day === undefined ? {} : { day: new Int32Array(n) }),
    ...(first?.correct === undefined ? {} : { correct: new Uint8Array(n) }),
    ...(first?.rating === undefined ? {} : { rating: new Uint8Array(n) }),
    ...(first?.grade === undefined ? {} : { grade: new Uint8Array(n) }),
  };
  const learners = new Map<string, number>();
  const concepts = new Map<string, number>();
  for (let row = 0; row < n; row += 1) {
    const answer = answers[row] as LoggedAnswer;
    checkObject('answerColumns.answers', answer);
    columns.learner[row] = numberOf(learners, 'answerColumns.answers.learner', answer.learner);
    columns.concept[row] = numberOf(concepts, 'answerColumns.answers.concept', answer.concept);
    checkInstant('answerColumns.answers.at', answer.at);
    columns.at[row] = answer.at;
    fillOutcome(columns, row, answer);
    checkAgreement('answerColumns.answers', columns, row);
  }
  return columns;
}

function fillOutcome(columns: AnswerColumns, row: number, { day, correct, rating, grade }: LoggedAnswer): void {
  if (columns.day !== undefined) {
    if (!Number.isInteger(day)) throw invalidInput('answerColumns.answers.day', 'a whole number, since the first answer has one', day);
    columns.day[row] = day as number;
  }
  if (columns.correct !== undefined) {
    checkBoolean('answerColumns.answers.correct', correct);
    columns.correct[row] = correct ? 1 : 0;
  }
  if (columns.rating !== undefined) {
    checkRating('answerColumns.answers.rating', rating as Rating);
    columns.rating[row] = rating as Rating;
  }
  if (columns.grade !== undefined) {
    checkGrade('answerColumns.answers.grade', grade as Grade);
    columns.grade[row] = grade as Grade;
  }
}

function numberOf(numbers: Map<string, number>, where: string, name: string): number {
  if (typeof name !== 'string') throw invalidInput(where, 'a string', name);
  const known = numbers.get(name) ?? numbers.size;
  numbers.set(name, known);
  return known;
}

/** Refuses columns of other kinds or lengths, and values out of range; the order of time is seen to while predicting. */
export function checkAnswerColumns(where: string, log: AnswerColumns): void {
  checkObject(where, log);
  const { learner, concept, at, day, correct, rating, grade } = log;
  if (!(at instanceof Float64Array)) throw invalidInput(`${where}.at`, 'a Float64Array; answerColumns makes one', at);
  checkColumn(`${where}.learner`, learner, Int32Array, at.length, 0, 0x7fffffff);
  checkColumn(`${where}.concept`, concept, Int32Array, at.length, 0, 0x7fffffff);
  if (day !== undefined) checkColumn(`${where}.day`, day, Int32Array, at.length, -0x80000000, 0x7fffffff);
  if (correct !== undefined) checkColumn(`${where}.correct`, correct, Uint8Array, at.length, 0, 1);
  if (rating !== undefined) checkColumn(`${where}.rating`, rating, Uint8Array, at.length, 1, 4);
  if (grade !== undefined) checkColumn(`${where}.grade`, grade, Uint8Array, at.length, 0, 5);
  for (let row = 0; row < at.length; row += 1) {
    checkInstant(`${where}.at`, at[row] as number);
    checkAgreement(where, log, row);
  }
}

/** Refuses a row whose outcome, rating and grade contradict each other. */
function checkAgreement(where: string, { correct, rating, grade }: AnswerColumns, row: number): void {
  const given = { rating: rating?.[row] as Rating | undefined, grade: grade?.[row] as Grade | undefined };
  if (correct !== undefined && (rating !== undefined || grade !== undefined)) {
    checkAnswerScales(where, { correct: correct[row] === 1, ...given });
  } else if (rating !== undefined && grade !== undefined) {
    checkAnswerScales(where, { correct: (rating[row] as number) > 1, ...given });
  }
}

type Column = Int32Array | Uint8Array;

function checkColumn(where: string, column: Column, kind: new (length: number) => Column, rows: number, least: number, most: number): void {
  if (!(column instanceof kind && column.length === rows)) throw invalidInput(where, `${kind.name} as long as the others`, column);
  for (let row = 0; row < rows; row += 1) {
    const value = column[row] as number;
    if (!(value >= least && value <= most)) throw invalidInput(where, `whole numbers from ${least} to ${most}`, value);
  }
}
