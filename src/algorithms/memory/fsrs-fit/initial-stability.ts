import { FSRS_WEIGHTS } from '../fsrs/fsrs-weights.js';
import { FIRST_STABILITIES } from './fit-coordinates.js';
import type { ReviewTree } from './review-tree.js';

/**
 * Where the logarithms of the first stabilities of again, hard, good, easy lie among learners, on a scale of 0 for again and 1 for good.
 * From fsrs-rs (`smooth_and_fill`): hard = again^0.41·good^0.59, and good = hard^0.46·easy^0.54.
 */
const HARD_AT = 0.59;
const EASY_AT = (1 - 0.46 * HARD_AT) / 0.54;
const PLACES: readonly number[] = [0, HARD_AT, 1, EASY_AT];

/** How many cards went on, after a first answer of each rating, to a prediction: what is known of that stability. */
export function firstAnswers({ size, parent, rating, firstCount }: ReviewTree): readonly number[] {
  const first = new Uint8Array(size);
  const counts = Array.from({ length: FIRST_STABILITIES }, () => 0);
  for (let node = 0; node < size; node += 1) {
    const before = parent[node] as number;
    first[node] = before < 0 ? (rating[node] as number) - 1 : (first[before] as number);
    counts[first[node] as number] = (counts[first[node] as number] as number) + (firstCount[node] as number);
  }
  return counts;
}

/** The stabilities with those that no card has shown put where they lie among learners, seen from the nearest two that are known. */
export function fillStabilities(stabilities: readonly number[], counts: readonly number[], given: readonly number[]): readonly number[] {
  const known = counts.flatMap((count, index) => (count > 0 ? [index] : []));
  const [only, second] = known;
  if (only === undefined) return [...given];
  if (second === undefined) {
    const factor = (stabilities[only] as number) / (given[only] as number);
    return inOrder(stabilities.map((days, index) => (index === only ? days : bounded(factor * (given[index] as number)))));
  }
  const filled = stabilities.map((days, index) => {
    if (known.includes(index)) return days;
    const above = known.findIndex((other) => other > index);
    const right = Math.max(1, above === -1 ? known.length - 1 : above);
    const [a, b] = [known[right - 1] as number, known[right] as number];
    const share = ((PLACES[index] as number) - (PLACES[a] as number)) / ((PLACES[b] as number) - (PLACES[a] as number));
    const [low, high] = [Math.log(stabilities[a] as number), Math.log(stabilities[b] as number)];
    return bounded(Math.exp(low + share * (high - low)));
  });
  return inOrder(filled);
}

/** Between two that are equal, rounding may put a filled one on the wrong side. */
function inOrder(stabilities: readonly number[]): readonly number[] {
  let longest = 0;
  return stabilities.map((days) => {
    longest = Math.max(longest, days);
    return longest;
  });
}

function bounded(days: number): number {
  const { lowest, highest } = FSRS_WEIGHTS[0] as (typeof FSRS_WEIGHTS)[number];
  return Math.min(highest, Math.max(lowest, days));
}
