const TWO_TO_32 = 2 ** 32;
/** Numbers that are thrown away first: a state that is mostly zeros needs them to mix. */
const WARM_UP = 12;

/**
 * A seeded random number generator with the same results on every machine: sfc32 by Chris Doty-Humphrey (PractRand, public domain), seeded with a
 * hash of its arguments. Each learner has their own generator, so the order of learners does not matter.
 *
 * @example
 * const random = new Random('student', 7);
 * random.share() === new Random('student', 7).share() //=> true
 */
export class Random {
  readonly #state: Uint32Array;

  constructor(...names: readonly (string | number)[]) {
    this.#state = hashOf(names.join('\0'));
    for (let drawn = 0; drawn < WARM_UP; drawn += 1) this.share();
  }

  /** A uniform number ≥ 0 and < 1. */
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

  /** True with this probability. */
  chance(probability: number): boolean {
    return this.share() < probability;
  }

  /** A uniform number between two bounds. */
  between(low: number, high: number): number {
    return low + (high - low) * this.share();
  }

  /** A uniform integer between two bounds, inclusive. */
  wholeBetween(low: number, high: number): number {
    return low + Math.floor((high - low + 1) * this.share());
  }

  /** A standard normal number (G. E. P. Box, M. E. Muller, 1958). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.share())) * Math.cos(2 * Math.PI * this.share());
  }

  /** A log-normal number with this median; `spread` is the standard deviation of the logarithm. */
  logNormal(median: number, spread: number): number {
    return median * Math.exp(spread * this.normal());
  }

  /** A uniformly random item of a list. */
  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[Math.floor(items.length * this.share())] ?? items[0];
  }
}

/** 128 bits of a text: cyrb128 by bryc (public domain), which seeds sfc32. Not for secrets. */
function hashOf(text: string): Uint32Array {
  const hash = Uint32Array.of(1_779_033_703, 3_144_134_277, 1_013_904_242, 2_773_480_762);
  const factors = [597_399_067, 2_869_860_233, 951_274_213, 2_716_044_179] as const;
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    const [first = 0] = hash;
    for (let word = 0; word < 4; word += 1) {
      const next = word === 3 ? first : (hash[word + 1] as number);
      hash[word] = next ^ Math.imul((hash[word] as number) ^ code, factors[word] as number);
    }
  }
  const [a = 0, b = 0, c = 0, d = 0] = hash;
  const mixed = [
    Math.imul(c ^ (a >>> 18), factors[0]),
    Math.imul(d ^ (b >>> 22), factors[1]),
    Math.imul(a ^ (c >>> 17), factors[2]),
    Math.imul(b ^ (d >>> 19), factors[3]),
  ] as const;
  const all = mixed[0] ^ mixed[1] ^ mixed[2] ^ mixed[3];
  return Uint32Array.of(all, mixed[1] ^ all, mixed[2] ^ all, mixed[3] ^ all);
}
