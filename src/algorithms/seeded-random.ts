import { invalidInput } from '../errors.js';

/**
 * A seeded random number generator with the same results on every machine: mulberry32, 32 bits of state, period 2³². Suitable for shuffling and
 * resampling, not for secrets.
 *
 * Source: T. Ettinger, mulberry32, 2017, in the public domain.
 *
 * @param seed - an integer; only its lowest 32 bits are used
 * @returns a function like Math.random: numbers ≥ 0 and < 1
 * @throws AdaptiveLearningError `invalid_input` when the seed is not an integer
 *
 * @example
 * const random = seededRandom(1);
 * [random(), random()] //=> [0.6270739…, 0.0027357…]
 */
export function seededRandom(seed: number): () => number {
  if (!Number.isSafeInteger(seed)) throw invalidInput('seededRandom.seed', 'a whole number', seed);
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
