export { seededRandom as randomNumbers } from '../../src/algorithms/index.js';

/** One of a list, by a random number. */
export function pick<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)] as Item;
}
