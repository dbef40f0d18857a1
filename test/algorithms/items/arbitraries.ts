import fc from 'fast-check';
import type { ItemParameters } from '../../../src/algorithms/index.js';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** Items as exams have them; a third cannot be guessed. */
export const anItem: fc.Arbitrary<ItemParameters> = fc.record({
  discrimination: between(0.3, 2.5),
  difficulty: between(-3, 3),
  guessing: fc.oneof(fc.constant(0), between(0.01, 0.4), between(0.01, 0.4)),
});

export const aTheta = between(-4, 4);

/** Numbers from 0 to 1 by a seed: mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A standard normal number (Box and Muller 1958). */
export function normalNumber(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
