import { type ItemAnswers, type ItemParameters, itemProbability } from 'adaptive-learning-engine/algorithms';
import { randomNumbers } from '../harness/random-numbers.js';

/** A test whose truth is known: the items, the abilities and the answers of those who sat it. */
export interface SimulatedAnswers {
  readonly items: readonly ItemParameters[];
  readonly abilities: readonly number[];
  /** A text of 1 (right) and 0 for each learner. */
  readonly rows: readonly string[];
  readonly answers: ItemAnswers;
}

/**
 * A 2PL test as girth's own examples draw it: discriminations evenly from 0.5 to 1.5 at random, difficulties in even steps from −2.5 to 2.5,
 * abilities standard normal.
 */
export function simulatedAnswers(learners: number, count: number, seed: number): SimulatedAnswers {
  const random = randomNumbers(seed);
  const items = Array.from({ length: count }, (_, item) => ({
    discrimination: 0.5 + random(),
    difficulty: -2.5 + (5 * item) / (count - 1),
    guessing: 0,
  }));
  const abilities = Array.from({ length: learners }, () => normalNumber(random));
  const rows = abilities.map((theta) => items.map((item) => (random() < itemProbability(item, theta) ? '1' : '0')).join(''));
  return {
    items,
    abilities,
    rows,
    answers: {
      items: items.map((_, item) => `item ${item + 1}`),
      learner: Int32Array.from({ length: learners * count }, (_, at) => Math.floor(at / count)),
      item: Int32Array.from({ length: learners * count }, (_, at) => at % count),
      correct: Uint8Array.from(rows.join(''), Number),
    },
  };
}

/** A standard normal number (Box and Muller 1958). */
export function normalNumber(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
