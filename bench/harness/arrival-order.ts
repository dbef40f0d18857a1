import type { Happening } from './life.js';
import { randomNumbers } from './random-numbers.js';

/**
 * An order in which the same things may reach the engine: any at all, except for what needs something to be there already, as a session
 * its start and a rating its intervention. An end may come before answers that were given before it.
 */
export function arrivalOrder(life: readonly Happening[], seed: number): Happening[] {
  const random = randomNumbers(seed);
  const places = new Map(life.map(({ id }) => [id, random()]));
  const placeOf = (id: string) => places.get(id) as number;
  // What came too early changes places with what it needs, until nothing does.
  for (let moved = true; moved; ) {
    moved = false;
    for (const { id, after } of life) {
      for (const needed of after) {
        const [place, neededPlace] = [placeOf(id), placeOf(needed)];
        if (neededPlace < place) continue;
        places.set(id, neededPlace).set(needed, place);
        moved = true;
      }
    }
  }
  return [...life].sort((a, b) => placeOf(a.id) - placeOf(b.id));
}
