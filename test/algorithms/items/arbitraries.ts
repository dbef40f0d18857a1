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

export { seededRandom as seeded } from '../../../src/algorithms/index.js';

/** A standard normal number (Box and Muller 1958). */
export function normalNumber(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
