import { invalidInput } from '../errors.js';

/**
 * A source of random numbers that gives the same ones for the same seed on every machine: mulberry32, 32 bits of state, period 2³².
 * Good enough to shuffle and to resample; not for secrets.
 *
 * Source: T. Ettinger, mulberry32, 2017, in the public domain.
 *
 * @param seed - a whole number; only its lowest 32 bits count
 * @returns a function like Math.random: numbers from 0 to below 1
 * @throws AdaptiveLearningError `invalid_input` when the seed is no whole number
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
