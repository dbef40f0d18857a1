import { digestOf } from '../deterministic-id.js';

const TWO_TO_32 = 2 ** 32;

/**
 * Random numbers that are the same on every machine: sfc32 by Chris Doty-Humphrey (PractRand, public domain), its state taken from a hash of
 * the names that it is asked for by. Each learner has a source of their own, so that it does not matter who is asked first.
 */
export class Random {
  readonly #state: Uint32Array;

  constructor(...names: readonly (string | number)[]) {
    const hash = Buffer.from(digestOf(...names.map(String)), 'hex');
    this.#state = Uint32Array.from({ length: 4 }, (_, index) => hash.readUInt32LE(index * 4));
  }

  /** From 0 to below 1, evenly. */
  share(): number {
    const state = this.#state;
    const [a = 0, b = 0, c = 0, counter = 0] = state;
    const next = (a + b + counter) >>> 0;
    state[0] = b ^ (b >>> 9);
    state[1] = c + (c << 3);
    state[2] = ((c << 21) | (c >>> 11)) + next;
    state[3] = counter + 1;
    return next / TWO_TO_32;
  }

  chance(probability: number): boolean {
    return this.share() < probability;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.share();
  }

  /** A whole number, both ends included. */
  wholeBetween(low: number, high: number): number {
    return low + Math.floor((high - low + 1) * this.share());
  }

  /** Around 0 with a spread of 1 (Box and Muller 1958). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.share())) * Math.cos(2 * Math.PI * this.share());
  }

  logNormal(median: number, spread: number): number {
    return median * Math.exp(spread * this.normal());
  }

  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[Math.floor(items.length * this.share())] ?? items[0];
  }
}
