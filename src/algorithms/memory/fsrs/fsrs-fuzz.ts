import { invalidInput } from '../../../errors.js';

/** Shorter intervals are left as they are. */
const FUZZ_FROM_DAYS = 2.5;

/** What bounds a fuzzed interval, in days. */
export type FuzzBounds = {
  /** Days from the last review to this one. */
  readonly elapsed: number;
  /** The interval that the item had and that a pass keeps while it is in reach; 0 after a failure, which may shorten it. */
  readonly kept: number;
  /** No interval is longer. */
  readonly maximum: number;
};

/**
 * Moves an interval by a draw from 0 to below 1, to a whole day in reach: 1 day, and 15 % of the days from 2.5 to 7, 10 % of those
 * from 7 to 20, 5 % of those above, to either side. As Anki and ts-fsrs: not below 2 days, nor back to days that have passed already.
 *
 * As Anki (`greater_than_last` in rslib/src/scheduler/states/review.rs), a pass does not shorten the interval that the item had: a draw
 * below it gives that interval. All other draws stay as they are, so the mean rises by no more than those draws need.
 * With the same draw, a longer interval never becomes the shorter one.
 */
export function fuzzedDays(days: number, { elapsed, kept, maximum }: FuzzBounds, draw: number): number {
  if (days < FUZZ_FROM_DAYS) return days;
  const reach = 1 + 0.15 * (Math.min(days, 7) - FUZZ_FROM_DAYS) + 0.1 * Math.max(0, Math.min(days, 20) - 7) + 0.05 * Math.max(0, days - 20);
  const latest = Math.min(Math.round(days + reach), maximum);
  const soonest = Math.max(2, Math.round(days - reach), days > elapsed ? elapsed + 1 : 0);
  const from = Math.min(soonest, latest);
  // A draw a hair below 1 is rounded up to 1 in the product.
  const drawn = Math.min(latest, Math.floor(from + draw * (latest - from + 1)));
  const least = Math.ceil(kept);
  return least <= latest ? Math.max(least, drawn) : drawn;
}

/** The draw of a generator that a caller gave, or one that the review itself decides, so that a replay gives the same interval. */
export function drawOf(rng: (() => number) | undefined, at: number, stability: number, difficulty: number): number {
  if (rng === undefined) return seededDraw(at, stability, difficulty);
  if (typeof rng !== 'function') throw invalidInput('fsrs.rng', 'a function that draws a number from 0 to below 1', rng);
  const draw: unknown = rng();
  if (!(typeof draw === 'number' && draw >= 0 && draw < 1)) throw invalidInput('fsrs.rng', 'a draw from 0 to below 1', draw);
  return draw;
}

/** The time of the review and the memory before it, mixed by the finalizer of MurmurHash3 (A. Appleby). */
function seededDraw(at: number, stability: number, difficulty: number): number {
  let hash = 0;
  for (const part of [at, at / 2 ** 32, stability * 2 ** 20, difficulty * 2 ** 24]) {
    hash = Math.imul(hash ^ (part | 0), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return (hash >>> 0) / 2 ** 32;
}
