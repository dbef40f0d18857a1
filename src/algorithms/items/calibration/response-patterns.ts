import type { FirstAnswers } from './first-answers.js';

/** Items that share a code: 3⁵ = 243 of them, so that a pattern is a fifth as long as the test. */
const GROUP_ITEMS = 5;
const GROUP_CODES = 3 ** GROUP_ITEMS;
const RIGHT = 1;
const WRONG = 2;

/**
 * What learners answered, each pattern once, with the number of learners who gave it.
 *
 * A pattern is a list of blocks: a block is one way of answering five neighbouring items (right, wrong or not at all, of each). Blocks are
 * shared: a thousand patterns of fifty items are lists of ten out of at most 32 × 10 blocks, and what is summed over a pattern's
 * items is summed once a block. The patterns stand in an order of their own, so that no result depends on the order of the learners.
 */
export interface ResponsePatterns {
  readonly items: number;
  /** How many learners gave each pattern. */
  readonly counts: Float64Array;
  /** Where each pattern's list begins in `blocks`; one more at the end. */
  readonly starts: Int32Array;
  readonly blocks: Int32Array;
  readonly blockCount: number;
  /** Where each block's list of answers begins; one more at the end. */
  readonly answerStarts: Int32Array;
  /** Each answer as item × 2 + right. */
  readonly answers: Int32Array;
  /** Answers in the longest pattern. */
  readonly longest: number;
}

/** @param place each item's number among those that are calibrated, −1 where it is left out */
export function responsePatterns({ starts, item, right }: FirstAnswers, place: Int32Array, items: number): ResponsePatterns {
  const counts = new Map<string, number>();
  const codes = new Uint8Array(Math.ceil(items / GROUP_ITEMS));
  let longest = 0;
  for (let learner = 0; learner + 1 < starts.length; learner += 1) {
    const touched = new Set<number>();
    let length = 0;
    for (let row = starts[learner] as number; row < (starts[learner + 1] as number); row += 1) {
      const at = place[item[row] as number] as number;
      if (at < 0) continue;
      const group = Math.floor(at / GROUP_ITEMS);
      const digit = right[row] === 1 ? RIGHT : WRONG;
      codes[group] = (codes[group] as number) + digit * 3 ** (at % GROUP_ITEMS);
      touched.add(group);
      length += 1;
    }
    if (length === 0) continue;
    longest = Math.max(longest, length);
    const key = keyOf(touched, codes);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return { items, longest, ...inBlocks(counts) };
}

/** The groups and their codes as characters, smallest group first; clears the codes for the next learner. */
function keyOf(touched: ReadonlySet<number>, codes: Uint8Array): string {
  let key = '';
  for (const group of [...touched].sort((a, b) => a - b)) {
    key += String.fromCharCode(group, codes[group] as number);
    codes[group] = 0;
  }
  return key;
}

function inBlocks(counts: ReadonlyMap<string, number>): Omit<ResponsePatterns, 'items' | 'longest'> {
  const keys = [...counts.keys()].sort();
  const numbers = new Map<number, number>();
  const starts = new Int32Array(keys.length + 1);
  const blocks: number[] = [];
  for (const [index, key] of keys.entries()) {
    for (let at = 0; at < key.length; at += 2) {
      const code = key.charCodeAt(at) * GROUP_CODES + key.charCodeAt(at + 1);
      const known = numbers.get(code) ?? numbers.size;
      if (known === numbers.size) numbers.set(code, known);
      blocks.push(known);
    }
    starts[index + 1] = blocks.length;
  }
  const answerStarts = new Int32Array(numbers.size + 1);
  const answers: number[] = [];
  for (const [code, block] of numbers) {
    answers.push(...answersOf(code));
    answerStarts[block + 1] = answers.length;
  }
  return {
    counts: Float64Array.from(keys, (key) => counts.get(key) as number),
    starts,
    blocks: Int32Array.from(blocks),
    blockCount: numbers.size,
    answerStarts,
    answers: Int32Array.from(answers),
  };
}

function answersOf(code: number): readonly number[] {
  const first = Math.floor(code / GROUP_CODES) * GROUP_ITEMS;
  const answers: number[] = [];
  for (let rest = code % GROUP_CODES, item = first; rest > 0; rest = Math.floor(rest / 3), item += 1) {
    if (rest % 3 !== 0) answers.push(item * 2 + (rest % 3 === RIGHT ? 1 : 0));
  }
  return answers;
}
