import type { ItemAnswers } from './item-answers.js';

/** Answers sorted by learner, one for each learner and item: the first. */
export interface FirstAnswers {
  /** Where each learner's answers begin; one more at the end. */
  readonly starts: Int32Array;
  readonly item: Int32Array;
  readonly right: Uint8Array;
  /** By item: how many answered it, and how many of those right. */
  readonly answered: Int32Array;
  readonly rightOf: Int32Array;
  /** Answers passed over, since the learner had answered that item before. */
  readonly repeats: number;
}

/**
 * The answers by learner. Only the first to an item counts: the model has one ability for one curve,
 * and who sees an item again answers a memory of it.
 */
export function firstAnswers({ items, learner, item, correct }: ItemAnswers): FirstAnswers {
  const numbers = numbersOf(learner);
  const order = sortedByLearner(numbers.of, numbers.count);
  const starts = new Int32Array(numbers.count + 1);
  const kept = { item: new Int32Array(learner.length), right: new Uint8Array(learner.length) };
  const answered = new Int32Array(items.length);
  const rightOf = new Int32Array(items.length);
  const lastSeenBy = new Int32Array(items.length).fill(-1);
  let length = 0;
  for (const row of order) {
    const who = numbers.of[row] as number;
    const what = item[row] as number;
    if (lastSeenBy[what] === who) continue;
    lastSeenBy[what] = who;
    const right = correct[row] as number;
    kept.item[length] = what;
    kept.right[length] = right;
    length += 1;
    starts[who + 1] = length;
    answered[what] = (answered[what] as number) + 1;
    rightOf[what] = (rightOf[what] as number) + right;
  }
  return {
    starts,
    item: kept.item.subarray(0, length),
    right: kept.right.subarray(0, length),
    answered,
    rightOf,
    repeats: learner.length - length,
  };
}

/** Learners by the number of their first appearance. */
function numbersOf(learner: ArrayLike<number>): { readonly of: Int32Array; readonly count: number } {
  const numbers = new Map<number, number>();
  const of = new Int32Array(learner.length);
  for (let row = 0; row < of.length; row += 1) {
    const id = learner[row] as number;
    const known = numbers.get(id) ?? numbers.size;
    if (known === numbers.size) numbers.set(id, known);
    of[row] = known;
  }
  return { of, count: numbers.size };
}

/** The rows by learner, each learner's in chronological order: a counting sort. */
function sortedByLearner(of: Int32Array, count: number): Int32Array {
  const next = new Int32Array(count + 1);
  for (const who of of) next[who + 1] = (next[who + 1] as number) + 1;
  for (let who = 0; who < count; who += 1) next[who + 1] = (next[who + 1] as number) + (next[who] as number);
  const order = new Int32Array(of.length);
  for (const [row, who] of of.entries()) {
    const place = next[who] as number;
    order[place] = row;
    next[who] = place + 1;
  }
  return order;
}
