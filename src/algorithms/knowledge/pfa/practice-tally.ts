import type { AnswerCounts } from '../fit/why-not-fitted.js';

/** The answers to one concept by what the learner had done before: cell i holds those after `successes[i]` right and `failures[i]` wrong ones. */
export interface PracticeTally extends AnswerCounts {
  readonly successes: Float64Array;
  readonly failures: Float64Array;
  /** Answers of the cell, and the right ones among them. */
  readonly times: Float64Array;
  readonly rightTimes: Float64Array;
}

/** What each learner has done so far in the concept that is being tallied. */
export interface PracticeWalk {
  readonly successes: Int32Array;
  readonly failures: Int32Array;
  readonly tally: Int32Array;
}

export function newPracticeWalk(learners: number): PracticeWalk {
  return { successes: new Int32Array(learners), failures: new Int32Array(learners), tally: new Int32Array(learners).fill(-1) };
}

/** Wrong answers that have room beside the right ones in the key of a cell. */
const FAILURES_IN_KEY = 2 ** 26;

/**
 * @param rows - of one concept, in the order of the log
 * @param number - of this tally, another one for each that shares the walk
 * @returns cells in rising order, the same for any order of the learners
 */
export function tallyPractice(
  correct: Uint8Array,
  rows: Int32Array,
  learner: Int32Array,
  walk: PracticeWalk,
  number: number,
): PracticeTally {
  const cells = new Map<number, { times: number; right: number }>();
  let learners = 0;
  let right = 0;
  for (const row of rows) {
    const who = learner[row] as number;
    if (walk.tally[who] !== number) {
      walk.tally[who] = number;
      walk.successes[who] = 0;
      walk.failures[who] = 0;
      learners += 1;
    }
    const key = (walk.successes[who] as number) * FAILURES_IN_KEY + (walk.failures[who] as number);
    let cell = cells.get(key);
    if (cell === undefined) {
      cell = { times: 0, right: 0 };
      cells.set(key, cell);
    }
    cell.times += 1;
    if (correct[row] === 1) {
      cell.right += 1;
      right += 1;
      walk.successes[who] = (walk.successes[who] as number) + 1;
    } else {
      walk.failures[who] = (walk.failures[who] as number) + 1;
    }
  }
  const sorted = [...cells].sort(([a], [b]) => a - b);
  return {
    learners,
    answers: rows.length,
    right,
    successes: Float64Array.from(sorted, ([key]) => Math.floor(key / FAILURES_IN_KEY)),
    failures: Float64Array.from(sorted, ([key]) => key % FAILURES_IN_KEY),
    times: Float64Array.from(sorted, ([, cell]) => cell.times),
    rightTimes: Float64Array.from(sorted, ([, cell]) => cell.right),
  };
}
